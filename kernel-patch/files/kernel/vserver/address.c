// SPDX-License-Identifier: GPL-2.0-only
/*
 * Linux-VServer: the addresses of network contexts.
 *
 * &nx_info.addrs has the entries as they were given, &nx_info.set what they
 * amount to.  Both change under &nx_info.lock: the new set is built first, so
 * that a failure leaves everything as it was.
 *
 * nx_owned_set is the union of all contexts' sets: the addresses that a socket
 * of the host bound to any does not hear.  It is rebuilt from the table after
 * each change, under its own mutex, which nests inside &nx_info.lock.
 */

#include <linux/in.h>
#include <linux/rculist.h>
#include <linux/slab.h>
#include <net/ipv6.h>

#include "network.h"

static DEFINE_MUTEX(nx_owned_lock);
static struct nx_set __rcu *nx_owned_set;

static bool nx_addr_same(const struct nx_addr *a, const struct nx_addr *b)
{
	return a->type == b->type && a->ip == b->ip && a->ip2 == b->ip2 &&
	       ipv6_addr_equal(&a->ip6, &b->ip6) &&
	       (a->type & NXA_TYPE_ADDR || a->prefix == b->prefix);
}

static struct nx_addr *nx_addr_find(struct nx_info *nxi,
				    const struct nx_addr *addr)
{
	struct nx_addr *pos;

	list_for_each_entry(pos, &nxi->addrs, list)
		if (nx_addr_same(pos, addr))
			return pos;
	return NULL;
}

static struct nx_range nx_addr_range(const struct nx_addr *addr)
{
	u32 ip = ntohl(addr->ip);

	switch (addr->type & ~NXA_TYPE_IPV4) {
	case NXA_TYPE_MASK:
		return (struct nx_range){ ip, ip | ~ntohl(addr->mask) };
	case NXA_TYPE_RANGE:
		return (struct nx_range){ ip, ntohl(addr->ip2) };
	default:
		return (struct nx_range){ ip, ip };
	}
}

static struct nx_set *nx_set_alloc(unsigned int nr, gfp_t gfp)
{
	struct nx_set *set = kvmalloc(struct_size(set, range, nr), gfp);

	if (set)
		set->nr = nr;
	return set;
}

static void nx_set_replace(struct nx_set __rcu **place, struct nx_set *set)
{
	struct nx_set *old = rcu_replace_pointer(*place, set, true);

	kvfree_rcu(old, rcu);
}

/**
 * nx_addr_publish - make the set of a context match its entries
 * @nxi: the context
 *
 * Context: Process context, @nxi->lock held or @nxi not published.
 * Return: 0 or -ENOMEM, and then the set is as before.
 */
int nx_addr_publish(struct nx_info *nxi)
{
	struct nx_addr *pos;
	struct nx_set *set;
	unsigned int n = 1;

	list_for_each_entry(pos, &nxi->addrs, list)
		n += !!(pos->type & NXA_TYPE_IPV4);
	set = nx_set_alloc(n, GFP_KERNEL_ACCOUNT);
	if (!set)
		return -ENOMEM;
	n = 0;
	set->range[n++] = (struct nx_range){ ntohl(nxi->lback),
					     ntohl(nxi->lback) };
	list_for_each_entry(pos, &nxi->addrs, list)
		if (pos->type & NXA_TYPE_IPV4)
			set->range[n++] = nx_addr_range(pos);
	nx_set_normalise(set);
	nx_set_replace(&nxi->set, set);
	return 0;
}

/**
 * nx_addr_add - add an entry to a context
 * @nxi: the context
 * @new: the entry; a copy is kept
 *
 * Context: Process context, @nxi->lock held.
 * Return: 0, -EEXIST when it is there, or -ENOMEM.
 */
int nx_addr_add(struct nx_info *nxi, const struct nx_addr *new)
{
	struct nx_addr *addr;

	if (nx_addr_find(nxi, new))
		return -EEXIST;
	addr = kmemdup(new, sizeof(*new), GFP_KERNEL_ACCOUNT);
	if (!addr)
		return -ENOMEM;
	list_add_tail_rcu(&addr->list, &nxi->addrs);
	if (nx_addr_publish(nxi)) {
		list_del_rcu(&addr->list);
		kvfree_rcu_mightsleep(addr);
		return -ENOMEM;
	}
	nx_owned_rebuild();
	return 0;
}

/**
 * nx_addr_remove - remove an entry from a context
 * @nxi: the context
 * @old: what the entry looks like
 *
 * Context: Process context, @nxi->lock held.
 * Return: 0, -ESRCH when it is not there, or -ENOMEM.
 */
int nx_addr_remove(struct nx_info *nxi, const struct nx_addr *old)
{
	struct nx_addr *addr = nx_addr_find(nxi, old);

	if (!addr)
		return -ESRCH;
	list_del_rcu(&addr->list);
	if (nx_addr_publish(nxi)) {
		/* list_del_rcu() leaves the links forward: back in place */
		list_add_tail_rcu(&addr->list, &nxi->addrs);
		return -ENOMEM;
	}
	kvfree_rcu_mightsleep(addr);
	nx_owned_rebuild();
	return 0;
}

static void nx_addr_drop(struct nx_info *nxi, u16 family)
{
	struct nx_addr *addr, *next;

	list_for_each_entry_safe(addr, next, &nxi->addrs, list)
		if (addr->type & family) {
			list_del_rcu(&addr->list);
			kvfree_rcu_mightsleep(addr);
		}
}

/**
 * nx_addr_clear - remove all entries of a family
 * @nxi: the context
 * @family: NXA_TYPE_IPV4, NXA_TYPE_IPV6 or both
 *
 * Context: Process context, @nxi->lock held.
 */
void nx_addr_clear(struct nx_info *nxi, u16 family)
{
	nx_addr_drop(nxi, family);
	/* without memory the loopback address goes as well: nothing is open */
	if (nx_addr_publish(nxi))
		nx_set_replace(&nxi->set, NULL);
	nx_owned_rebuild();
}

/* free what a context holds: nobody else refers to it any more */
void nx_addr_free(struct nx_info *nxi)
{
	struct nx_addr *addr, *next;

	list_for_each_entry_safe(addr, next, &nxi->addrs, list)
		kfree(addr);
	kvfree(rcu_access_pointer(nxi->set));
}

/**
 * nx_owned_rebuild - note which addresses belong to contexts
 *
 * Context: Process context.  May sleep, and waits for memory: a list that is
 * too short would hand guests' packets to the host.
 */
void nx_owned_rebuild(void)
{
	unsigned int max = 64, n;
	struct nx_set *set, *own;
	struct nx_info *nxi;
	unsigned long id;

	mutex_lock(&nx_owned_lock);
again:
	set = nx_set_alloc(max, GFP_KERNEL | __GFP_NOFAIL);
	n = 0;
	for (id = 0; (nxi = nx_next(&id)); id++) {
		rcu_read_lock();
		own = rcu_dereference(nxi->set);
		if (own && n + own->nr <= max)
			memcpy(set->range + n, own->range,
			       own->nr * sizeof(*own->range));
		n += own ? own->nr : 0;
		rcu_read_unlock();
		nx_put(nxi);
	}
	if (n > max) {
		kvfree(set);
		max = n + 64;
		goto again;
	}
	set->nr = n;
	nx_set_normalise(set);
	nx_set_replace(&nx_owned_set, set);
	mutex_unlock(&nx_owned_lock);
}

/**
 * nx_owned - does an address belong to a network context
 * @addr: the address
 *
 * Context: Any.
 * Return: true when it does.
 */
bool nx_owned(__be32 addr)
{
	bool ret;

	rcu_read_lock();
	ret = nx_set_has(rcu_dereference(nx_owned_set), ntohl(addr));
	rcu_read_unlock();
	return ret;
}

/**
 * nx_has - is an address one of the context's, the loopback one included
 * @nxi: the context
 * @addr: the address
 *
 * Context: Any.
 * Return: true when it is.
 */
bool nx_has(const struct nx_info *nxi, __be32 addr)
{
	bool ret;

	rcu_read_lock();
	ret = nx_set_has(rcu_dereference(nxi->set), ntohl(addr));
	rcu_read_unlock();
	return ret;
}

/**
 * nx_only_source - the address of a context that has a single one
 * @nxi: the context
 *
 * Context: Any.
 * Return: the address, 0 when the context has several, or none.
 */
__be32 nx_only_source(const struct nx_info *nxi)
{
	const struct nx_addr *pos;
	__be32 only = 0;

	rcu_read_lock();
	list_for_each_entry_rcu(pos, &nxi->addrs, list) {
		if (!(pos->type & NXA_TYPE_IPV4))
			continue;
		if (only || !(pos->type & NXA_TYPE_ADDR)) {
			only = 0;
			break;
		}
		only = pos->ip;
	}
	rcu_read_unlock();
	return only;
}

/**
 * nx_source - the address from which a context talks to a destination
 * @nxi: the context
 * @daddr: the destination
 *
 * The first address whose network the destination is in, or else the first
 * one.
 *
 * Context: Any.
 * Return: the address, 0 when the context has none.
 */
__be32 nx_source(const struct nx_info *nxi, __be32 daddr)
{
	const struct nx_addr *pos;
	__be32 first = 0;

	rcu_read_lock();
	list_for_each_entry_rcu(pos, &nxi->addrs, list) {
		if (!(pos->type & NXA_TYPE_IPV4))
			continue;
		if (!first)
			first = pos->ip;
		if (!((pos->ip ^ daddr) & pos->mask)) {
			first = pos->ip;
			break;
		}
	}
	rcu_read_unlock();
	return first;
}
