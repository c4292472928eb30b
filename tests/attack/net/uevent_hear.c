// SPDX-License-Identifier: GPL-2.0-only
// The events of the devices of the host: what is plugged in, and where, as the
// kernel tells udev.
#include "borrow.h"
#include "netlink.h"

int main(void)
{
	int listener = netlink_open(NETLINK_KOBJECT_UEVENT, 1), i;
	char buf[4096] = "";

	if (ask('U') != 'y')
		broken("the victim makes no event");
	for (i = 0; i < 8 && next(listener, buf, sizeof(buf) - 1) > 0; i++)
		if (strstr(buf, "change@/devices/virtual/mem/null"))
			worked("an event of a device of the host is heard");
	harmless("no event is heard");
}
