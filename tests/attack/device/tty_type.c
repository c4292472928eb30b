// SPDX-License-Identifier: GPL-2.0-only
// TIOCSTI types into the terminal: one that the host lent passes what a shell of
// the host reads next (CVE-2005-4890).  The own one stands for it.
#include "device/pty.h"

#define LEGACY	"/proc/sys/dev/tty/legacy_tiocsti"

int main(void)
{
	int master, tty = own_terminal(&master);
	char *legacy = get(LEGACY), typed = 0;
	struct termios raw;

	NEED(!tcgetattr(tty, &raw));
	cfmakeraw(&raw);
	NEED(!tcsetattr(tty, TCSANOW, &raw));
	if (legacy)
		put(LEGACY, "1");
	if (ioctl(tty, TIOCSTI, "x"))
		refused("TIOCSTI");
	if (legacy)
		put(LEGACY, legacy);
	if (read(tty, &typed, 1) == 1 && typed == 'x')
		worked("it types");
	harmless("nothing is typed");
}
