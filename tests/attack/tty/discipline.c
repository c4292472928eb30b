// SPDX-License-Identifier: GPL-2.0-only
// TIOCSETD on a terminal of the own loads the driver of a line discipline, and
// SLIP, PPP and GSM drivers make network devices of the host (CVE-2020-14416).
#include <sys/ioctl.h>
#include <termios.h>

#include "attack.h"

int main(void)
{
	int fd = posix_openpt(O_RDWR | O_NOCTTY), wanted, is = -1;

	if (fd < 0)
		refused("posix_openpt");
	for (wanted = 1; wanted < 31; wanted++) {
		if (ioctl(fd, TIOCSETD, &wanted))
			continue;
		ioctl(fd, TIOCGETD, &is);
		if (is == wanted)
			worked("the terminal has another line discipline");
	}
	refused("TIOCSETD");
}
