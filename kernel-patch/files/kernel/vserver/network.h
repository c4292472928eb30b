/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Linux-VServer: the network context as an object; inside kernel/vserver only.
 */
#ifndef _KERNEL_VSERVER_NETWORK_H
#define _KERNEL_VSERVER_NETWORK_H

#include <linux/in.h>
#include <linux/list.h>
#include <net/ipv6.h>
#include <net/sock.h>

#include "addrset.h"
#include "internal.h"

struct nx_traffic;
struct seq_file;

/* the families of addresses; indices */
enum nx_family {
	NX_IPV4,
	NX_IPV6,
	NX_FAMILIES
};

/**
 * struct nx_addr - an entry of a network context, as it was given
 * @list: in &nx_info.addrs
 * @type: NXA_TYPE_IPV4 or NXA_TYPE_IPV6 with NXA_TYPE_ADDR, _MASK or _RANGE
 * @prefix: of an IPv6 address, in bits, at most 128
 * @ip: the address, or the first one of a range
 * @ip2: the last one of a range
 * @mask: of the network that the address is in
 * @ip6: the IPv6 address
 * @mask6: of the network that it is in
 */
struct nx_addr {
	struct list_head	list;
	u16			type;
	u32			prefix;
	__be32			ip;
	__be32			ip2;
	__be32			mask;
	struct in6_addr		ip6;
	struct in6_addr		mask6;
};

/**
 * struct nx_mark - the mark of packets
 * @value: of the bits in @mask
 * @mask: which bits it sets, or has set before: sockets keep the mark that they
 *	were made with
 * @both: to read and write both at once
 */
struct nx_mark {
	union {
		struct {
			u32	value;
			u32	mask;
		};
		u64		both;
	};
};

/**
 * struct nx_info - a network context
 * @refs: references: the id table, members, sockets, commands in flight
 * @members: claims, as &vx_info.members
 * @id: the name of the context; may be used again by a later one
 * @lock: serialises changes of the fields below
 * @flags: NXF_*; written under @lock, read plainly
 * @ncaps: NXC_*; the same
 * @addrs: &struct nx_addr, in the order of their addition; changed under @lock,
 *	walked under RCU
 * @set: the addresses in @addrs and what nx_lback_range() says; replaced under
 *	@lock, read under RCU
 * @bcast: the broadcast address, 0 if none; written under @lock
 * @lback: what 127.0.0.1 and ::1 stand for; written under @lock
 * @main4: an IPv4 address of @set, which most questions are for, and which is no
 *	loopback address; 0 if there is none, or if @lback is not in 127.0.0.0/8.
 *	Written under @lock, read plainly
 * @only4: the IPv4 address to talk to others from; 0 for several, or none.
 *	Written and read as @main4
 * @here: what nx_changes was when @main4 was on a device of the host
 * @mark: of the packets that it sends; written under @lock, read as a whole
 * @mark_mask: the bits of @mark that it has now; written and read under @lock
 * @traffic: counts, per processor
 * @socks: how many sockets there are, by NX_SOCK_*
 * @shutdown: runs nx_shutdown() once @members is zero
 * @rcu: for kfree_rcu()
 */
struct nx_info {
	refcount_t		refs;
	atomic_t		members;
	u32			id;

	struct mutex		lock;
	u64			flags;
	u64			ncaps;
	struct list_head	addrs;
	struct nx_set __rcu	*set[NX_FAMILIES];
	__be32			bcast;
	__be32			lback;
	__be32			main4;
	__be32			only4;
	int			here;
	struct nx_mark		mark;
	u32			mark_mask;
	struct nx_traffic __percpu *traffic;
	atomic_t		socks[NX_SOCKS];
	struct work_struct	shutdown;
	struct rcu_head		rcu;
};

/* contexts allocated and contexts in the table */
extern atomic_t nx_total, nx_active;

/* the spectator's: an object like the others, but in no table */
extern struct nx_info nx_watch;
DECLARE_PER_CPU(struct nx_traffic, nx_watch_traffic);

struct nx_info *nx_create(u32 id, u64 flags);
void nx_free(struct nx_info *nxi);
bool nx_claim(struct nx_info *nxi);
void nx_unclaim(struct nx_info *nxi);

static inline struct nx_info *nx_get(struct nx_info *nxi)
{
	if (nxi)
		refcount_inc(&nxi->refs);
	return nxi;
}

static inline void nx_put(struct nx_info *nxi)
{
	if (nxi && refcount_dec_and_test(&nxi->refs))
		nx_free(nxi);
}

/* network context of the calling task; no reference, NULL on the host */
static inline struct nx_info *nx_current(void)
{
	if (!vserver_in_use())
		return NULL;
	return rcu_dereference_protected(current->vserver.nxi, true);
}

/* network context of any task; the caller is in an RCU read section */
static inline struct nx_info *nx_of_task(const struct task_struct *task)
{
	return rcu_dereference(task->vserver.nxi);
}

/* the caller is on the host or the spectator: it sees everything */
static inline bool nx_sees_all(const struct nx_info *nxi)
{
	return !nxi || nxi == &nx_watch;
}

static inline struct nx_mark nx_mark(const struct nx_info *nxi)
{
	return (struct nx_mark){ .both = READ_ONCE(nxi->mark.both) };
}

/* give the mark of the context to a packet, flow or socket; most have none */
static inline void nx_set_mark(const struct nx_info *nxi, u32 *mark)
{
	struct nx_mark new = nx_mark(nxi);

	if (new.both)
		*mark = (*mark & ~new.mask) | new.value;
}

static inline bool nx_flag(const struct nx_info *nxi, u64 flag)
{
	return READ_ONCE(nxi->flags) & flag;
}

/* no device, address or route is hidden from it */
static inline bool nx_sees_netif(const struct nx_info *nxi)
{
	return nx_sees_all(nxi) || !nx_flag(nxi, NXF_HIDE_NETIF);
}

/* ---- addresses: address.c ---- */
extern atomic_t nx_changes;
int nx_addr_add(struct nx_info *nxi, const struct nx_addr *new);
int nx_addr_remove(struct nx_info *nxi, const struct nx_addr *old);
void nx_addr_clear(struct nx_info *nxi, u16 family);
int nx_addr_set_lback(struct nx_info *nxi, __be32 lback);
int nx_addr_publish(struct nx_info *nxi);
void nx_addr_disown(struct nx_info *nxi);
void nx_addr_free(struct nx_info *nxi);
bool __nx_has4(const struct nx_info *nxi, __be32 addr);
bool nx_has6(const struct nx_info *nxi, const struct in6_addr *addr);
bool nx_only_source6(const struct nx_info *nxi, struct in6_addr *addr);
bool nx_meet(const struct nx_info *a, const struct nx_info *b,
	     enum nx_family family);

/* ---- whose addresses: owner.c ---- */
int nx_own(const struct nx_range *range, enum nx_family family, u32 nid);
void nx_disown(const struct nx_range *range, enum nx_family family, u32 nid);
bool nx_owned4(__be32 addr);
bool nx_owned6(const struct in6_addr *addr);

/* is an address the one that most questions are for? */
static inline bool nx_is_main4(const struct nx_info *nxi, __be32 addr)
{
	return addr && addr == READ_ONCE(nxi->main4);
}

/* does an address of the context stand for one of 127.0.0.0/8? */
static inline bool nx_stands_for_lback(const struct nx_info *nxi, __be32 addr)
{
	__be32 lback = READ_ONCE(nxi->lback);
	const __be32 low = ipv4_is_loopback(lback) ? htonl(0xff) : 0;

	return !((addr ^ lback) & ~low);
}

/**
 * nx_has4 - is an address one of the context's, the loopback ones included
 * @nxi: the context
 * @addr: the address
 *
 * Context: Any.
 * Return: true when it is.
 */
static inline bool nx_has4(const struct nx_info *nxi, __be32 addr)
{
	return nx_is_main4(nxi, addr) || nx_stands_for_lback(nxi, addr) ||
	       __nx_has4(nxi, addr);
}

/* ---- counts and marks: traffic.c ---- */
void nx_count_sock(const struct sock *sk, int add);
int nx_refuse(const struct nx_info *nxi, enum nx_family family);
int nx_send(struct nx_info *nxi, struct sk_buff *skb);
int nx_traffic_alloc(struct nx_info *nxi);
void nx_traffic_free(struct nx_info *nxi);
void nx_traffic_read(const struct nx_info *nxi, struct vcmd_nx_stat_v0 *stat);
void nx_show_traffic(struct seq_file *m, const struct nx_info *nxi);

/* ---- loopback addresses: network.c (the table), address.c ---- */
u32 nx_lback_owner(__be32 addr);
struct nx_range nx_lback_range(__be32 lback, enum nx_family family);

/* what 127.0.0.1 stands for in a new context */
static inline __be32 nx_lback_of(u32 id)
{
	return htonl(INADDR_LOOPBACK ^ (id << 8));
}

/*
 * What ::1 stands for: an address of the prefix that routers discard (RFC 6666).
 * No route leads to it, so that no packet from outside arrives at it, either:
 * see nx_route_lback6().
 */
static inline void nx_lback6(__be32 lback, struct in6_addr *addr)
{
	ipv6_addr_set(addr, htonl(0x01000000), 0, 0, lback);
}

static inline bool nx_is_lback6(const struct in6_addr *addr)
{
	return addr->s6_addr32[0] == htonl(0x01000000) && !addr->s6_addr32[1] &&
	       !addr->s6_addr32[2];
}

/* ---- as the guest knows an address: inet4.c, inet6.c ---- */
void nx_show4(const struct nx_info *nxi, __be32 *addr);
void nx_show6(const struct nx_info *nxi, struct in6_addr *addr);

/* ---- who talks to whom: inet4.c, inet6.c ---- */
bool nx_host_lback4(const struct nx_info *nxi, __be32 addr);
bool nx_host_lback6(const struct nx_info *nxi, const struct in6_addr *addr);
bool __nx_may_talk4(const struct nx_info *nxi, __be32 saddr, __be32 daddr);
bool nx_may_talk6(const struct nx_info *nxi, const struct in6_addr *saddr,
		  const struct in6_addr *daddr);

int nx_source4(struct net *net, const struct nx_info *nxi, struct flowi4 *fl4);
int nx_source6(struct net *net, const struct nx_info *nxi, const struct sock *sk,
	       struct flowi6 *fl6);

/**
 * nx_may_talk4 - may a packet of a context have these addresses?
 * @nxi: the context
 * @saddr: its source
 * @daddr: its destination
 *
 * Context: Any.
 * Return: true when the source is its own, and neither is a loopback address of
 * somebody else: what stands for loopback does not talk to others.
 */
static inline bool nx_may_talk4(const struct nx_info *nxi, __be32 saddr,
				__be32 daddr)
{
	return (nx_is_main4(nxi, saddr) && !ipv4_is_loopback(daddr)) ||
	       __nx_may_talk4(nxi, saddr, daddr);
}

/* ---- which routes are shown: netlink.c ---- */
bool nx_sees_index(const struct nx_info *nxi, struct net *net, int index);
bool nx_sees_target(int type, bool single, bool sees_addr);

/* ---- raw sockets: raw.c ---- */
bool __nx_may_send_type(const struct sock *sk, int type);

/* may a socket of a context send a type of ICMP? */
static inline bool nx_may_send_type(const struct sock *sk, int type)
{
	return sk->sk_type != SOCK_RAW || __nx_may_send_type(sk, type);
}

/* ---- what is heard and shown: inet.c ---- */
struct net_device;

extern u8 nx_host_any_binds_guests;

/* the classic rule: a socket of the host that is bound to any hears all */
static inline bool nx_host_any_hears_all(void)
{
	return READ_ONCE(nx_host_any_binds_guests);
}

bool nx_in_group4(const struct nx_info *nxi, __be32 addr);
bool nx_any_hears4(const struct nx_info *nxi, __be32 daddr);
bool nx_any_hears6(const struct nx_info *nxi, const struct in6_addr *daddr);
bool nx_sees_addr4(const struct nx_info *nxi, __be32 addr);
bool nx_sees_addr6(const struct nx_info *nxi, const struct in6_addr *addr);
bool nx_sees_dev(const struct nx_info *nxi, const struct net_device *dev);

#endif /* _KERNEL_VSERVER_NETWORK_H */
