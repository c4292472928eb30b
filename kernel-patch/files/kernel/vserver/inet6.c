// SPDX-License-Identifier: GPL-2.0-only
/*
 * Linux-VServer: where sockets of a network context bind and talk to in IPv6.
 *
 * ::1 is a guest's own, as 127.0.0.0/8 is: see nx_lback6().  A packet to what it
 * stands for takes the route to ::1, which the loopback device hands back with
 * the packet.  So no route to that address is needed, and there is none for
 * packets from elsewhere.
 */

#include <linux/icmpv6.h>
#include <linux/in6.h>
#include <net/addrconf.h>
#include <net/ip6_route.h>
#include <net/ipv6.h>
#include <net/sock.h>
#include <linux/vserver/net.h>

#include "network.h"

/* ---- loopback ---- */

/* ::1, where that is not an address of the context's itself */
static bool nx_is_one(const struct nx_info *nxi, const struct in6_addr *addr)
{
	return ipv6_addr_loopback(addr) && !nx_has6(nxi, addr);
}

/* what ::1 stands for takes its place */
static void nx_remap6(const struct nx_info *nxi, struct in6_addr *addr)
{
	if (nx_is_one(nxi, addr) && nx_flag(nxi, NXF_LBACK_REMAP))
		nx_lback6(READ_ONCE(nxi->lback), addr);
}

/* an error of the kernel: its own choice of a source is one of the host's */
static bool nx_is_error6(const struct sock *sk, const struct flowi6 *fl6)
{
	return sk && sk->sk_kern_sock && fl6->flowi6_proto == IPPROTO_ICMPV6 &&
	       !(fl6->fl6_icmp_type & ICMPV6_INFOMSG_MASK);
}

static int nx_route_lback6(struct net *net, const struct sock *sk,
			   struct dst_entry **dst, struct flowi6 *fl6)
{
	struct flowi6 one = {
		.flowi6_oif = net->loopback_dev->ifindex,
		.daddr = in6addr_loopback,
		.saddr = in6addr_loopback,
	};

	if (ipv6_addr_any(&fl6->saddr) || nx_is_error6(sk, fl6))
		fl6->saddr = fl6->daddr;
	if (!*dst)
		*dst = ip6_route_output(net, NULL, &one);
	return 0;
}

/* ---- bind ---- */

int __vserver_bind6(const struct sock *sk, struct in6_addr *addr, __be32 *addr4)
{
	const struct nx_info *nxi = sk->sk_vserver.nxi;
	int err;

	if (ipv6_addr_any(addr))
		return 0;
	if (ipv6_addr_v4mapped(addr)) {
		err = __vserver_bind4(sk, addr4);
		ipv6_addr_set_v4mapped(*addr4, addr);
		return err;
	}
	nx_remap6(nxi, addr);
	return nx_has6(nxi, addr) ||
	       (ipv6_addr_is_multicast(addr) &&
		READ_ONCE(nxi->ncaps) & NXC_MULTICAST) ? 0 : -EADDRNOTAVAIL;
}

/* ---- connect and send ---- */

void __vserver_dest6(const struct sock *sk, struct in6_addr *daddr)
{
	nx_remap6(sk->sk_vserver.nxi, daddr);
}

/* how well does an address suit a destination by way of a device? */
static int nx_score6(struct net *net, const struct in6_addr *addr,
		     const struct in6_addr *daddr,
		     const struct net_device *dev)
{
	int same_scope = ipv6_addr_src_scope(addr) == ipv6_addr_src_scope(daddr);

	return same_scope << 9 | ipv6_chk_addr(net, addr, dev, 1) << 8 |
	       ipv6_addr_diff(addr, daddr);
}

/* a context has networks of IPv6 as well: what is on the device may be in one */
static int nx_score_on6(struct net *net, const struct nx_info *nxi,
			const struct net_device *dev, struct flowi6 *fl6)
{
	const struct inet6_dev *in_dev = dev ? __in6_dev_get(dev) : NULL;
	const struct inet6_ifaddr *ifa;
	int best = -1, score;

	if (!in_dev)
		return best;
	list_for_each_entry_rcu(ifa, &in_dev->addr_list, if_list) {
		if (!nx_has6(nxi, &ifa->addr))
			continue;
		score = nx_score6(net, &ifa->addr, &fl6->daddr, dev);
		if (score > best) {
			best = score;
			fl6->saddr = ifa->addr;
		}
	}
	return best;
}

/* the address from which a context talks to a destination */
static bool nx_best_source6(struct net *net, const struct nx_info *nxi,
			    const struct net_device *dev, struct flowi6 *fl6)
{
	const struct nx_addr *pos;
	int best, score;

	rcu_read_lock();
	best = nx_score_on6(net, nxi, dev, fl6);
	list_for_each_entry_rcu(pos, &nxi->addrs, list) {
		if (!(pos->type & NXA_TYPE_IPV6) || !(pos->type & NXA_TYPE_ADDR))
			continue;
		score = nx_score6(net, &pos->ip6, &fl6->daddr, dev);
		if (score > best) {
			best = score;
			fl6->saddr = pos->ip6;
		}
	}
	rcu_read_unlock();
	return best >= 0;
}

/* the source that routing chooses, if it is one of the context's */
static int nx_choose_source6(struct net *net, const struct nx_info *nxi,
			     const struct sock *sk, struct flowi6 *fl6)
{
	struct in6_addr saddr = in6addr_any;
	struct flowi6 probe = *fl6;
	struct dst_entry *dst;
	bool found;

	if (nx_only_source6(nxi, &fl6->saddr))
		return 0;
	dst = ip6_route_output(net, sk, &probe);
	if (!dst->error) {
		rcu_read_lock();
		ip6_route_get_saddr(net, rcu_dereference(dst_rt6_info(dst)->from),
				    &fl6->daddr, sk ? READ_ONCE(inet6_sk(sk)->srcprefs) : 0,
				    0, &saddr);
		rcu_read_unlock();
	}
	found = nx_has6(nxi, &saddr);
	if (found)
		fl6->saddr = saddr;
	else
		found = nx_best_source6(net, nxi, dst->error ? NULL : dst->dev, fl6);
	dst_release(dst);
	return found ? 0 : -EADDRNOTAVAIL;
}

/**
 * nx_host_lback6 - may a context use an address as the host's ::1?
 * @nxi: the context
 * @addr: the address
 *
 * Context: Any.
 * Return: true when it may, and the address is that.
 */
bool nx_host_lback6(const struct nx_info *nxi, const struct in6_addr *addr)
{
	return nx_is_one(nxi, addr) && nx_flag(nxi, NXF_LBACK_ALLOW);
}

static bool nx_is_own_lback6(const struct nx_info *nxi,
			     const struct in6_addr *addr)
{
	return nx_is_lback6(addr) && addr->s6_addr32[3] == READ_ONCE(nxi->lback);
}

/**
 * nx_may_talk6 - may a packet of a context have these addresses?
 * @nxi: the context
 * @saddr: its source
 * @daddr: its destination
 *
 * Context: Any.
 * Return: as that of nx_may_talk4().
 */
bool nx_may_talk6(const struct nx_info *nxi, const struct in6_addr *saddr,
		  const struct in6_addr *daddr)
{
	if (nx_is_own_lback6(nxi, daddr) && nx_is_own_lback6(nxi, saddr))
		return true;
	if (nx_is_lback6(daddr) || nx_is_lback6(saddr))
		return nx_has6(nxi, daddr) && nx_has6(nxi, saddr);
	if (nx_is_one(nxi, daddr))
		return nx_host_lback6(nxi, daddr) &&
		       (nx_host_lback6(nxi, saddr) || nx_has6(nxi, saddr));
	return nx_has6(nxi, saddr);
}

/**
 * nx_source6 - give a flow the source that it has from a context
 * @net: where it is routed
 * @nxi: the context
 * @sk: the socket of the flow; NULL if there is none
 * @fl6: the flow; a source that it has already stays, if it may
 *
 * Context: Any.  Takes and drops the RCU read lock.
 * Return: 0; -EPERM when it may not be, -EADDRNOTAVAIL when the context has none.
 */
int nx_source6(struct net *net, const struct nx_info *nxi, const struct sock *sk,
	       struct flowi6 *fl6)
{
	nx_remap6(nxi, &fl6->daddr);
	nx_remap6(nxi, &fl6->saddr);
	if (!ipv6_addr_any(&fl6->saddr))
		return nx_may_talk6(nxi, &fl6->saddr, &fl6->daddr) ? 0 : -EPERM;
	if (nx_is_one(nxi, &fl6->daddr))
		return nx_host_lback6(nxi, &fl6->daddr) ? 0 : -EPERM;
	if (nx_is_lback6(&fl6->daddr))
		return nx_has6(nxi, &fl6->daddr) ? 0 : -EPERM;
	return nx_choose_source6(net, nxi, sk, fl6);
}

static int nx_try_route6(struct net *net, const struct nx_info *nxi,
			 const struct sock *sk, struct flowi6 *fl6)
{
	int err = -EPERM;

	nx_set_mark(nxi, &fl6->flowi6_mark);
	/* ports of who connects are in place of the type */
	if (fl6->fl6_sport || nx_may_send_type(sk, fl6->fl6_icmp_type))
		err = nx_source6(net, nxi, sk, fl6);
	return err == -EPERM ? nx_refuse(nxi, NX_IPV6) : err;
}

int __vserver_route6(struct net *net, const struct sock *sk,
		     struct dst_entry **dst, struct flowi6 *fl6)
{
	const struct nx_info *nxi = sk ? sk->sk_vserver.nxi : NULL;
	int err = nxi ? nx_try_route6(net, nxi, sk, fl6) : 0;

	/* also what the kernel answers, from a socket of its own */
	return err || !nx_is_lback6(&fl6->daddr) ? err :
		nx_route_lback6(net, sk, dst, fl6);
}

/* what a raw socket sends */
int __vserver_header6(struct sock *sk, struct sk_buff *skb)
{
	struct nx_info *nxi = sk->sk_vserver.nxi;

	return nx_may_send_type(sk, ICMPV6_DEST_UNREACH) ?
		nx_send(nxi, skb) : nx_refuse(nxi, NX_IPV6);
}

/* ---- what a guest is shown ---- */

/**
 * nx_show6 - show an address as a context knows it
 * @nxi: the context
 * @addr: the address; what stands for ::1 becomes that, and a mapped address what
 *	nx_show4() makes of it
 *
 * Context: Any.
 */
void nx_show6(const struct nx_info *nxi, struct in6_addr *addr)
{
	if (ipv6_addr_v4mapped(addr))
		nx_show4(nxi, &addr->s6_addr32[3]);
	else if (nx_is_lback6(addr) && nx_has6(nxi, addr) &&
		 nx_flag(nxi, NXF_HIDE_LBACK))
		*addr = in6addr_loopback;
}

void __vserver_show6(const struct sock *sk, struct in6_addr *addr)
{
	nx_show6(sk->sk_vserver.nxi, addr);
}
