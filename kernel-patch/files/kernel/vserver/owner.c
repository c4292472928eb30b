// SPDX-License-Identifier: GPL-2.0-only
/*
 * Linux-VServer: to which network contexts an address belongs.
 *
 * A socket that is bound to any is hashed by its port and its context, so that
 * a thousand guests that listen on one port are not one chain: a packet looks
 * where the owners of its destination are.  And what has an owner is not heard
 * by a socket of the host that is bound to any.
 *
 * There is an &struct nx_owner for each entry of a context.  Most are single
 * addresses: they are in nx_singles, by address, a table of a fixed size as the
 * kernel has for its own addresses.  Those of networks and ranges are in nx_wide, of
 * which nx_wide_set is a copy that is searched, made anew when one of them comes or
 * goes.  All changes are made under nx_owned_lock, which nests inside &nx_info.lock;
 * readers are in an RCU read section.
 *
 * The loopback addresses that a context has at first tell its id: they are not
 * here.
 */

#include <linux/hash.h>
#include <linux/mutex.h>
#include <linux/rculist.h>
#include <linux/slab.h>
#include <linux/sort.h>
#include <net/ipv6.h>
#include <net/sock.h>
#include <linux/vserver/net.h>

#include "network.h"

#define NX_SINGLES_BITS	10

/**
 * struct nx_owner - a context has a range of addresses
 * @node: in nx_singles of the family, when it is a single one
 * @wide: in nx_wide of the family, when not
 * @range: the addresses
 * @nid: the context
 * @rcu: for kfree_rcu()
 */
struct nx_owner {
	union {
		struct hlist_node	node;
		struct list_head	wide;
	};
	struct nx_range		range;
	u32			nid;
	struct rcu_head		rcu;
};

/**
 * struct nx_wide - the copy of an &struct nx_owner
 * @range: the addresses
 * @reach: the last address of this and of all before
 * @nid: the context
 */
struct nx_wide {
	struct nx_range	range;
	struct nx_key	reach;
	u32		nid;
};

/**
 * struct nx_wide_set - all of a family
 * @rcu: for kvfree_rcu()
 * @nr: how many
 * @wide: by their first address
 */
struct nx_wide_set {
	struct rcu_head	rcu;
	unsigned int	nr;
	struct nx_wide	wide[] __counted_by(nr);
};

/**
 * struct nx_next - the owner after another, in the order of ids
 * @nid: its id, 0 for none
 * @more: there is one after it
 */
struct nx_next {
	u32	nid;
	bool	more;
};

static DEFINE_MUTEX(nx_owned_lock);
static struct hlist_head nx_singles[NX_FAMILIES][1 << NX_SINGLES_BITS];

static struct list_head nx_wide[NX_FAMILIES] = {
	LIST_HEAD_INIT(nx_wide[NX_IPV4]), LIST_HEAD_INIT(nx_wide[NX_IPV6]),
};

static struct nx_wide_set __rcu *nx_wide_set[NX_FAMILIES];

static struct hlist_head *nx_singles_of(enum nx_family family,
					struct nx_key addr)
{
	return &nx_singles[family][hash_64(addr.lo ^ hash_64(addr.hi, 64),
					   NX_SINGLES_BITS)];
}

/* ---- networks and ranges ---- */

static int nx_wide_cmp(const void *a, const void *b)
{
	const struct nx_wide *x = a, *y = b;

	return nx_key_less(x->range.lo, y->range.lo) ? -1 :
		nx_key_less(y->range.lo, x->range.lo);
}

static void nx_wide_sort(struct nx_wide_set *set)
{
	struct nx_key reach = {};
	unsigned int i;

	sort(set->wide, set->nr, sizeof(*set->wide), nx_wide_cmp, NULL);
	for (i = 0; i < set->nr; i++) {
		if (nx_key_less(reach, set->wide[i].range.hi))
			reach = set->wide[i].range.hi;
		set->wide[i].reach = reach;
	}
}

/* one that is missing would hand a guest's packets to the host: no failure */
static void nx_wide_rebuild(enum nx_family family)
{
	struct nx_wide_set *set = NULL;
	struct nx_owner *owner;
	unsigned int n = 0;

	list_for_each_entry(owner, &nx_wide[family], wide)
		n++;
	if (n) {
		set = kvmalloc(struct_size(set, wide, n),
			       GFP_KERNEL | __GFP_NOFAIL);
		set->nr = n;
		n = 0;
		list_for_each_entry(owner, &nx_wide[family], wide)
			set->wide[n++] = (struct nx_wide){
				.range = owner->range, .nid = owner->nid };
		nx_wide_sort(set);
	}
	set = rcu_replace_pointer(nx_wide_set[family], set, true);
	kvfree_rcu(set, rcu);
}

/* how many begin at or before an address */
static unsigned int nx_wide_before(const struct nx_wide_set *set,
				   struct nx_key addr)
{
	unsigned int lo = 0, hi = set ? set->nr : 0, mid;

	while (lo < hi) {
		mid = lo + (hi - lo) / 2;
		if (nx_key_less(addr, set->wide[mid].range.lo))
			hi = mid;
		else
			lo = mid + 1;
	}
	return lo;
}

/* ---- changes ---- */

/**
 * nx_own - note that addresses belong to a context
 * @range: the addresses
 * @family: of which they are
 * @nid: the context
 *
 * Context: Process context.  May sleep.
 * Return: 0, or -ENOMEM.
 */
int nx_own(const struct nx_range *range, enum nx_family family, u32 nid)
{
	struct nx_owner *owner = kmalloc(sizeof(*owner), GFP_KERNEL_ACCOUNT);

	if (!owner)
		return -ENOMEM;
	owner->range = *range;
	owner->nid = nid;
	mutex_lock(&nx_owned_lock);
	if (nx_range_is_single(range)) {
		hlist_add_head_rcu(&owner->node,
				   nx_singles_of(family, range->lo));
	} else {
		list_add(&owner->wide, &nx_wide[family]);
		nx_wide_rebuild(family);
	}
	mutex_unlock(&nx_owned_lock);
	return 0;
}

static struct nx_owner *nx_remove_single(const struct nx_range *range,
					 enum nx_family family, u32 nid)
{
	struct nx_owner *owner;

	hlist_for_each_entry(owner, nx_singles_of(family, range->lo), node)
		if (owner->nid == nid &&
		    nx_key_equal(owner->range.lo, range->lo)) {
			hlist_del_rcu(&owner->node);
			return owner;
		}
	return NULL;
}

static struct nx_owner *nx_remove_wide(const struct nx_range *range,
				       enum nx_family family, u32 nid)
{
	struct nx_owner *owner;

	list_for_each_entry(owner, &nx_wide[family], wide)
		if (owner->nid == nid &&
		    !memcmp(&owner->range, range, sizeof(*range))) {
			list_del(&owner->wide);
			nx_wide_rebuild(family);
			return owner;
		}
	return NULL;
}

/**
 * nx_disown - take back nx_own()
 * @range: the same addresses
 * @family: of which they are
 * @nid: the context
 *
 * Context: Process context.  May sleep.
 */
void nx_disown(const struct nx_range *range, enum nx_family family, u32 nid)
{
	struct nx_owner *owner;

	mutex_lock(&nx_owned_lock);
	owner = nx_range_is_single(range) ?
		nx_remove_single(range, family, nid) :
		nx_remove_wide(range, family, nid);
	mutex_unlock(&nx_owned_lock);
	if (!WARN_ON_ONCE(!owner))
		kfree_rcu(owner, rcu);
}

/* ---- whose is an address? ---- */

/* @nid is one of the owners; those up to @after were there before */
static void nx_offer(struct nx_next *next, u32 nid, u32 after)
{
	if (nid <= after || nid == next->nid)
		return;
	if (next->nid)
		next->more = true;
	if (!next->nid || nid < next->nid)
		next->nid = nid;
}

/* inline, as a packet for a socket that is bound to any comes by here */
static __always_inline void nx_find_next(enum nx_family family,
					 struct nx_key addr, u32 after,
					 struct nx_next *next)
{
	const struct nx_wide_set *set;
	struct nx_owner *owner;
	unsigned int i;

	rcu_read_lock();
	hlist_for_each_entry_rcu(owner, nx_singles_of(family, addr), node)
		if (nx_key_equal(owner->range.lo, addr))
			nx_offer(next, owner->nid, after);
	set = rcu_dereference(nx_wide_set[family]);
	i = nx_wide_before(set, addr);
	while (i-- && !nx_key_less(set->wide[i].reach, addr))
		if (!nx_key_less(set->wide[i].range.hi, addr))
			nx_offer(next, set->wide[i].nid, after);
	rcu_read_unlock();
}

static __always_inline struct nx_next nx_next_owner4(__be32 addr, u32 after)
{
	struct nx_next next = {};

	nx_find_next(NX_IPV4, nx_key4(addr), after, &next);
	if (ipv4_is_loopback(addr))
		nx_offer(&next, nx_lback_owner(addr), after);
	return next;
}

static struct nx_next nx_next_owner6(const struct in6_addr *addr, u32 after)
{
	struct nx_next next = {};

	/* the last part is what 127.0.0.1 stands for */
	if (nx_is_lback6(addr))
		next = nx_next_owner4(addr->s6_addr32[3], after);
	nx_find_next(NX_IPV6, nx_key6(addr), after, &next);
	return next;
}

/**
 * nx_owned4 - does an address belong to a network context
 * @addr: the address
 *
 * Context: Any.
 * Return: true when it does.
 */
bool nx_owned4(__be32 addr)
{
	return nx_next_owner4(addr, 0).nid;
}

/**
 * nx_owned6 - does an IPv6 address belong to a network context
 * @addr: the address
 *
 * Context: Any.
 * Return: true when it does.
 */
bool nx_owned6(const struct in6_addr *addr)
{
	return nx_is_lback6(addr) || nx_next_owner6(addr, 0).nid;
}

/* ---- where sockets are that are bound to any ---- */

static u32 nx_hash(u32 nid)
{
	return hash_32(nid, 32);
}

static bool nx_bound_to_any(const struct sock *sk)
{
	return sk->sk_family == AF_INET6 ?
		ipv6_addr_any(&sk->sk_v6_rcv_saddr) : !sk->sk_rcv_saddr;
}

/* addresses of contexts are those of the first network namespace */
u32 __vserver_net_hash(const struct sock *sk)
{
	return net_eq(sock_net(sk), &init_net) ?
		nx_hash(sk->sk_vserver.nxi->id) : 0;
}

u32 __vserver_any_hash(const struct sock *sk)
{
	return nx_bound_to_any(sk) ? __vserver_net_hash(sk) : 0;
}

/* those of the host, which have no hash of their own, come last, if at all */
static u32 nx_any_hash(struct nx_next next, u32 *owner)
{
	*owner = next.more || nx_host_any_hears_all() ? next.nid : 0;
	return nx_hash(next.nid);
}

/*
 * The owner of an address that is alone in its place, when no range has one: there is
 * no other.  Most packets are for such an address.
 */
static __always_inline u32 nx_sole_owner4(__be32 addr)
{
	const struct nx_key key = nx_key4(addr);
	const struct hlist_node *node;
	const struct nx_owner *owner;
	u32 nid = 0;

	rcu_read_lock();
	node = rcu_dereference(hlist_first_rcu(nx_singles_of(NX_IPV4, key)));
	owner = hlist_entry(node, struct nx_owner, node);
	if (node && !rcu_access_pointer(hlist_next_rcu(node)) &&
	    !rcu_access_pointer(nx_wide_set[NX_IPV4]) &&
	    nx_key_equal(owner->range.lo, key) && !ipv4_is_loopback(addr))
		nid = owner->nid;
	rcu_read_unlock();
	return nid;
}

static noinline u32 nx_any_hash4(__be32 daddr, u32 *owner)
{
	return nx_any_hash(nx_next_owner4(daddr, *owner), owner);
}

u32 __vserver_any_hash4(__be32 daddr, u32 *owner)
{
	u32 sole = *owner ? 0 : nx_sole_owner4(daddr);

	return sole ? nx_any_hash((struct nx_next){ .nid = sole }, owner) :
	       nx_any_hash4(daddr, owner);
}

u32 __vserver_any_hash6(const struct in6_addr *daddr, u32 *owner)
{
	return nx_any_hash(nx_next_owner6(daddr, *owner), owner);
}

/*
 * Whoever may be in the way of @sk is bound to its address, or to any and of its
 * own context: nobody else has the address.
 */
bool __vserver_port_by_addr(const struct sock *sk)
{
	const struct nx_info *nxi = sk->sk_vserver.nxi;
	struct nx_next next;

	if (!net_eq(sock_net(sk), &init_net))
		return true;
	if (nx_host_any_hears_all())
		return false;
	if (sk->sk_family == AF_INET6 &&
	    !ipv6_addr_v4mapped(&sk->sk_v6_rcv_saddr))
		next = nx_next_owner6(&sk->sk_v6_rcv_saddr, 0);
	else
		next = nx_next_owner4(sk->sk_rcv_saddr, 0);
	return !next.more && next.nid == (nxi ? nxi->id : 0);
}
