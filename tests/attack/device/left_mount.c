// SPDX-License-Identifier: GPL-2.0-only
// The file system on a node is mounted, without opening the node.
#include "device/device.h"

int main(void)
{
	NEED(!mkdir(MOUNTPOINT, 0700) || errno == EEXIST);
	if (mount(DISK, MOUNTPOINT, "ext4", MS_RDONLY, NULL))
		refused_mount("mount");
	if (!access(MOUNTPOINT "/etc/passwd", F_OK))
		worked_mount("the disk is mounted");
	refused_mount("another file system");
}
