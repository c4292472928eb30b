// SPDX-License-Identifier: GPL-2.0-only
// TIOCLINUX: the console selects text of its screen and pastes it as if it were
// typed, by a terminal of the guest or the console (CVE-2023-28339 and others).
#include "device/pty.h"

static const char * const nodes[] = {
	"/dev/tty", "/dev/tty0", "/dev/tty1", "/shared/nodes/tty0",
};

int main(void)
{
	size_t i;

	for (i = 0; i < sizeof(nodes) / sizeof(nodes[0]); i++) {
		int fd = open(nodes[i], O_RDWR | O_NOCTTY);
		char shift_state = 6, what = 12;

		/* 12: which console is in front; 6: keys held down */
		if (fd >= 0 && ioctl(fd, TIOCLINUX, &what) >= 0 &&
		    ioctl(fd, TIOCLINUX, &shift_state) >= 0)
			worked("the console of the host answers");
	}
	refused("TIOCLINUX");
}
