// SPDX-License-Identifier: GPL-2.0-only
// RTM_GETROUTE lists the table "local" of the namespace: a route for each address
// that the host and the guests have.
// Victims: host other
#include <arpa/inet.h>

#include "netlink.h"

int main(void)
{
	in_addr_t address = inet_addr(fact("IP"));
	struct rtmsg msg = { .rtm_family = AF_INET };
	int fd = netlink_open(NETLINK_ROUTE, 0);
	struct request r;

	begin(&r, RTM_GETROUTE, NLM_F_DUMP, &msg, sizeof(msg));
	if (send(fd, &r, r.h.nlmsg_len, 0) < 0)
		refused("send");
	if (dump_has(fd, &address, 4))
		worked("the victim's address is in a route");
	refused("no route of the victim");
}
