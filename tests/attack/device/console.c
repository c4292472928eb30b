// SPDX-License-Identifier: GPL-2.0-only
// The console of the host and its serial line, by nodes that are there: what is
// typed at them is read, what they show is written.
#include <termios.h>

#include "device/device.h"

static const char * const nodes[] = {
	"/dev/console", "/dev/tty0", "/dev/tty1", "/dev/ttyS0",
	NODES "/console", NODES "/tty0", NODES "/ttyS0",
};

int main(void)
{
	struct termios how;
	size_t i;

	for (i = 0; i < sizeof(nodes) / sizeof(nodes[0]); i++) {
		int fd = open(nodes[i], O_RDWR | O_NOCTTY | O_NONBLOCK);

		if (fd >= 0 && !tcgetattr(fd, &how))
			worked(nodes[i]);
	}
	refused("the consoles");
}
