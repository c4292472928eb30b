// SPDX-License-Identifier: GPL-2.0-only
/*
 * Linux-VServer: what a network context sends and receives, and has sockets of.
 *
 * Counted is what reaches a socket of the context, before a filter or a full
 * buffer drops it; what leaves one, before netfilter sees it, which gets the mark
 * of the context first; and what the context may not send.  What the kernel
 * answers without a socket, such as a reset, is nobody's.  Bytes begin with the
 * header of IP; what the device divides counts as the packets that it makes.
 *
 * The counts are per processor, as tasks and softirqs of all processors count;
 * they live as long as the context.
 */

#include <linux/if_ether.h>
#include <linux/percpu.h>
#include <linux/seq_file.h>
#include <linux/skbuff.h>
#include <linux/vserver/net.h>
#include <net/inet_sock.h>
#include <net/sock.h>
#include <net/xfrm.h>

#include "lsm.h"
#include "network.h"

/* which packets */
enum nx_way {
	NX_RECEIVED,
	NX_SENT,
	NX_WAYS
};

/**
 * struct nx_traffic - the counts of one processor
 * @way: packets and bytes
 * @refused: what was not sent
 */
struct nx_traffic {
	struct {
		u64	packets;
		u64	bytes;
	} way[NX_WAYS][NX_FAMILIES];
	u64		refused[NX_FAMILIES];
};

/* those of the spectator's, which nobody reads */
DEFINE_PER_CPU(struct nx_traffic, nx_watch_traffic);

/* ---- sockets ---- */

/* by the first three letters of the name of a protocol; the last one is any other */
static const char * const nx_sock_kind[NX_SOCKS] = {
	[NX_SOCK_TCP]		= "TCP",
	[NX_SOCK_UDP]		= "UDP",
	[NX_SOCK_PING]		= "PING",
	[NX_SOCK_RAW]		= "RAW",
	[NX_SOCK_UNIX]		= "UNIX",
	[NX_SOCK_NETLINK]	= "NETLINK",
	[NX_SOCK_OTHER]		= "",
};

/**
 * nx_count_sock - a socket of a context begins or ends
 * @sk: the socket
 * @add: 1 or -1
 *
 * Context: Any.
 */
void nx_count_sock(const struct sock *sk, int add)
{
	struct nx_info *nxi = sk->sk_vserver.nxi;
	int kind = 0;

	if (!nxi)
		return;
	while (kind < NX_SOCK_OTHER &&
	       memcmp(sk->sk_prot_creator->name, nx_sock_kind[kind], 3))
		kind++;
	atomic_add(add, &nxi->socks[kind]);
}

/* ---- packets ---- */

static __always_inline void nx_count(struct nx_info *nxi, enum nx_way way,
				     enum nx_family family,
				     const struct sk_buff *skb,
				     unsigned int bytes)
{
	struct nx_traffic __percpu *traffic = nxi->traffic;

	this_cpu_add(traffic->way[way][family].packets,
		     max_t(u16, skb_shinfo(skb)->gso_segs, 1));
	this_cpu_add(traffic->way[way][family].bytes, bytes);
}

/* a hook of the security module: a packet for @sk, from its transport header on */
int vserver_sock_rcv_skb(struct sock *sk, struct sk_buff *skb)
{
	struct nx_info *nxi = sk->sk_vserver.nxi;

	if (!nxi)
		return 0;
	if (skb->protocol == htons(ETH_P_IP))
		nx_count(nxi, NX_RECEIVED, NX_IPV4, skb,
			 skb->len - skb_network_offset(skb));
	else if (skb->protocol == htons(ETH_P_IPV6))
		nx_count(nxi, NX_RECEIVED, NX_IPV6, skb,
			 skb->len - skb_network_offset(skb));
	return 0;
}

static __always_inline int nx_send_if(bool may, struct nx_info *nxi,
				      enum nx_family family,
				      struct sk_buff *skb)
{
	if (!may)
		return nx_refuse(nxi, family);
	nx_set_mark(nxi, &skb->mark);
	nx_count(nxi, NX_SENT, family, skb, skb->len);
	return 0;
}

/**
 * nx_send - a packet with its header is about to leave a context
 * @nxi: the context
 * @skb: the packet; it gets the mark
 *
 * Whatever chose the addresses, and however long ago: they are looked at here.
 *
 * Context: Any.
 * Return: 0, or -EPERM when it may not have them.
 */
int nx_send(struct nx_info *nxi, struct sk_buff *skb)
{
	const struct ipv6hdr *ip6 = ipv6_hdr(skb);
	const struct iphdr *ip4 = ip_hdr(skb);

	if (skb->protocol == htons(ETH_P_IPV6))
		return nx_send_if(nx_may_talk6(nxi, &ip6->saddr, &ip6->daddr),
				  nxi, NX_IPV6, skb);
	return nx_send_if(nx_may_talk4(nxi, ip4->saddr, ip4->daddr), nxi,
			  NX_IPV4, skb);
}

static noinline int nx_sent(struct sock *sk, struct sk_buff *skb)
{
	struct nx_info *nxi;
	int err;

	sk = sk_to_full_sk(sk);
	nxi = sk && sk_fullsock(sk) ? sk->sk_vserver.nxi : NULL;
	/* what is transformed, as by IPsec, comes here once more */
	if (!nxi || secpath_exists(skb))
		return 0;
	err = nx_send(nxi, skb);
	if (unlikely(err))
		kfree_skb(skb);
	return err;
}

/* most packets are from the main address of a context, and to others */
int __vserver_sent(struct sock *sk, struct sk_buff *skb)
{
	const struct iphdr *ip4 = ip_hdr(skb);
	struct nx_info *nxi;

	if (!sk_fullsock(sk) || skb->protocol != htons(ETH_P_IP) ||
	    secpath_exists(skb))
		return nx_sent(sk, skb);
	nxi = sk->sk_vserver.nxi;
	if (!nxi)
		return 0;
	if (!nx_is_main4(nxi, ip4->saddr) || ipv4_is_loopback(ip4->daddr))
		return nx_sent(sk, skb);
	return nx_send_if(true, nxi, NX_IPV4, skb);
}

/**
 * nx_refuse - a context may not send something
 * @nxi: the context
 * @family: of the packet
 *
 * Context: Any.
 * Return: -EPERM.
 */
int nx_refuse(const struct nx_info *nxi, enum nx_family family)
{
	this_cpu_inc(nxi->traffic->refused[family]);
	return -EPERM;
}

/* ---- life ---- */

/**
 * nx_traffic_alloc - the counts of a new context
 * @nxi: the context
 *
 * Context: Process context.  May sleep.
 * Return: 0, or -ENOMEM.
 */
int nx_traffic_alloc(struct nx_info *nxi)
{
	nxi->traffic = alloc_percpu_gfp(struct nx_traffic, GFP_KERNEL_ACCOUNT);
	return nxi->traffic ? 0 : -ENOMEM;
}

/* no socket is left; in any context */
void nx_traffic_free(struct nx_info *nxi)
{
	free_percpu(nxi->traffic);
}

/* ---- what is told ---- */

/**
 * nx_traffic_read - add up the counts of a context
 * @nxi: the context
 * @stat: where to
 *
 * Context: Any.
 */
void nx_traffic_read(const struct nx_info *nxi, struct vcmd_nx_stat_v0 *stat)
{
	const struct nx_traffic *one;
	int cpu, family, kind;

	*stat = (struct vcmd_nx_stat_v0){ 0 };
	for (kind = 0; kind < NX_SOCKS; kind++)
		stat->sockets[kind] = atomic_read(&nxi->socks[kind]);
	for_each_possible_cpu(cpu) {
		one = per_cpu_ptr(nxi->traffic, cpu);
		for (family = 0; family < NX_FAMILIES; family++) {
			stat->received[family].packets +=
				one->way[NX_RECEIVED][family].packets;
			stat->received[family].bytes +=
				one->way[NX_RECEIVED][family].bytes;
			stat->sent[family].packets +=
				one->way[NX_SENT][family].packets;
			stat->sent[family].bytes +=
				one->way[NX_SENT][family].bytes;
			stat->refused[family] += one->refused[family];
		}
	}
}

/**
 * nx_show_traffic - /proc/virtnet/<nid>/traffic
 * @m: where to
 * @nxi: the context
 *
 * Context: Process context.
 */
void nx_show_traffic(struct seq_file *m, const struct nx_info *nxi)
{
	static const char * const name[NX_FAMILIES] = {
		[NX_IPV4] = "IPv4", [NX_IPV6] = "IPv6",
	};
	struct vcmd_nx_stat_v0 stat;
	int i;

	nx_traffic_read(nxi, &stat);
	for (i = 0; i < NX_FAMILIES; i++)
		seq_printf(m, "%s:\t%llu/%llu received\t%llu/%llu sent\t%llu refused\n",
			   name[i], stat.received[i].packets,
			   stat.received[i].bytes, stat.sent[i].packets,
			   stat.sent[i].bytes, stat.refused[i]);
	for (i = 0; i < NX_SOCKS; i++)
		seq_printf(m, "%s:\t%u\n",
			   i == NX_SOCK_OTHER ? "OTHER" : nx_sock_kind[i],
			   stat.sockets[i]);
}
