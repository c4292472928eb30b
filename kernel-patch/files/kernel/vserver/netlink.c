// SPDX-License-Identifier: GPL-2.0-only
/*
 * Linux-VServer: what a guest's netlink socket is told.
 *
 * A guest shares the network namespace of the host, whose rtnetlink lists, and
 * tells of each change of, the devices, addresses and routes of all.  Each list
 * and each message to a group passes here on its way to a socket and loses what
 * is not for the guest: what it may ask for at all is in lsm_netlink.c.  A list is
 * filtered for the context that made the socket, or else for the one that reads;
 * a message for the context that made the socket.
 *
 * A route is for a guest when all its devices carry an address of the guest, and
 * its own address, if it has one, is among the guest's.  Exceptions, which are
 * made for the peers of all, are for nobody, and so are neighbours.  A rule is for
 * all when it has no condition and leads to one of the tables that are always there.
 *
 * When a device or the last address on it goes, the guest hears of its address,
 * not of the device and its routes: they are no longer the guest's by then.
 */

#include <linux/fib_rules.h>
#include <linux/if_addr.h>
#include <linux/inetdevice.h>
#include <linux/netdevice.h>
#include <linux/rtnetlink.h>
#include <linux/sched/signal.h>
#include <linux/vserver/netlink.h>
#include <net/net_namespace.h>
#include <net/netlink.h>
#include <net/rtnh.h>

#include "network.h"

/**
 * nx_sees_index - is the device of an index shown to a context?
 * @nxi: the context, NULL for the host
 * @net: where the device is
 * @index: its index
 *
 * Context: Any.  Takes and drops the RCU read lock.
 * Return: true when it is there, and shown.
 */
bool nx_sees_index(const struct nx_info *nxi, struct net *net, int index)
{
	const struct net_device *dev;
	bool ret;

	rcu_read_lock();
	dev = dev_get_by_index_rcu(net, index);
	ret = dev && nx_sees_dev(nxi, dev);
	rcu_read_unlock();
	return ret;
}

static bool nx_sees_attr(const struct nx_info *nxi, int family,
			 const struct nlattr *attr)
{
	struct in6_addr addr6;

	if (!attr)
		return false;
	if (family == AF_INET && nla_len(attr) >= sizeof(__be32))
		return nx_sees_addr4(nxi, nla_get_in_addr(attr));
	if (family != AF_INET6 || nla_len(attr) < sizeof(addr6))
		return false;
	addr6 = nla_get_in6_addr(attr);
	return nx_sees_addr6(nxi, &addr6);
}

static bool nx_sees_link(const struct nx_info *nxi, struct net *net,
			 const struct nlmsghdr *nlh)
{
	const struct ifinfomsg *msg = nlmsg_data(nlh);

	return nlmsg_len(nlh) >= sizeof(*msg) &&
	       (msg->ifi_family == AF_UNSPEC || msg->ifi_family == AF_INET6) &&
	       nx_sees_index(nxi, net, msg->ifi_index);
}

static bool nx_sees_address(const struct nx_info *nxi,
			    const struct nlmsghdr *nlh)
{
	const struct ifaddrmsg *msg = nlmsg_data(nlh);
	struct nlattr *tb[IFA_MAX + 1];

	if (nlmsg_parse_deprecated(nlh, sizeof(*msg), tb, IFA_MAX, NULL, NULL))
		return false;
	return nx_sees_attr(nxi, msg->ifa_family,
			    tb[IFA_LOCAL] ?: tb[IFA_ADDRESS]);
}

static bool nx_sees_hops(const struct nx_info *nxi, struct net *net,
			 const struct nlattr *attr)
{
	const struct rtnexthop *hop = nla_data(attr);
	int left = nla_len(attr);

	for (; rtnh_ok(hop, left); hop = rtnh_next(hop, &left))
		if (!nx_sees_index(nxi, net, hop->rtnh_ifindex))
			return false;
	return true;
}

/**
 * nx_sees_target - is where a route leads to for a guest to know?
 * @type: RTN_*
 * @single: it is a single address of IPv6, which has a route for each address of
 *	a peer or of its own
 * @sees_addr: the guest sees this address
 *
 * Context: Any.
 * Return: true when it is.
 */
bool nx_sees_target(int type, bool single, bool sees_addr)
{
	switch (type) {
	case RTN_LOCAL:
	case RTN_ANYCAST:
		return sees_addr;
	case RTN_UNICAST:
		return !single || sees_addr;
	case RTN_BROADCAST:
	case RTN_MULTICAST:
		return true;
	default:
		return false;
	}
}

static bool nx_sees_route(const struct nx_info *nxi, struct net *net,
			  const struct nlmsghdr *nlh)
{
	const struct rtmsg *msg = nlmsg_data(nlh);
	struct nlattr *tb[RTA_MAX + 1];

	if (nlmsg_parse_deprecated(nlh, sizeof(*msg), tb, RTA_MAX, NULL, NULL))
		return false;
	if ((msg->rtm_family != AF_INET && msg->rtm_family != AF_INET6) ||
	    msg->rtm_flags & RTM_F_CLONED ||
	    !nx_sees_target(msg->rtm_type,
			    msg->rtm_family == AF_INET6 &&
			    msg->rtm_dst_len == 128,
			    nx_sees_attr(nxi, msg->rtm_family, tb[RTA_DST])) ||
	    (tb[RTA_PREFSRC] &&
	     !nx_sees_attr(nxi, msg->rtm_family, tb[RTA_PREFSRC])))
		return false;
	if (tb[RTA_MULTIPATH])
		return nx_sees_hops(nxi, net, tb[RTA_MULTIPATH]);
	return tb[RTA_OIF] && nla_len(tb[RTA_OIF]) >= sizeof(u32) &&
	       nx_sees_index(nxi, net, nla_get_u32(tb[RTA_OIF]));
}

static bool nx_sees_rule(const struct nlmsghdr *nlh)
{
	const struct fib_rule_hdr *msg = nlmsg_data(nlh);
	struct nlattr *tb[FRA_MAX + 1];
	int i;

	if (nlmsg_parse_deprecated(nlh, sizeof(*msg), tb, FRA_MAX, NULL, NULL) ||
	    (msg->family != AF_INET && msg->family != AF_INET6) ||
	    msg->src_len || msg->dst_len || msg->tos || msg->flags ||
	    msg->action != FR_ACT_TO_TBL || msg->table < RT_TABLE_DEFAULT)
		return false;
	for (i = 1; i <= FRA_MAX; i++) {
		if (!tb[i] || i == FRA_TABLE || i == FRA_PRIORITY ||
		    i == FRA_PROTOCOL ||
		    (i == FRA_SUPPRESS_PREFIXLEN && nla_get_u32(tb[i]) == -1))
			continue;
		return false;
	}
	return true;
}

/* @rest: what of messages that have no rule */
static bool nx_sees_message(const struct nx_info *nxi, struct net *net,
			    const struct nlmsghdr *nlh, bool rest)
{
	switch (nlh->nlmsg_type) {
	case RTM_NEWLINK:
	case RTM_DELLINK:
		return nx_sees_link(nxi, net, nlh);
	case RTM_NEWADDR:
	case RTM_DELADDR:
		return nx_sees_address(nxi, nlh);
	case RTM_NEWROUTE:
	case RTM_DELROUTE:
		return nx_sees_route(nxi, net, nlh);
	case RTM_NEWRULE:
	case RTM_DELRULE:
		return nx_sees_rule(nlh);
	case RTM_NEWNEIGH:
	case RTM_DELNEIGH:
		return false;
	default:
		/* the end of a list, an error */
		return rest || nlh->nlmsg_type < NLMSG_MIN_TYPE;
	}
}

/*
 * Leave in @skb, which nobody else has, what is for the guest.  That the list is
 * not consistent is said by one message, which may go.
 */
static void nx_filter(const struct nx_info *nxi, struct net *net,
		      struct sk_buff *skb, u16 *flags)
{
	struct nlmsghdr *nlh = (void *)skb->data, *next;
	unsigned char *end = skb->data;
	int left = skb->len, len;

	for (; nlmsg_ok(nlh, left); nlh = next) {
		/* before @nlh is written over */
		len = min_t(int, NLMSG_ALIGN(nlh->nlmsg_len), left);
		next = nlmsg_next(nlh, &left);
		*flags |= nlh->nlmsg_flags & NLM_F_DUMP_INTR;
		if (!nx_sees_message(nxi, net, nlh, true))
			continue;
		memmove(end, nlh, len);
		end += len;
	}
	skb_trim(skb, end - skb->data);
	if (skb->len)
		((struct nlmsghdr *)skb->data)->nlmsg_flags |= *flags;
}

/*
 * A buffer with nothing in it would be the end of the file to the reader, and one
 * that is not sent no reason for the next: so the list goes on until something
 * is for the guest, or it ends.
 */
static int nx_dump(const struct nx_info *nxi, const struct sock *sk,
		   struct sk_buff *skb, struct netlink_callback *cb)
{
	unsigned int written;
	u16 flags = 0;
	int ret;

	do {
		if (fatal_signal_pending(current))
			return -EINTR;
		cond_resched();
		ret = cb->dump(skb, cb);
		written = skb->len;
		/* that there is no room for more is not its end */
		if (ret == -EMSGSIZE && written)
			ret = written;
		nx_filter(nxi, sock_net(sk), skb, &flags);
	} while (ret > 0 && written && !skb->len);
	/* the message that ends the list compares these */
	if (flags && !skb->len)
		cb->prev_seq = ~cb->seq ?: 1;
	return ret;
}

int __vserver_netlink_dump(const struct sock *sk, struct sk_buff *skb,
			   struct netlink_callback *cb)
{
	const struct nx_info *nxi = sk->sk_vserver.nxi ?: nx_current();

	return sk->sk_protocol != NETLINK_ROUTE || nx_sees_netif(nxi) ||
	       !net_eq(sock_net(sk), &init_net) ?
		cb->dump(skb, cb) : nx_dump(nxi, sk, skb, cb);
}

static bool vx_is_of_guest(const struct sock *sk)
{
	u64 serial = sk->sk_vserver.serial;

	return (serial && serial != vx_watch.serial) ||
	       !nx_sees_all(sk->sk_vserver.nxi);
}

/*
 * The events of devices are the host's in all network namespaces.  So are the
 * groups of all protocols in its own, but for rtnetlink.
 */
bool __vserver_netlink_hears(const struct sock *sk, struct net *net,
			     const struct sk_buff *skb)
{
	const struct nx_info *nxi = sk->sk_vserver.nxi;
	const struct nlmsghdr *nlh = (void *)skb->data;
	int left = skb->len;

	if (!vx_is_of_guest(sk))
		return true;
	if (!net_eq(net, sock_net(sk)) ||
	    sk->sk_protocol == NETLINK_KOBJECT_UEVENT)
		return false;
	if (!net_eq(net, &init_net))
		return true;
	if (sk->sk_protocol != NETLINK_ROUTE)
		return false;
	if (nx_sees_netif(nxi))
		return true;
	for (; nlmsg_ok(nlh, left); nlh = nlmsg_next(nlh, &left))
		if (!nx_sees_message(nxi, net, nlh, false))
			return false;
	return true;
}

/*
 * The kernel remembers port ids, of auditd for one.  Who takes the id of one that
 * has ended gets what was for it: a guest hears the kernel's answers to itself,
 * which are sent while it asks.
 */
bool __vserver_netlink_takes(const struct sock *sk)
{
	return !vx_is_of_guest(sk) || vserver_sock_mine(sk);
}
