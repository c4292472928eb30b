// SPDX-License-Identifier: GPL-2.0-only
// The groups of rtnetlink tell of each change: an address that the host gets is
// heard by who may not list it.
#include <arpa/inet.h>

#include "borrow.h"
#include "netlink.h"

int main(void)
{
	int listener = netlink_open(NETLINK_ROUTE, RTMGRP_IPV4_IFADDR |
				    RTMGRP_IPV4_ROUTE | RTMGRP_LINK), i;
	in_addr_t address = inet_addr("198.51.100.9");
	char buf[8192];
	ssize_t got;

	if (ask('A') != 'y')
		broken("the victim changes no address");
	for (i = 0; i < 8; i++) {
		got = next(listener, buf, sizeof(buf));
		if (got > 0 && memmem(buf, got, &address, 4))
			worked("a change of the host is heard");
		if (got <= 0)
			break;
	}
	harmless("no change is heard");
}
