// SPDX-License-Identifier: GPL-2.0-only
// Another line discipline loads modules and makes network devices, and was
// full of mistakes (n_hdlc: CVE-2017-2636, n_gsm: CVE-2023-6546).
#include "device/pty.h"

int main(void)
{
	int master, tty = own_terminal(&master), number, now;

	for (number = 1; number < 32; number++) {
		if (ioctl(tty, TIOCSETD, &number))
			continue;
		if (!ioctl(tty, TIOCGETD, &now) && now == number)
			worked("another line discipline");
	}
	refused("TIOCSETD");
}
