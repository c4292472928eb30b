// SPDX-License-Identifier: GPL-2.0-only
// Nodes of the consoles and of their memory: keys that are typed there, and what
// is shown, are read from vcs and ttyS0.
// Caps: MKNOD
#include <sys/sysmacros.h>

#include "attack.h"

static const struct {
	const char *name;
	unsigned int major, minor;
} consoles[] = {
	{ "/tmp/a-vcs", 7, 0 },
	{ "/tmp/a-vcsa", 7, 129 },
	{ "/tmp/a-tty0", 4, 0 },
	{ "/tmp/a-ttyS0", 4, 64 },
	{ "/tmp/a-console", 5, 1 },
	{ "/tmp/a-hvc0", 229, 0 },
};

int main(void)
{
	unsigned int i;
	int fd;

	for (i = 0; i < sizeof(consoles) / sizeof(consoles[0]); i++) {
		if (mknod(consoles[i].name, S_IFCHR | 0600,
			  makedev(consoles[i].major, consoles[i].minor)))
			continue;
		fd = open(consoles[i].name, O_RDWR | O_NOCTTY | O_NONBLOCK);
		unlink(consoles[i].name);
		if (fd >= 0)
			worked(consoles[i].name);
	}
	fd = open("/dev/console", O_RDWR | O_NOCTTY | O_NONBLOCK);
	if (fd >= 0 && isatty(fd))
		worked("/dev/console is open");
	refused("each console");
}
