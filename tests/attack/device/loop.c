// SPDX-License-Identifier: GPL-2.0-only
// A loop device over the guest's file: its content goes to drivers of file
// systems, which trust a disk.
#include <linux/loop.h>
#include <sys/ioctl.h>
#include <sys/mman.h>

#include "device/device.h"

static int open_either(const char *one, const char *other)
{
	int fd = open(one, O_RDWR);

	return fd >= 0 ? fd : open(other, O_RDWR);
}

int main(void)
{
	int control = open_either("/dev/loop-control", NODES "/loop-control");
	int file, loop, number;
	char name[32], buf[6] = "";

	if (control < 0)
		refused("loop-control");
	file = memfd_create("loop", 0);
	number = ioctl(control, LOOP_CTL_GET_FREE);
	NEED(file >= 0 && number >= 0 && !ftruncate(file, 65536));
	NEED(pwrite(file, "stolen", 6, 0) == 6);
	snprintf(name, sizeof(name), "/dev/loop%d", number);
	loop = open(name, O_RDWR);
	if (loop < 0 || ioctl(loop, LOOP_SET_FD, file))
		refused(name);
	number = pread(loop, buf, 6, 0);
	ioctl(loop, LOOP_CLR_FD, 0);
	if (number == 6 && !memcmp(buf, "stolen", 6))
		worked("a block device of the guest's making");
	refused("read");
}
