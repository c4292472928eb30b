// SPDX-License-Identifier: GPL-2.0-only
// A request that is refused follows one that is not, in the same datagram and at
// a length that is no multiple of four: who checks may see another message than
// who obeys.
#include "netlink.h"

int main(void)
{
	struct {
		struct nlmsghdr first;
		char odd[4];
		struct nlmsghdr second;
		struct rtgenmsg msg;
		char rest[64];
	} packet = { 0 };
	struct nlmsghdr *h = &packet.second;
	int fd = netlink_open(NETLINK_ROUTE, 0);
	char buf[16384];
	ssize_t got;
	unsigned int left;

	packet.first.nlmsg_len = sizeof(packet.first) + 1;
	packet.first.nlmsg_type = NLMSG_NOOP;
	packet.first.nlmsg_flags = NLM_F_REQUEST;
	h->nlmsg_len = NLMSG_LENGTH(sizeof(struct rtgenmsg));
	h->nlmsg_type = RTM_GETNEIGHTBL;
	h->nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP;
	if (send(fd, &packet, sizeof(packet.first) + 4 +
		 NLMSG_ALIGN(h->nlmsg_len), 0) < 0)
		refused("send");
	while ((got = next(fd, buf, sizeof(buf))) > 0) {
		left = got;
		for (h = (void *)buf; NLMSG_OK(h, left);
		     h = NLMSG_NEXT(h, left))
			if (h->nlmsg_type == RTM_NEWNEIGHTBL)
				worked("a table of the host is told");
	}
	harmless("no table is told");
}
