// SPDX-License-Identifier: GPL-2.0-only
// TIOCCONS: what goes to the console of the host comes to a terminal of the
// guest.
#include <poll.h>

#include "device/pty.h"

int main(void)
{
	int master, tty = own_terminal(&master), console;
	struct pollfd gets = { .fd = master, .events = POLLIN };

	if (ioctl(tty, TIOCCONS, 0))
		refused("TIOCCONS");
	console = open("/dev/console", O_RDWR | O_NOCTTY);
	if (console >= 0 && write(console, "x\n", 2) == 2 &&
	    poll(&gets, 1, 2000) == 1) {
		NEED(!ioctl(console, TIOCCONS, 0));
		worked("what the console shows is the guest's");
	}
	refused("nothing comes");
}
