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
 * The address from which a context talks to a destination: the first one whose
 * network the destination is in, or else the first one; 0 if there is none.  One
 * that stands for loopback is the last choice: it does not talk to others.
 */
static __be32 nx_source(const struct nx_info *nxi, __be32 daddr)
{
	const struct nx_addr *pos;
	__be32 first = 0;

	rcu_read_lock();
	list_for_each_entry_rcu(pos, &nxi->addrs, list) {
		if (!(pos->type & NXA_TYPE_IPV4))
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

int __vserver_bind4(const struct sock *sk, __be32 *addr)
{
	const struct nx_info *nxi = sk->sk_vserver.nxi;

	if (!*addr) {
		*addr = nx_single(nxi);
		return 0;
	}
	*addr = nx_remap4(nxi, *addr);
	return nx_has4(nxi, *addr) || nx_in_group4(nxi, *addr) ?
		0 : -EADDRNOTAVAIL;
}

/* ---- connect and send ---- */

/* the source that routing chooses, if it is one of the context's */
static int nx_choose_source(const struct nx_info *nxi, struct flowi4 *fl4,
			    const struct sock *sk)
{
	struct flowi4 probe = *fl4;
	struct rtable *rt;

	fl4->saddr = READ_ONCE(nxi->only4);
	if (fl4->saddr)
		return 0;
	rt = __ip_route_output_key(sock_net(sk), &probe);
	if (!IS_ERR(rt)) {
		ip_rt_put(rt);
		if (nx_has4(nxi, probe.saddr) &&
		    !nx_stands_for_lback(nxi, probe.saddr)) {
			fl4->saddr = probe.saddr;
			return 0;
		}
	}
	fl4->saddr = nx_source(nxi, fl4->daddr);
	return fl4->saddr ? 0 : -EPERM;
}

__be32 __vserver_dest4(const struct sock *sk, __be32 daddr)
{
	return nx_remap4(sk->sk_vserver.nxi, daddr ?: htonl(INADDR_LOOPBACK));
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
static bool nx_main_is_here(struct nx_info *nxi, const struct sock *sk)
{
	int changes = atomic_read_acquire(&nx_changes);

	if (!net_eq(sock_net(sk), &init_net))
		return false;
	if (READ_ONCE(nxi->here) == changes)
		return true;
	if (!__ip_dev_find(&init_net, READ_ONCE(nxi->main4), false))
		return false;
	WRITE_ONCE(nxi->here, changes);
	return true;
}

/* most contexts have one address, from which they talk to others */
static bool nx_main_route4(struct nx_info *nxi, struct flowi4 *fl4,
			   const struct sock *sk)
{
	__be32 source = fl4->saddr ?: READ_ONCE(nxi->only4);

	if (!fl4->daddr || ipv4_is_loopback(fl4->daddr) ||
	    !nx_is_main4(nxi, source))
		return false;
	fl4->saddr = source;
	if (nx_main_is_here(nxi, sk))
		fl4->flowi4_flags |= FLOWI_FLAG_ANYSRC;
	return true;
}

static int nx_bound_route4(const struct nx_info *nxi, struct flowi4 *fl4,
			   const struct sock *sk)
{
	fl4->daddr = __vserver_dest4(sk, fl4->daddr);
	fl4->saddr = nx_remap4(nxi, fl4->saddr);
	if (fl4->saddr)
		return nx_check_source(nxi, fl4);
	if (nx_is_lback(nxi, fl4->daddr))
		return nx_host_lback4(nxi, fl4->daddr) ? 0 : -EPERM;
	if (!nx_stands_for_lback(nxi, fl4->daddr))
		return nx_choose_source(nxi, fl4, sk);
	fl4->saddr = READ_ONCE(nxi->lback);
	return nx_check_source(nxi, fl4);
}

int __vserver_route4(struct flowi4 *fl4, const struct sock *sk)
{
	struct nx_info *nxi = sk->sk_vserver.nxi;

	fl4->flowi4_mark = nx_marked(nxi, fl4->flowi4_mark);
	/* ports of who connects are in place of the type */
	return (fl4->fl4_sport || nx_may_send_type(sk, fl4->fl4_icmp_type)) &&
	       (nx_main_route4(nxi, fl4, sk) || !nx_bound_route4(nxi, fl4, sk)) ?
		0 : nx_refuse(nxi, NX_IPV4);
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
