// SPDX-License-Identifier: GPL-2.0-only
// /dev/tty is another terminal for each who opens it: a descriptor of it that is
// sent leads to that of the sender, while its node is one that a guest may open.
#include <sys/ioctl.h>
#include <sys/sysmacros.h>
#include <termios.h>

#include "borrow.h"

int main(void)
{
	int fd = borrow('c');
	unsigned int is = 0, number;

	if (fd < 0)
		refused("recvmsg");
	number = strtoul(strrchr(fact("TTY"), '/') + 1, NULL, 10);
	if (ioctl(fd, TIOCGDEV, &is))
		refused("TIOCGDEV");
	if (is == makedev(136, number) && write(fd, "read this\n", 10) == 10)
		worked("the attacker writes to the victim's terminal");
	harmless("another terminal");
}
