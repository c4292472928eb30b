// SPDX-License-Identifier: GPL-2.0-only
// Swap in a file of the guest: it could read there what the memory of others
// had, or take it away.
#include <linux/loop.h>
#include <sys/ioctl.h>
#include <sys/swap.h>

#include "mount/mounts.h"

#define NAME	"/tmp/swapfile"

/* tmpfs holds no swap, a loop device on it does */
static const char *place(int file, int *loop)
{
	static char name[32];
	int control = open("/dev/loop-control", O_RDWR);
	int number = control < 0 ? -1 : ioctl(control, LOOP_CTL_GET_FREE);

	if (number < 0)
		return NAME;
	snprintf(name, sizeof(name), "/dev/loop%d", number);
	*loop = open(name, O_RDWR);
	return *loop < 0 || ioctl(*loop, LOOP_SET_FD, file) ? NAME : name;
}

int main(void)
{
	int file = open(NAME, O_CREAT | O_TRUNC | O_RDWR, 0600), loop = -1;
	uint32_t head[3] = { 1, 255, 0 };
	const char *name;
	char *swaps = NULL;
	int err;

	NEED(file >= 0 && !ftruncate(file, 256 * 4096));
	NEED(pwrite(file, head, sizeof(head), 1024) == sizeof(head));
	NEED(pwrite(file, "SWAPSPACE2", 10, 4086) == 10);
	name = place(file, &loop);
	err = swapon(name, 0) ? errno : 0;
	if (!err) {
		swaps = get("/proc/swaps");
		swapoff(name);
	}
	if (loop >= 0)
		ioctl(loop, LOOP_CLR_FD);
	unlink(NAME);
	errno = err;
	if (swaps && strstr(swaps, name))
		worked("the host swaps to the guest's file");
	refused("swapon");
}
