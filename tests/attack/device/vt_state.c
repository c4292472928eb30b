// SPDX-License-Identifier: GPL-2.0-only
// Which console is active, and its keyboard: tty0 obeys ioctl(2) from whoever has
// it open; /dev/tty may be one that was lent.
#include <linux/kd.h>
#include <linux/vt.h>
#include <sys/ioctl.h>

#include "device/device.h"

static const char * const nodes[] = {
	"/dev/tty0", NODES "/tty0", "/dev/tty", "/dev/console", "/dev/stdin",
};

int main(void)
{
	struct vt_stat state = { 0 };
	size_t i;

	for (i = 0; i < sizeof(nodes) / sizeof(nodes[0]); i++) {
		int fd = open(nodes[i], O_RDWR | O_NOCTTY | O_NONBLOCK);
		long mode;

		if (fd >= 0 && !ioctl(fd, VT_GETSTATE, &state) &&
		    state.v_active && !ioctl(fd, KDGKBMODE, &mode))
			worked("the console of the host answers");
	}
	refused("VT_GETSTATE");
}
