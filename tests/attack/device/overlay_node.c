// SPDX-License-Identifier: GPL-2.0-only
// A node of a lower layer is copied up by an overlay, with the rights of who
// mounted it, and in a user namespace of its own (CVE-2023-0386).
#include <sched.h>

#include "device/device.h"

#define MERGED	MOUNTPOINT "/merged"

static int mount_overlay(void)
{
	if (mount("own", MOUNTPOINT, "tmpfs", 0, NULL))
		return -1;
	NEED(!mkdir(MOUNTPOINT "/upper", 0755));
	NEED(!mkdir(MOUNTPOINT "/work", 0755));
	NEED(!mkdir(MERGED, 0755));
	return mount("node", MERGED, "overlay", 0, "lowerdir=" NODES
		     ",userxattr,upperdir=" MOUNTPOINT "/upper,workdir="
		     MOUNTPOINT "/work");
}

int main(void)
{
	bool is;

	NEED(!mkdir(MOUNTPOINT, 0700) || errno == EEXIST);
	if (mount_overlay()) {
		printf("here: %s\n", strerrorname_np(errno));
		umount2(MOUNTPOINT, MNT_DETACH);
		if (unshare(CLONE_NEWUSER | CLONE_NEWNS) || mount_overlay())
			refused_mount("mount");
	}
	if (opens_disk(MERGED "/disk"))
		worked_mount("the disk is read in the lower layer");
	/* copies it up */
	if (chmod(MERGED "/disk", 0600))
		refused_mount("copy up");
	is = opens_disk(MERGED "/disk");
	umount2(MERGED, MNT_DETACH);
	if (is)
		worked_mount("the disk is read");
	refused_mount("open the copy");
}
