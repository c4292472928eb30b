// SPDX-License-Identifier: GPL-2.0-only
// The tree is mounted once more: from its real root, and with other options,
// which are those of all its mounts.
#include <sys/mount.h>

#include "cgroup/cgroup.h"

#define AGAIN	"/tmp/cgroup-again"

int main(void)
{
	char before[4096], *mounts;
	int err;
	bool there;

	NEED(!mkdir(AGAIN, 0700) || errno == EEXIST);
	if (mount("none", AGAIN, "cgroup2", 0, "nsdelegate")) {
		err = errno;
		rmdir(AGAIN);
		errno = err;
		refused("mount");
	}
	snprintf(before, sizeof(before), AGAIN "/vserver/other");
	there = !access(before, F_OK);
	mounts = get("/proc/self/mounts");
	umount2(AGAIN, MNT_DETACH);
	rmdir(AGAIN);
	if (there && mounts)
		worked("the tree of the host is mounted");
	harmless("the tree of the guest");
}
