// SPDX-License-Identifier: GPL-2.0-only
// What the screen of the host shows, by the nodes vcs: 7:0 and 7:128, and those
// of /dev.
// Caps: MKNOD
#include "device/device.h"

#define OWN	"/tmp/node-vcs"

static bool reads(const char *name)
{
	int fd = open(name, O_RDONLY);
	char buf[80];

	return fd >= 0 && read(fd, buf, sizeof(buf)) > 0;
}

int main(void)
{
	bool got = reads("/dev/vcs") || reads("/dev/vcsa1") ||
		   reads(NODES "/vcs");

	if (!got && !mknod(OWN, S_IFCHR | 0600, makedev(7, 128))) {
		got = reads(OWN);
		unlink(OWN);
	}
	if (got)
		worked("the screen of the host is read");
	refused("vcs");
}
