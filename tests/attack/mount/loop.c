// SPDX-License-Identifier: GPL-2.0-only
// A loop device makes a block device of a file that the guest wrote, and the
// device belongs to the whole machine.
#include <linux/loop.h>
#include <sys/ioctl.h>

#include "mount/mounts.h"

static int node(const char *there, mode_t mode, dev_t dev)
{
	int fd = open(there, O_RDWR);

	if (fd >= 0)
		return fd;
	unlink("/tmp/node");
	if (mknod("/tmp/node", mode, dev))
		refused(there);
	fd = open("/tmp/node", O_RDWR);
	if (fd < 0)
		refused("open");
	return fd;
}

int main(void)
{
	int control = node("/dev/loop-control", S_IFCHR, makedev(10, 237));
	int number = ioctl(control, LOOP_CTL_GET_FREE), file, loop;
	char name[32], text[5] = "";

	if (number < 0)
		refused("LOOP_CTL_GET_FREE");
	file = open("/tmp", O_TMPFILE | O_RDWR, 0600);
	NEED(file >= 0 && !ftruncate(file, 65536) &&
	     pwrite(file, "mine", 4, 0) == 4);
	snprintf(name, sizeof(name), "/dev/loop%d", number);
	loop = node(name, S_IFBLK, makedev(7, number));
	if (ioctl(loop, LOOP_SET_FD, file))
		refused("LOOP_SET_FD");
	if (pread(loop, text, 4, 0) < 0)
		perror("read");
	ioctl(loop, LOOP_CLR_FD);
	if (!strcmp(text, "mine"))
		worked("a block device of the host has the guest's file");
	refused("read");
}
