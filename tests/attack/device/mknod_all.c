// SPDX-License-Identifier: GPL-2.0-only
// Every number, as a node of each type: one that the rules forgot opens.  What
// every guest has is left out.
// Caps: MKNOD
#include "device/device.h"

#define NAME	"/tmp/any-node"

static bool is_everybodys(mode_t type, int major, int minor)
{
	if (type != S_IFCHR)
		return false;
	if (major == 1)
		return minor == 3 || minor == 5 || (minor >= 7 && minor <= 9);
	return major == 5 && (!minor || minor == 2);
}

static void try(mode_t type, int major, int minor)
{
	int fd;

	if (is_everybodys(type, major, minor) ||
	    mknod(NAME, type | 0600, makedev(major, minor)))
		return;
	fd = open(NAME, O_RDONLY | O_NONBLOCK | O_NOCTTY);
	unlink(NAME);
	if (fd < 0)
		return;
	printf("%s %d:%d opens\n", type == S_IFCHR ? "char" : "block", major,
	       minor);
	worked("a device of the host");
}

int main(void)
{
	int major, minor;

	for (major = 1; major < 512; major++) {
		for (minor = 0; minor < 4; minor++) {
			try(S_IFBLK, major, minor);
			try(S_IFCHR, major, minor);
		}
	}
	for (minor = 0; minor < 256; minor++)
		try(S_IFCHR, 10, minor);
	refused("every number");
}
