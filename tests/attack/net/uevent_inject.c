// SPDX-License-Identifier: GPL-2.0-only
// A message to the group of udev: it believes that a device has come, and runs
// its rules (CVE-2009-1185).
#include "netlink.h"

int main(void)
{
	int listener = netlink_open(NETLINK_KOBJECT_UEVENT, 1);
	int sender = netlink_open(NETLINK_KOBJECT_UEVENT, 0);
	struct sockaddr_nl to = { .nl_family = AF_NETLINK, .nl_groups = 1 };
	static const char event[] = "remove@/devices/attack\0ACTION=remove";
	char buf[256] = "";

	if (sendto(sender, event, sizeof(event), 0, (void *)&to,
		   sizeof(to)) < 0)
		refused("sendto");
	while (next(listener, buf, sizeof(buf) - 1) > 0)
		if (!strcmp(buf, event))
			worked("who listens to devices gets the message");
	harmless("no message comes");
}
