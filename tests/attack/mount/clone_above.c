// SPDX-License-Identifier: GPL-2.0-only
// open_tree() copies mounts above the root to a tree that belongs to no mount
// namespace; it is looked into without being attached.
#include "chroot/climb.h"
#include "mount/mounts.h"

int main(void)
{
	int fd;

	own_mounts();
	NEED(!chdir("/"));
	root_below();
	fd = open_tree(AT_FDCWD, "../../../../..",
		       OPEN_TREE_CLONE | AT_RECURSIVE);
	if (fd < 0)
		refused("open_tree");
	if (file_has_secret(fd))
		worked("/secret of the host is read");
	refused("/secret of the host");
}
