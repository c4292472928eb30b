// SPDX-License-Identifier: GPL-2.0-only
/*
 * Linux-VServer: where sockets of a network context bind and talk to in IPv4.
 *
 * 127.0.0.0/8 is a guest's own: 127.a.b.c stands for 127.x.y.c, where x and y
 * tell the context.  An address for each guest, and not a mark on its packets,
 * because ports are given out by address: each guest has all of its own.
 */

#include <linux/icmp.h>
#include <linux/in.h>
#include <linux/inetdevice.h>
#include <net/route.h>
#include <net/sock.h>
#include <linux/vserver/net.h>

#include "network.h"

/* ---- loopback ---- */

/* an address of 127.0.0.0/8 as the guest says it, which another stands for */
static bool nx_is_lback(const struct nx_info *nxi, __be32 addr)
{
	return ipv4_is_loopback(addr) && !nx_has4(nxi, addr);
}

/* what stands for an address of 127.0.0.0/8 */
static __be32 nx_lback4(const struct nx_info *nxi, __be32 addr)
{
	const __be32 low = htonl(0xff);
	__be32 lback = READ_ONCE(nxi->lback);

	return ipv4_is_loopback(lback) ? (lback & ~low) | (addr & low) : lback;
}

/* one of 127.0.0.0/8 as the guest says it becomes what stands for it */
static __be32 nx_remap4(const struct nx_info *nxi, __be32 addr)
{
	return nx_is_lback(nxi, addr) && nx_flag(nxi, NXF_LBACK_REMAP) ?
		nx_lback4(nxi, addr) : addr;
}

/* ---- sources ---- */

/*
 * The address of a context on a device: the first one whose network the next hop is
 * in, or else the first one; 0 if there is none.
 */
static __be32 nx_source_on(const struct nx_info *nxi,
			   const struct net_device *dev, __be32 hop)
{
	const struct in_device *in_dev = __in_dev_get_rcu(dev);
	const struct in_ifaddr *ifa;
	__be32 first = 0;

	if (!in_dev)
		return 0;
	in_dev_for_each_ifa_rcu(ifa, in_dev) {
		if (!nx_has4(nxi, ifa->ifa_local) ||
		    nx_stands_for_lback(nxi, ifa->ifa_local))
			continue;
		if (inet_ifa_match(hop, ifa))
			return ifa->ifa_local;
		first = first ?: ifa->ifa_local;
	}
	return first;
}

/*
 * The address from which a context talks to a destination when no route tells: the
 * first one whose network the destination is in, or else the first one; 0 if there is
 * none.  One that stands for loopback is the last choice: it does not talk to others.
 * A whole network is no address.
 */
static __be32 nx_source(const struct nx_info *nxi, __be32 daddr)
{
	const struct nx_addr *pos;
	__be32 first = 0;

	rcu_read_lock();
	list_for_each_entry_rcu(pos, &nxi->addrs, list) {
		if (!(pos->type & NXA_TYPE_IPV4) || pos->type & NXA_TYPE_MASK)
			continue;
		if (!first || nx_stands_for_lback(nxi, first))
			first = pos->ip;
		if (!nx_stands_for_lback(nxi, pos->ip) &&
		    !((pos->ip ^ daddr) & pos->mask)) {
			first = pos->ip;
			break;
		}
	}
	rcu_read_unlock();
	return first;
}

/* ---- bind ---- */

static __be32 nx_single(const struct nx_info *nxi)
{
	return nx_flag(nxi, NXF_SINGLE_IP) ? nx_source(nxi, 0) : 0;
}

static noinline int nx_bind4(const struct nx_info *nxi, __be32 *addr)
{
	if (!*addr) {
		*addr = nx_single(nxi);
		return 0;
	}
	*addr = nx_remap4(nxi, *addr);
	return nx_has4(nxi, *addr) || nx_in_group4(nxi, *addr) ?
		0 : -EADDRNOTAVAIL;
}

int __vserver_bind4(const struct sock *sk, __be32 *addr)
{
	const struct nx_info *nxi = sk->sk_vserver.nxi;

	return *addr || nx_flag(nxi, NXF_SINGLE_IP) ? nx_bind4(nxi, addr) : 0;
}

/* ---- connect and send ---- */

/* the source that routing chooses, or what is beside it of the context's */
static __be32 nx_routed_source(struct net *net, const struct nx_info *nxi,
			       const struct flowi4 *fl4)
{
	struct flowi4 probe = *fl4;
	struct rtable *rt = __ip_route_output_key(net, &probe);
	__be32 saddr = probe.saddr;

	if (IS_ERR(rt))
		return 0;
	if (!nx_has4(nxi, saddr) || nx_stands_for_lback(nxi, saddr)) {
		rcu_read_lock();
		saddr = nx_source_on(nxi, rt->dst.dev,
				     rt_nexthop(rt, probe.daddr));
		rcu_read_unlock();
	}
	ip_rt_put(rt);
	return saddr;
}

static int nx_choose_source(struct net *net, const struct nx_info *nxi,
			    struct flowi4 *fl4)
{
	fl4->saddr = READ_ONCE(nxi->only4) ?:
		nx_routed_source(net, nxi, fl4) ?: nx_source(nxi, fl4->daddr);
	return fl4->saddr ? 0 : -EPERM;
}

static __be32 nx_dest4(const struct nx_info *nxi, __be32 daddr)
{
	return nx_remap4(nxi, daddr ?: htonl(INADDR_LOOPBACK));
}

__be32 __vserver_dest4(const struct sock *sk, __be32 daddr)
{
	return nx_dest4(sk->sk_vserver.nxi, daddr);
}

/**
 * nx_host_lback4 - may a context use an address of the host's 127.0.0.0/8?
 * @nxi: the context
 * @addr: the address
 *
 * Context: Any.
 * Return: true when it may, and the address is one.
 */
bool nx_host_lback4(const struct nx_info *nxi, __be32 addr)
{
	return ipv4_is_loopback(addr) && nx_flag(nxi, NXF_LBACK_ALLOW) &&
	       !nx_owned4(addr);
}

/* nx_may_talk4() of what is not known at first sight */
bool __nx_may_talk4(const struct nx_info *nxi, __be32 saddr, __be32 daddr)
{
	if (nx_stands_for_lback(nxi, saddr) && nx_stands_for_lback(nxi, daddr))
		return true;
	if (ipv4_is_loopback(daddr) || nx_stands_for_lback(nxi, saddr))
		return nx_has4(nxi, daddr) ? nx_has4(nxi, saddr) :
			nx_host_lback4(nxi, daddr) &&
			(nx_host_lback4(nxi, saddr) || nx_has4(nxi, saddr));
	return nx_has4(nxi, saddr);
}

/*
 * May a flow have the source that it has?  Loopback addresses are those of a
 * network, and on no device: routing would search all its routes for one.
 */
static int nx_check_source(const struct nx_info *nxi, struct flowi4 *fl4)
{
	if (ipv4_is_loopback(fl4->saddr))
		fl4->flowi4_flags |= FLOWI_FLAG_ANYSRC;
	return nx_may_talk4(nxi, fl4->saddr, fl4->daddr) ? 0 : -EPERM;
}

/*
 * Is the main address on a device, as routing asks of each source?  The answer holds
 * until an address comes or goes somewhere.
 */
static void nx_look_for_main(struct nx_info *nxi, const struct sock *sk)
{
	int changes = atomic_read_acquire(&nx_changes);

	if (net_eq(sock_net(sk), &init_net) &&
	    READ_ONCE(nxi->here) != changes &&
	    __ip_dev_find(&init_net, READ_ONCE(nxi->main4), false))
		WRITE_ONCE(nxi->here, changes);
}

/* most contexts have one address, from which they talk to others */
static __always_inline bool nx_main_route4(const struct nx_info *nxi,
					   struct flowi4 *fl4,
					   const struct sock *sk)
{
	__be32 source = fl4->saddr ?: READ_ONCE(nxi->only4);

	if (!fl4->daddr || ipv4_is_loopback(fl4->daddr) ||
	    !nx_is_main4(nxi, source) || !net_eq(sock_net(sk), &init_net) ||
	    READ_ONCE(nxi->here) != atomic_read_acquire(&nx_changes))
		return false;
	fl4->saddr = source;
	fl4->flowi4_flags |= FLOWI_FLAG_ANYSRC;
	return true;
}

/**
 * nx_source4 - give a flow the source that it has from a context
 * @net: where it is routed
 * @nxi: the context
 * @fl4: the flow; a source that it has already stays, if it may
 *
 * Context: Any.  Takes and drops the RCU read lock.
 * Return: 0, or -EPERM when it may not be.
 */
int nx_source4(struct net *net, const struct nx_info *nxi, struct flowi4 *fl4)
{
	fl4->daddr = nx_dest4(nxi, fl4->daddr);
	fl4->saddr = nx_remap4(nxi, fl4->saddr);
	if (fl4->saddr)
		return nx_check_source(nxi, fl4);
	if (nx_is_lback(nxi, fl4->daddr))
		return nx_host_lback4(nxi, fl4->daddr) ? 0 : -EPERM;
	if (!nx_stands_for_lback(nxi, fl4->daddr))
		return nx_choose_source(net, nxi, fl4);
	fl4->saddr = READ_ONCE(nxi->lback);
	return nx_check_source(nxi, fl4);
}

static noinline int nx_route4(struct nx_info *nxi, struct flowi4 *fl4,
			      const struct sock *sk)
{
	/* ports of who connects are in place of the type */
	if (!fl4->fl4_sport && !nx_may_send_type(sk, fl4->fl4_icmp_type))
		return nx_refuse(nxi, NX_IPV4);
	nx_look_for_main(nxi, sk);
	return nx_source4(sock_net(sk), nxi, fl4) ? nx_refuse(nxi, NX_IPV4) : 0;
}

int __vserver_route4(struct flowi4 *fl4, const struct sock *sk)
{
	struct nx_info *nxi = sk->sk_vserver.nxi;

	nx_set_mark(nxi, &fl4->flowi4_mark);
	return sk->sk_type != SOCK_RAW && nx_main_route4(nxi, fl4, sk) ?
		0 : nx_route4(nxi, fl4, sk);
}

/*
 * What a raw socket sends.  Without a source it gets that of the route.  What a
 * header of its own is followed by is not looked at.
 */
int __vserver_header4(struct sock *sk, struct sk_buff *skb, __be32 saddr)
{
	struct nx_info *nxi = sk->sk_vserver.nxi;
	struct iphdr *iph = ip_hdr(skb);

	if (!iph->saddr)
		iph->saddr = saddr;
	if (!nx_may_send_type(sk, ICMP_DEST_UNREACH))
		return nx_refuse(nxi, NX_IPV4);
	return nx_send(nxi, skb);
}

/* ---- what a guest is shown ---- */

/**
 * nx_show4 - show an address as a context knows it
 * @nxi: the context
 * @addr: the address; what stands for one of 127.0.0.0/8 becomes 127.0.0.x
 *
 * Context: Any.
 */
void nx_show4(const struct nx_info *nxi, __be32 *addr)
{
	__be32 lback = READ_ONCE(nxi->lback);

	if (!nx_stands_for_lback(nxi, *addr) || !nx_flag(nxi, NXF_HIDE_LBACK))
		return;
	*addr = htonl(INADDR_LOOPBACK & ~0xff) |
		(ipv4_is_loopback(lback) ? *addr & htonl(0xff) : htonl(1));
}

void __vserver_show4(const struct sock *sk, __be32 *addr)
{
	nx_show4(sk->sk_vserver.nxi, addr);
}
