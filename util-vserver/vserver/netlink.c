// SPDX-License-Identifier: GPL-2.0-only
/*
 * Requests to rtnetlink.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <linux/if_addr.h>
#include <net/if.h>
#include <string.h>

#include "netlink.h"

int netlink_list(struct nlmsghdr *request, mnl_cb_t each, void *data)
{
	char answer[32768];
	struct mnl_socket *s = mnl_socket_open2(NETLINK_ROUTE, SOCK_CLOEXEC);
	int ret = -1, err;
	ssize_t n;

	if (!s)
		return -1;
	request->nlmsg_flags |= NLM_F_REQUEST;
	request->nlmsg_seq = 1;
	if (!mnl_socket_bind(s, 0, MNL_SOCKET_AUTOPID) &&
	    mnl_socket_sendto(s, request, request->nlmsg_len) >= 0) {
		do {
			n = mnl_socket_recvfrom(s, answer, sizeof(answer));
			ret = n < 0 ? -1 :
			      mnl_cb_run(answer, n, 1, mnl_socket_get_portid(s),
					 each, data);
		} while (ret > MNL_CB_STOP);
	}
	err = errno;
	mnl_socket_close(s);
	errno = err;
	return ret < 0 ? -1 : 0;
}

int netlink_talk(struct nlmsghdr *request)
{
	request->nlmsg_flags |= NLM_F_ACK;
	return netlink_list(request, NULL, NULL);
}

int netlink_address(const struct net_interface *i, int index, bool add)
{
	char buf[NETLINK_BUFFER];
	struct nlmsghdr *h = mnl_nlmsg_put_header(buf);
	struct ifaddrmsg *a;
	size_t len = i->ipv6 ? 16 : 4;
	uint32_t bcast;

	h->nlmsg_type = add ? RTM_NEWADDR : RTM_DELADDR;
	h->nlmsg_flags = add ? NLM_F_CREATE | NLM_F_EXCL : 0;
	a = mnl_nlmsg_put_extra_header(h, sizeof(*a));
	a->ifa_family = i->ipv6 ? AF_INET6 : AF_INET;
	a->ifa_prefixlen = i->prefix;
	a->ifa_index = index;
	a->ifa_flags = i->ipv6 && i->nodad ? IFA_F_NODAD : 0;
	mnl_attr_put(h, IFA_LOCAL, len, i->addr);
	mnl_attr_put(h, IFA_ADDRESS, len, i->addr);
	if (!i->ipv6 && i->prefix < 31) {
		memcpy(&bcast, i->addr, 4);
		bcast |= htonl(~0U >> i->prefix);
		mnl_attr_put_u32(h, IFA_BROADCAST, bcast);
	}
	if (*i->label)
		mnl_attr_put_strz(h, IFA_LABEL, i->label);
	return netlink_talk(h);
}

int netlink_set_up(int index, int master)
{
	char buf[NETLINK_BUFFER];
	struct nlmsghdr *h = mnl_nlmsg_put_header(buf);
	struct ifinfomsg *link;

	h->nlmsg_type = RTM_NEWLINK;
	link = mnl_nlmsg_put_extra_header(h, sizeof(*link));
	link->ifi_index = index;
	link->ifi_flags = IFF_UP;
	link->ifi_change = IFF_UP;
	if (master)
		mnl_attr_put_u32(h, IFLA_MASTER, master);
	return netlink_talk(h);
}

int netlink_remove(const char *dev)
{
	char buf[NETLINK_BUFFER];
	struct nlmsghdr *h = mnl_nlmsg_put_header(buf);

	h->nlmsg_type = RTM_DELLINK;
	mnl_nlmsg_put_extra_header(h, sizeof(struct ifinfomsg));
	mnl_attr_put_strz(h, IFLA_IFNAME, dev);
	return netlink_talk(h) && errno != ENODEV ? -1 : 0;
}
