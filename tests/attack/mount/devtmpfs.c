// SPDX-License-Identifier: GPL-2.0-only
// devtmpfs is one for all: mounted in a guest, it has the nodes of every device of
// the host, made by the kernel.
#include "mount/mounts.h"

int main(void)
{
	unsigned char magic[2];
	int fd;

	own_mounts();
	mount_at_point("dev", "devtmpfs", NULL);
	fd = open(POINT "/vdb", O_RDONLY);
	if (fd < 0)
		refused("vdb");
	if (pread(fd, magic, 2, 1080) == 2 && magic[0] == 0x53 &&
	    magic[1] == 0xef)
		worked("the disk of the guests is read");
	refused("read");
}
