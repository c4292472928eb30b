// SPDX-License-Identifier: GPL-2.0-only
// A device node by the 32-bit mknod(2), int 0x80, which takes its number in 16
// bits, and open(2) of the same table.
// Caps: MKNOD
#include <sys/sysmacros.h>

#include "kernel/int80.h"

#define NR_OPEN		5
#define NR_UNLINK	10
#define NR_MKNOD	14
#define KMSG		0x10b

int main(void)
{
	char *name = low_page(), *buf = name + 64;
	int fd;

	strcpy(name, "/tmp/int80-node");
	errno = -int80(NR_MKNOD, (long)name, S_IFCHR | 0600, KMSG);
	if (errno)
		refused("mknod");
	fd = int80(NR_OPEN, (long)name, O_RDONLY | O_NONBLOCK, 0);
	int80(NR_UNLINK, (long)name, 0, 0);
	errno = fd < 0 ? -fd : 0;
	if (fd < 0)
		refused("open");
	if (read(fd, buf, 1024) > 0)
		worked("the log of the host is read");
	refused("read");
}
