// SPDX-License-Identifier: GPL-2.0-only
// A message to a netlink socket of somebody else, who takes it for one of the
// kernel: an address that is not there, a device that is (CVE-2012-3520).
#include "netlink.h"

int main(void)
{
	int listener = netlink_open(NETLINK_ROUTE, 0);
	int sender = netlink_open(NETLINK_ROUTE, 0);
	struct sockaddr_nl to = { 0 };
	socklen_t length = sizeof(to);
	struct ifaddrmsg msg = { .ifa_family = AF_INET };
	struct request r;

	NEED(!getsockname(listener, (void *)&to, &length));
	begin(&r, RTM_NEWADDR, 0, &msg, sizeof(msg));
	if (sendto(sender, &r, r.h.nlmsg_len, 0, (void *)&to, sizeof(to)) < 0)
		refused("sendto");
	if (next(listener, &r, sizeof(r)) > 0)
		worked("a message that the kernel did not send comes");
	harmless("no message comes");
}
