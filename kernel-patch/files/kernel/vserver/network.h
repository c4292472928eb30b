/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Linux-VServer: the network context as an object; inside kernel/vserver only.
 */
#ifndef _KERNEL_VSERVER_NETWORK_H
#define _KERNEL_VSERVER_NETWORK_H

#include <linux/list.h>

#include "addrset.h"
#include "internal.h"

/**
 * struct nx_addr - an entry of a network context, as it was given
 * @list: in &nx_info.addrs
 * @type: NXA_TYPE_IPV4 or NXA_TYPE_IPV6 with NXA_TYPE_ADDR, _MASK or _RANGE
 * @prefix: of an IPv6 address, in bits
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
 * struct nx_info - a network context
 * @refs: references: the id table, members, sockets, commands in flight
 * @members: claims, as &vx_info.members
 * @id: the name of the context; may be used again by a later one
 * @lock: serialises changes of the fields below
 * @flags: NXF_*; written under @lock, read plainly
 * @ncaps: NXC_*; the same
 * @addrs: &struct nx_addr, in the order of their addition; changed under @lock,
 *	walked under RCU
 * @set: the IPv4 addresses in @addrs and @lback; replaced under @lock, read
 *	under RCU
 * @bcast: the broadcast address, 0 if none; written under @lock
 * @lback: what 127.0.0.0/8 stands for; written under @lock
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
	struct nx_set __rcu	*set;
	__be32			bcast;
	__be32			lback;
	struct work_struct	shutdown;
	struct rcu_head		rcu;
};

/* contexts allocated and contexts in the table */
extern atomic_t nx_total, nx_active;

/* the spectator's: an object like the others, but in no table */
extern struct nx_info nx_watch;

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
int nx_addr_add(struct nx_info *nxi, const struct nx_addr *new);
int nx_addr_remove(struct nx_info *nxi, const struct nx_addr *old);
void nx_addr_clear(struct nx_info *nxi, u16 family);
int nx_addr_publish(struct nx_info *nxi);
void nx_addr_free(struct nx_info *nxi);
void nx_owned_rebuild(void);
bool nx_owned(__be32 addr);
bool nx_has(const struct nx_info *nxi, __be32 addr);
__be32 nx_only_source(const struct nx_info *nxi);
__be32 nx_source(const struct nx_info *nxi, __be32 daddr);

/* ---- what is shown: inet.c ---- */
struct net_device;

bool nx_sees_addr4(const struct nx_info *nxi, __be32 addr);
bool nx_sees_addr6(const struct nx_info *nxi, const struct in6_addr *addr);
bool nx_sees_dev(const struct nx_info *nxi, const struct net_device *dev);

#endif /* _KERNEL_VSERVER_NETWORK_H */
