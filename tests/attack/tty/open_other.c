// SPDX-License-Identifier: GPL-2.0-only
// The terminal of others by its name in /dev/pts, and a character that is put
// into its input: a shell of the host runs it (CVE-2016-7545's kind).
#include <sys/ioctl.h>
#include <termios.h>

#include "attack.h"

int main(void)
{
	int fd = open(fact("TTY"), O_RDWR | O_NOCTTY), waiting = 0;

	if (fd < 0)
		refused("open");
	if (ioctl(fd, TIOCSTI, "x") || ioctl(fd, TIOCSTI, "\n"))
		refused("TIOCSTI");
	ioctl(fd, FIONREAD, &waiting);
	tcflush(fd, TCIFLUSH);
	if (waiting == 2)
		worked("the terminal has input of the attacker");
	harmless("TIOCSTI: no input");
}
