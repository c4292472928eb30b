// SPDX-License-Identifier: GPL-2.0-only
// A copy by open_tree() is in no mount namespace, and its flags are changed by the
// descriptor before it is attached anywhere.
#include "mount/mounts.h"

int main(void)
{
	struct mount_attr attr = { .attr_clr = MOUNT_ATTR_RDONLY };
	char name[32];
	int fd;

	own_mounts();
	fd = open_tree(AT_FDCWD, RDONLY, OPEN_TREE_CLONE);
	if (fd < 0)
		refused("open_tree");
	if (mount_setattr(fd, "", AT_EMPTY_PATH, &attr, sizeof(attr)))
		refused("mount_setattr");
	snprintf(name, sizeof(name), "/proc/self/fd/%d", fd);
	write_to(name);
}
