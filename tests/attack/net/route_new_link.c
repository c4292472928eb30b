// SPDX-License-Identifier: GPL-2.0-only
// A network device of the own by rtnetlink, and with it drivers that are loaded
// and modules' code that runs.
#include "netlink.h"

int main(void)
{
	struct ifinfomsg msg = { .ifi_family = AF_UNSPEC };
	int fd = netlink_open(NETLINK_ROUTE, 0);
	struct rtattr *info;
	struct request r;
	bool there;

	begin(&r, RTM_NEWLINK, NLM_F_CREATE | NLM_F_EXCL, &msg, sizeof(msg));
	add(&r, IFLA_IFNAME, "attack1", 8);
	info = add(&r, IFLA_LINKINFO, NULL, 0);
	add(&r, IFLA_INFO_KIND, "dummy", 5);
	info->rta_len = (char *)&r + r.h.nlmsg_len - (char *)info;
	if (talk(fd, &r))
		refused("RTM_NEWLINK");
	msg.ifi_index = if_nametoindex("attack1");
	there = msg.ifi_index;
	begin(&r, RTM_DELLINK, 0, &msg, sizeof(msg));
	talk(fd, &r);
	if (there)
		worked("there is a network device of the attacker");
	harmless("RTM_NEWLINK: no device");
}
