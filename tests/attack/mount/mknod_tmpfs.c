// SPDX-License-Identifier: GPL-2.0-only
// "nodev" of the guest's root does not reach a tmpfs that it mounts itself: nodes
// of the host's disks are made there.
// Caps: MKNOD
#include "mount/mounts.h"

int main(void)
{
	unsigned char magic[2];
	int fd;

	own_mounts();
	if (mount("t", POINT, "tmpfs", MS_NOSUID, NULL))
		refused("mount");
	if (mknod(POINT "/vdb", S_IFBLK | 0600, disk_number()))
		refused("mknod");
	fd = open(POINT "/vdb", O_RDONLY);
	if (fd < 0)
		refused("open");
	if (pread(fd, magic, 2, 1080) == 2 && magic[0] == 0x53 &&
	    magic[1] == 0xef)
		worked("the disk of the guests is read");
	refused("read");
}
