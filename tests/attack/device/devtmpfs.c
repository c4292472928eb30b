// SPDX-License-Identifier: GPL-2.0-only
// The nodes of all devices at once: devtmpfs, mounted, or by fsopen(2).
#include "device/device.h"

#define FSCONFIG_CREATE	6

int main(void)
{
	int fs, mnt, disk;

	NEED(!mkdir(MOUNTPOINT, 0700) || errno == EEXIST);
	if (!mount("dev", MOUNTPOINT, "devtmpfs", 0, NULL)) {
		if (opens_disk(MOUNTPOINT "/vda"))
			worked_mount("the disk is read");
		refused_mount("open the disk");
	}
	fs = syscall(SYS_fsopen, "devtmpfs", 0);
	if (fs < 0 || syscall(SYS_fsconfig, fs, FSCONFIG_CREATE, 0, 0, 0))
		refused_mount("mount, fsopen");
	mnt = syscall(SYS_fsmount, fs, 0, 0);
	if (mnt < 0)
		refused_mount("fsmount");
	disk = openat(mnt, "vda", O_RDONLY);
	if (disk >= 0 && is_disk(disk))
		worked_mount("the disk is read");
	refused_mount("open the disk");
}
