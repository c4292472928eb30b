// SPDX-License-Identifier: GPL-2.0-only
/*
 * Linux-VServer: which addresses belong to network contexts.
 *
 * A socket of the host that is bound to any does not hear what is sent to them.
 *
 * nx_owners has each range that contexts have, with a count of how often. Most
 * are single addresses and found by their hash, as many as there may be; those
 * of the others are copied to a set, anew when one of them comes or goes.  All
 * changes are made under nx_owned_lock, which nests inside &nx_info.lock;
 * readers are in an RCU read section.
 *
 * The loopback addresses that a context has at first tell its id: they are not
 * here.
 */

#include <linux/init.h>
#include <linux/mutex.h>
#include <linux/rhashtable.h>
#include <linux/slab.h>
#include <net/ipv6.h>

#include "network.h"

/* without holes: it is compared as bytes */
struct nx_owner_key {
	struct nx_range		range;
	u64			family;
};

/**
 * struct nx_owner - a range of addresses that contexts have
 * @node: in nx_owners
 * @key: the addresses, and of which family they are
 * @wide: in nx_wide of the family, when there is more than one
 * @count: entries of contexts
 * @rcu: for kfree_rcu()
 */
struct nx_owner {
	struct rhash_head	node;
	struct nx_owner_key	key;
	struct list_head	wide;
	unsigned int		count;
	struct rcu_head		rcu;
};

static const struct rhashtable_params nx_owner_params = {
	.key_len		= sizeof(struct nx_owner_key),
	.key_offset		= offsetof(struct nx_owner, key),
	.head_offset		= offsetof(struct nx_owner, node),
	.automatic_shrinking	= true,
};

static DEFINE_MUTEX(nx_owned_lock);
static struct rhashtable nx_owners;

static struct list_head nx_wide[NX_FAMILIES] = {
	LIST_HEAD_INIT(nx_wide[NX_IPV4]), LIST_HEAD_INIT(nx_wide[NX_IPV6]),
};

static struct nx_set __rcu *nx_wide_set[NX_FAMILIES];

static int __init nx_owners_init(void)
{
	if (rhashtable_init(&nx_owners, &nx_owner_params))
		panic("vserver: no memory for the table of addresses\n");
	return 0;
}
core_initcall(nx_owners_init);

/* a set that is too short would hand guests' packets to the host: no failure */
static void nx_wide_rebuild(enum nx_family family)
{
	struct nx_owner *owner;
	unsigned int n = 0;
	struct nx_set *set;

	list_for_each_entry(owner, &nx_wide[family], wide)
		n++;
	set = n ? nx_set_alloc(n, GFP_KERNEL | __GFP_NOFAIL) : NULL;
	n = 0;
	list_for_each_entry(owner, &nx_wide[family], wide)
		set->range[n++] = owner->key.range;
	if (set)
		nx_set_normalise(set);
	nx_set_replace(&nx_wide_set[family], set);
}

static struct nx_owner *nx_owner_find(const struct nx_range *range,
				      enum nx_family family)
{
	struct nx_owner_key key = { *range, family };

	return rhashtable_lookup_fast(&nx_owners, &key, nx_owner_params);
}

static int nx_owner_add(const struct nx_range *range, enum nx_family family)
{
	struct nx_owner *owner = kmalloc(sizeof(*owner), GFP_KERNEL_ACCOUNT);
	int err;

	if (!owner)
		return -ENOMEM;
	owner->key = (struct nx_owner_key){ *range, family };
	owner->count = 1;
	err = rhashtable_insert_fast(&nx_owners, &owner->node, nx_owner_params);
	if (err) {
		kfree(owner);
		return err;
	}
	if (!nx_range_is_single(range)) {
		list_add(&owner->wide, &nx_wide[family]);
		nx_wide_rebuild(family);
	}
	return 0;
}

/**
 * nx_own - note that addresses belong to a context
 * @range: the addresses
 * @family: of which they are
 *
 * Context: Process context.  May sleep.
 * Return: 0, or -ENOMEM.
 */
int nx_own(const struct nx_range *range, enum nx_family family)
{
	struct nx_owner *owner;
	int err = 0;

	mutex_lock(&nx_owned_lock);
	owner = nx_owner_find(range, family);
	if (owner)
		owner->count++;
	else
		err = nx_owner_add(range, family);
	mutex_unlock(&nx_owned_lock);
	return err;
}

/**
 * nx_disown - take back nx_own()
 * @range: the same addresses
 * @family: of which they are
 *
 * Context: Process context.  May sleep.
 */
void nx_disown(const struct nx_range *range, enum nx_family family)
{
	struct nx_owner *owner;

	mutex_lock(&nx_owned_lock);
	owner = nx_owner_find(range, family);
	if (!WARN_ON_ONCE(!owner) && !--owner->count) {
		rhashtable_remove_fast(&nx_owners, &owner->node,
				       nx_owner_params);
		if (!nx_range_is_single(range)) {
			list_del(&owner->wide);
			nx_wide_rebuild(family);
		}
		kfree_rcu(owner, rcu);
	}
	mutex_unlock(&nx_owned_lock);
}

static bool nx_owned(enum nx_family family, struct nx_key addr)
{
	const struct nx_range range = { addr, addr };
	bool ret;

	rcu_read_lock();
	ret = nx_owner_find(&range, family) ||
	      nx_set_has(rcu_dereference(nx_wide_set[family]), addr);
	rcu_read_unlock();
	return ret;
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
	if (ipv4_is_loopback(addr) && nx_is_lback_of_any(addr))
		return true;
	return nx_owned(NX_IPV4, nx_key4(addr));
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
	return nx_is_lback6(addr) || nx_owned(NX_IPV6, nx_key6(addr));
}
