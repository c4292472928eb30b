// SPDX-License-Identifier: GPL-2.0-only
// An address of free choice for the host by rtnetlink: services that listen on
// any have it, and traffic to it comes here.
#include <arpa/inet.h>

#include "netlink.h"

int main(void)
{
	struct ifaddrmsg msg = {
		.ifa_family = AF_INET,
		.ifa_prefixlen = 32,
		.ifa_index = if_nametoindex("lo"),
	};
	in_addr_t address = inet_addr("203.0.113.77");
	int fd = netlink_open(NETLINK_ROUTE, 0);
	struct request r;

	begin(&r, RTM_NEWADDR, NLM_F_CREATE, &msg, sizeof(msg));
	add(&r, IFA_LOCAL, &address, 4);
	if (talk(fd, &r))
		refused("RTM_NEWADDR");
	r.h.nlmsg_type = RTM_DELADDR;
	NEED(!talk(fd, &r));
	worked("the host has another address");
}
