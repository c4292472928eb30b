// SPDX-License-Identifier: GPL-2.0-only
// The master of a terminal is sent.  Its node is ptmx, which is harmless, but
// what is written to the master is typed at the other end.
#include <sys/ioctl.h>
#include <termios.h>

#include "borrow.h"

int main(void)
{
	int fd = borrow('x'), peer, waiting = 0;
	unsigned int number = ~0U;

	if (fd < 0)
		refused("recvmsg");
	if (ioctl(fd, TIOCGPTN, &number))
		refused("TIOCGPTN");
	/* the other end without its name, for the proof */
	peer = ioctl(fd, TIOCGPTPEER, O_RDWR | O_NOCTTY);
	if (write(fd, "x\n", 2) != 2)
		refused("write");
	usleep(200000);
	if (peer >= 0 && !ioctl(peer, FIONREAD, &waiting) && waiting == 2) {
		tcflush(peer, TCIFLUSH);
		worked("the terminal has input of the attacker");
	}
	if (number == (unsigned int)strtoul(strrchr(fact("TTY"), '/') + 1,
					    NULL, 10))
		worked("what is typed at the terminal is written");
	harmless("write: another terminal");
}
