// SPDX-License-Identifier: GPL-2.0-only
// A terminal is sent, as su(1) and sudo(8) leave theirs to what they run: what
// is typed into it by TIOCSTI goes to the shell outside (CVE-2005-4890).
#include <sys/ioctl.h>
#include <termios.h>

#include "borrow.h"

int main(void)
{
	int fd = borrow('t'), waiting = 0;

	if (fd < 0)
		refused("recvmsg");
	if (ioctl(fd, TIOCSTI, "x") || ioctl(fd, TIOCSTI, "\n"))
		refused("TIOCSTI");
	ioctl(fd, FIONREAD, &waiting);
	tcflush(fd, TCIFLUSH);
	if (waiting == 2)
		worked("the terminal has input of the attacker");
	harmless("TIOCSTI: no input");
}
