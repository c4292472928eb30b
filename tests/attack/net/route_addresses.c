// SPDX-License-Identifier: GPL-2.0-only
// RTM_GETADDR lists the addresses of all who share the namespace.
// Victims: host other
#include <arpa/inet.h>

#include "netlink.h"

int main(void)
{
	static const unsigned char families[] = {
		AF_UNSPEC, AF_INET, AF_INET6, AF_PACKET,
	};
	in_addr_t address = inet_addr(fact("IP"));
	struct ifaddrmsg msg = { 0 };
	struct request r;
	unsigned int i;
	int fd;

	for (i = 0; i < sizeof(families); i++) {
		fd = netlink_open(NETLINK_ROUTE, 0);
		msg.ifa_family = families[i];
		begin(&r, RTM_GETADDR, NLM_F_DUMP, &msg, sizeof(msg));
		if (send(fd, &r, r.h.nlmsg_len, 0) < 0)
			continue;
		if (dump_has(fd, &address, 4))
			worked("the victim's address is listed");
		close(fd);
	}
	refused("no address of the victim");
}
