// SPDX-License-Identifier: GPL-2.0-only
/*
 * Linux-VServer: the hooks of the security module for netlink.
 *
 * A guest shares the network namespace of the host, and most of what netlink
 * tells asks for no capability.  What it may ask for is in a table; what changes
 * something asks for CAP_NET_ADMIN, which the bound lacks.  A guest that has it,
 * or a network namespace of its own, asks for all.
 */

#include <linux/capability.h>
#include <linux/genetlink.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <linux/socket.h>
#include <linux/sock_diag.h>
#include <linux/vserver/boundary.h>
#include <net/net_namespace.h>
#include <net/netlink.h>
#include <net/sock.h>

#include "internal.h"
#include "lsm.h"
#include "network.h"

static bool vx_is_of_host(const struct sock *sk)
{
	return (!vx_sees_all(vx_current()) || !nx_sees_all(nx_current())) &&
	       net_eq(sock_net(sk), &init_net) &&
	       !ns_capable_noaudit(&init_user_ns, CAP_NET_ADMIN);
}

/* what handlers of other families tell is not filtered: see netlink.c */
static bool vx_family_filtered(const struct nlmsghdr *nlh)
{
	const struct rtgenmsg *msg = nlmsg_data(nlh);

	if (nlmsg_len(nlh) < sizeof(*msg))
		return true;
	switch (msg->rtgen_family) {
	case AF_UNSPEC:
	case AF_INET:
	case AF_INET6:
	case AF_PACKET:
		return true;
	default:
		return false;
	}
}

/*
 * The question for one route: for packets of its own, which getroute.c answers.  No
 * other flag of it is free of effect on, or of knowledge of, the host's routes.
 */
static bool vx_getroute_allowed(const struct nlmsghdr *nlh)
{
	const struct rtmsg *msg = nlmsg_data(nlh);
	struct nlattr *tb[RTA_MAX + 1];

	return !nlmsg_parse_deprecated(nlh, sizeof(*msg), tb, RTA_MAX, NULL,
				       NULL) &&
	       (msg->rtm_family == AF_INET || msg->rtm_family == AF_INET6) &&
	       !(msg->rtm_flags & ~RTM_F_LOOKUP_TABLE) &&
	       !tb[RTA_IIF] && !tb[RTA_MARK] && !tb[RTA_UID];
}

/* for one thing, and not for a list, which leaves out what is of others */
static bool vx_get_allowed(const struct nlmsghdr *nlh)
{
	switch (nlh->nlmsg_type) {
	case RTM_GETLINK:
		return true;
	case RTM_GETROUTE:
		return vx_getroute_allowed(nlh);
	default:
		return false;
	}
}

static bool vx_route_allowed(const struct nlmsghdr *nlh)
{
	/* new, delete, get, set: the kernel goes by these bits */
	if ((nlh->nlmsg_type & 3) != (RTM_GETLINK & 3))
		return true;
	if (!(nlh->nlmsg_flags & NLM_F_DUMP) && !vx_get_allowed(nlh))
		return false;
	switch (nlh->nlmsg_type) {
#define MESSAGE(type)	case type:
	VX_RTNETLINK_MESSAGES(MESSAGE)
#undef MESSAGE
		return vx_family_filtered(nlh);
	default:
		return false;
	}
}

/* a dump leaves out sockets of others, the question for one does not */
static bool vx_diag_allowed(const struct nlmsghdr *nlh)
{
	const struct sock_diag_req *req = nlmsg_data(nlh);

	if (!(nlh->nlmsg_flags & NLM_F_DUMP) ||
	    nlh->nlmsg_type == SOCK_DESTROY)
		return false;
	/* the older messages are of TCP only */
	return nlh->nlmsg_type != SOCK_DIAG_BY_FAMILY ||
	       nlmsg_len(nlh) < sizeof(*req) ||
	       req->sdiag_family == AF_INET || req->sdiag_family == AF_INET6 ||
	       req->sdiag_family == AF_UNIX;
}

static bool vx_message_allowed(int protocol, const struct nlmsghdr *nlh)
{
	if (nlh->nlmsg_type < NLMSG_MIN_TYPE)
		return true;
	switch (protocol) {
	case NETLINK_ROUTE:
		return vx_route_allowed(nlh);
	case NETLINK_SOCK_DIAG:
		return vx_diag_allowed(nlh);
	case NETLINK_GENERIC:
		/* what lists the families; those have numbers of the host */
		return nlh->nlmsg_type == GENL_ID_CTRL;
	default:
		return true;
	}
}

int vserver_netlink_send(struct sock *sk, struct sk_buff *skb)
{
	const struct nlmsghdr *nlh = (void *)skb->data;
	int left = skb->len;

	if (!vx_is_of_host(sk))
		return 0;
	for (; nlmsg_ok(nlh, left); nlh = nlmsg_next(nlh, &left))
		if (!vx_message_allowed(sk->sk_protocol, nlh))
			return -EPERM;
	return 0;
}
