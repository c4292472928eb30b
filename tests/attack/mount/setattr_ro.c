// SPDX-License-Identifier: GPL-2.0-only
// mount_setattr() clears "ro" of a whole tree of mounts, by another way through
// the kernel than a remount.
#include "mount/mounts.h"

int main(void)
{
	struct mount_attr attr = { .attr_clr = MOUNT_ATTR_RDONLY };

	own_mounts();
	if (mount_setattr(AT_FDCWD, RDONLY, AT_RECURSIVE, &attr, sizeof(attr)))
		refused("mount_setattr");
	write_to(RDONLY);
}
