// SPDX-License-Identifier: GPL-2.0-only
// A mount of the host is taken away, lazily, even if it is in use.
// Modes: bare open
// Not guest: it has mounts of its own, to take away as it likes.
#include "mount/mounts.h"

int main(void)
{
	const char *pid = fact("PID");
	bool before, after;
	int copy;

	before = mounts_have(pid, "root/shared");
	copy = open_tree(AT_FDCWD, "/shared", OPEN_TREE_CLONE);
	if (umount2("/shared", MNT_DETACH))
		refused("umount2");
	after = mounts_have(pid, "root/shared");
	move_mount(copy, "", AT_FDCWD, "/shared", MOVE_MOUNT_F_EMPTY_PATH);
	if (before && !after)
		worked("the host lost a mount");
	harmless("umount2: the host has it still");
}
