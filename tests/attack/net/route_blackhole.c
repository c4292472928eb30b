// SPDX-License-Identifier: GPL-2.0-only
// A route into nowhere by rtnetlink: the host does not reach a network any more.
#include <arpa/inet.h>

#include "netlink.h"
#include "net.h"

int main(void)
{
	struct rtmsg msg = {
		.rtm_family = AF_INET,
		.rtm_dst_len = 24,
		.rtm_table = RT_TABLE_MAIN,
		.rtm_protocol = RTPROT_BOOT,
		.rtm_type = RTN_BLACKHOLE,
	};
	in_addr_t network = inet_addr("203.0.113.0");
	int fd = netlink_open(NETLINK_ROUTE, 0);
	int client = socket(AF_INET, SOCK_DGRAM, 0);
	struct request r;
	bool lost;

	begin(&r, RTM_NEWROUTE, NLM_F_CREATE, &msg, sizeof(msg));
	add(&r, RTA_DST, &network, 4);
	if (talk(fd, &r))
		refused("RTM_NEWROUTE");
	lost = connect_at(client, "203.0.113.1", 9) && errno == EINVAL;
	r.h.nlmsg_type = RTM_DELROUTE;
	NEED(!talk(fd, &r));
	if (lost)
		worked("a network of the host is not reached any more");
	harmless("RTM_NEWROUTE: no route");
}
