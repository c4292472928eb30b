// SPDX-License-Identifier: GPL-2.0-only
/*
 * Linux-VServer: the addresses of network contexts.
 *
 * &nx_info.addrs has the entries as they were given, &nx_info.set what they
 * amount to, for each family.  Both change under &nx_info.lock: the new set is
 * built first, so that a failure leaves everything as it was.
 */

#include <linux/in.h>
#include <linux/inetdevice.h>
#include <linux/notifier.h>
#include <linux/rculist.h>
#include <linux/slab.h>
#include <net/ipv6.h>

#include "network.h"

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

static enum nx_family nx_addr_family(const struct nx_addr *addr)
{
	return addr->type & NXA_TYPE_IPV6 ? NX_IPV6 : NX_IPV4;
}

static struct nx_range nx_range4(const struct nx_addr *addr)
{
	__be32 last = addr->ip;

	if (addr->type & NXA_TYPE_RANGE)
		last = addr->ip2;
	else if (addr->type & NXA_TYPE_MASK)
		last |= ~addr->mask;
	return (struct nx_range){ nx_key4(addr->ip), nx_key4(last) };
}

static struct nx_range nx_range6(const struct nx_addr *addr)
{
	struct nx_range range = { nx_key6(&addr->ip6), nx_key6(&addr->ip6) };
	u32 host = 128 - addr->prefix;

	if (!(addr->type & NXA_TYPE_MASK) || !host)
		return range;
	range.hi.lo |= host < 64 ? BIT_ULL(host) - 1 : U64_MAX;
	if (host > 64)
		range.hi.hi |= host < 128 ? BIT_ULL(host - 64) - 1 : U64_MAX;
	return range;
}

static struct nx_range nx_addr_range(const struct nx_addr *addr)
{
	return addr->type & NXA_TYPE_IPV6 ? nx_range6(addr) : nx_range4(addr);
}

/**
 * nx_lback_range - what 127.0.0.0/8 and ::1 stand for in a context
 * @lback: &nx_info.lback
 * @family: of which the addresses are
 *
 * In 127.0.0.0/8 a context has 256 addresses, as many as there are for 65536
 * contexts: the guest's 127.0.0.53 is 127.x.y.53.
 *
 * Context: Any.
 * Return: the addresses.
 */
struct nx_range nx_lback_range(__be32 lback, enum nx_family family)
{
	const __be32 low = ipv4_is_loopback(lback) ? htonl(0xff) : 0;
	struct in6_addr lback6;

	if (family == NX_IPV4)
		return (struct nx_range){ nx_key4(lback & ~low),
					  nx_key4(lback | low) };
	nx_lback6(lback, &lback6);
	return (struct nx_range){ nx_key6(&lback6), nx_key6(&lback6) };
}

static struct nx_set *nx_addr_collect(struct nx_info *nxi,
				      enum nx_family family)
{
	struct nx_addr *pos;
	struct nx_set *set;
	unsigned int n = 1;

	list_for_each_entry(pos, &nxi->addrs, list)
		n += nx_addr_family(pos) == family;
	set = nx_set_alloc(n, GFP_KERNEL_ACCOUNT);
	if (!set)
		return NULL;
	n = 0;
	set->range[n++] = nx_lback_range(nxi->lback, family);
	list_for_each_entry(pos, &nxi->addrs, list)
		if (nx_addr_family(pos) == family)
			set->range[n++] = nx_addr_range(pos);
	/* the first that was added, if there is one */
	n = set->nr > 1;
	set->main = set->range[n].lo;
	set->only = set->nr == 2 && nx_range_is_single(&set->range[n]);
	nx_set_normalise(set);
	return set;
}

/* how often an address of a device has come or gone, or the main one of a context */
atomic_t nx_changes = ATOMIC_INIT(1);

static int nx_device_changed(struct notifier_block *block, unsigned long event,
			     void *ifa)
{
	atomic_inc(&nx_changes);
	return NOTIFY_DONE;
}

static struct notifier_block nx_device_notifier = {
	.notifier_call = nx_device_changed,
};

static int __init nx_notifier_init(void)
{
	return register_inetaddr_notifier(&nx_device_notifier);
}
late_initcall(nx_notifier_init);

/* @set is NULL when there is nothing but loopback */
static void nx_publish_main4(struct nx_info *nxi, const struct nx_set *set)
{
	__be32 addr = set ? htonl(set->main.lo) : 0;

	WRITE_ONCE(nxi->only4, set && set->only ? addr : 0);
	if (ipv4_is_loopback(addr) || !ipv4_is_loopback(nxi->lback))
		addr = 0;
	WRITE_ONCE(nxi->main4, addr);
	atomic_inc(&nx_changes);
}

/**
 * nx_addr_publish - make the sets of a context match its entries
 * @nxi: the context
 *
 * Context: Process context, @nxi->lock held or @nxi not published.
 * Return: 0 or -ENOMEM, and then the sets are as before.
 */
int nx_addr_publish(struct nx_info *nxi)
{
	struct nx_set *set4 = nx_addr_collect(nxi, NX_IPV4);
	struct nx_set *set6 = nx_addr_collect(nxi, NX_IPV6);

	if (!set4 || !set6) {
		kvfree(set4);
		kvfree(set6);
		return -ENOMEM;
	}
	nx_publish_main4(nxi, set4);
	nx_set_replace(&nxi->set[NX_IPV4], set4);
	nx_set_replace(&nxi->set[NX_IPV6], set6);
	return 0;
}

/* a context that has ended owns nothing, and its addresses stay as they are */
static bool nx_has_ended(const struct nx_info *nxi)
{
	lockdep_assert_held(&nxi->lock);
	return !atomic_read(&nxi->members);
}

/**
 * nx_addr_add - add an entry to a context
 * @nxi: the context
 * @new: the entry; a copy is kept
 *
 * Context: Process context, @nxi->lock held.
 * Return: 0, -EEXIST when it is there, -ESRCH when the context has ended, or
 * -ENOMEM.
 */
int nx_addr_add(struct nx_info *nxi, const struct nx_addr *new)
{
	struct nx_range range = nx_addr_range(new);
	struct nx_addr *addr;
	int err;

	if (nx_has_ended(nxi))
		return -ESRCH;
	if (nx_addr_find(nxi, new))
		return -EEXIST;
	addr = kmemdup(new, sizeof(*new), GFP_KERNEL_ACCOUNT);
	if (!addr)
		return -ENOMEM;
	err = nx_own(&range, nx_addr_family(new), nxi->id);
	if (err)
		goto free;
	list_add_tail_rcu(&addr->list, &nxi->addrs);
	err = nx_addr_publish(nxi);
	if (!err)
		return 0;
	list_del_rcu(&addr->list);
	nx_disown(&range, nx_addr_family(new), nxi->id);
free:
	kvfree_rcu_mightsleep(addr);
	return err;
}

/**
 * nx_addr_remove - remove an entry from a context
 * @nxi: the context
 * @old: what the entry looks like
 *
 * Context: Process context, @nxi->lock held.
 * Return: 0, -ESRCH when it is not there or the context has ended, or -ENOMEM.
 */
int nx_addr_remove(struct nx_info *nxi, const struct nx_addr *old)
{
	struct nx_addr *addr = nx_addr_find(nxi, old);
	struct nx_range range = nx_addr_range(old);

	if (!addr || nx_has_ended(nxi))
		return -ESRCH;
	list_del_rcu(&addr->list);
	if (nx_addr_publish(nxi)) {
		/* list_del_rcu() leaves the links forward: back in place */
		list_add_tail_rcu(&addr->list, &nxi->addrs);
		return -ENOMEM;
	}
	nx_disown(&range, nx_addr_family(old), nxi->id);
	kvfree_rcu_mightsleep(addr);
	return 0;
}

static void nx_addr_drop(struct nx_info *nxi, u16 family)
{
	struct nx_addr *addr, *next;
	struct nx_range range;

	list_for_each_entry_safe(addr, next, &nxi->addrs, list)
		if (addr->type & family) {
			list_del_rcu(&addr->list);
			range = nx_addr_range(addr);
			nx_disown(&range, nx_addr_family(addr), nxi->id);
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
	if (nx_has_ended(nxi))
		return;
	nx_addr_drop(nxi, family);
	/* without memory the loopback address goes as well, or is all that is left */
	if (nx_addr_publish(nxi)) {
		nx_publish_main4(nxi, NULL);
		nx_set_replace(&nxi->set[NX_IPV4], NULL);
		nx_set_replace(&nxi->set[NX_IPV6], NULL);
	}
}

/* the one that a context has at first tells its id */
static int nx_lback_own(u32 id, __be32 lback)
{
	struct nx_range range = nx_lback_range(lback, NX_IPV4);

	return lback == nx_lback_of(id) ? 0 : nx_own(&range, NX_IPV4, id);
}

static void nx_lback_disown(u32 id, __be32 lback)
{
	struct nx_range range = nx_lback_range(lback, NX_IPV4);

	if (lback != nx_lback_of(id))
		nx_disown(&range, NX_IPV4, id);
}

/**
 * nx_addr_set_lback - change what the loopback addresses stand for
 * @nxi: the context
 * @lback: the address
 *
 * Context: Process context, @nxi->lock held.
 * Return: 0, -ESRCH when the context has ended, or -ENOMEM.
 */
int nx_addr_set_lback(struct nx_info *nxi, __be32 lback)
{
	__be32 before = nxi->lback;
	int err;

	if (nx_has_ended(nxi))
		return -ESRCH;
	err = nx_lback_own(nxi->id, lback);
	if (err)
		return err;
	WRITE_ONCE(nxi->lback, lback);
	err = nx_addr_publish(nxi);
	if (err)
		WRITE_ONCE(nxi->lback, before);
	nx_lback_disown(nxi->id, err ? lback : before);
	return err;
}

/**
 * nx_addr_disown - the addresses of a context are free for others
 * @nxi: a context that has ended
 *
 * Context: Process context.  May sleep.
 */
void nx_addr_disown(struct nx_info *nxi)
{
	struct nx_range range;
	struct nx_addr *pos;

	mutex_lock(&nxi->lock);
	nx_lback_disown(nxi->id, nxi->lback);
	list_for_each_entry(pos, &nxi->addrs, list) {
		range = nx_addr_range(pos);
		nx_disown(&range, nx_addr_family(pos), nxi->id);
	}
	mutex_unlock(&nxi->lock);
}

/* free what a context holds: nobody else refers to it any more */
void nx_addr_free(struct nx_info *nxi)
{
	struct nx_addr *addr, *next;

	list_for_each_entry_safe(addr, next, &nxi->addrs, list)
		kfree(addr);
	kvfree(rcu_access_pointer(nxi->set[NX_IPV4]));
	kvfree(rcu_access_pointer(nxi->set[NX_IPV6]));
}

static bool nx_has(const struct nx_info *nxi, enum nx_family family,
		   struct nx_key addr)
{
	bool ret;

	rcu_read_lock();
	ret = nx_set_has(rcu_dereference(nxi->set[family]), addr);
	rcu_read_unlock();
	return ret;
}

/* nx_has4() of one that is not known at first sight */
bool __nx_has4(const struct nx_info *nxi, __be32 addr)
{
	return nx_has(nxi, NX_IPV4, nx_key4(addr));
}

/**
 * nx_has6 - is an IPv6 address one of the context's, the loopback one included
 * @nxi: the context
 * @addr: the address
 *
 * Context: Any.
 * Return: true when it is.
 */
bool nx_has6(const struct nx_info *nxi, const struct in6_addr *addr)
{
	return nx_has(nxi, NX_IPV6, nx_key6(addr));
}

/**
 * nx_only_source6 - the IPv6 address of a context that has a single one
 * @nxi: the context
 * @addr: where to
 *
 * Context: Any.
 * Return: false when there are several, or none.
 */
bool nx_only_source6(const struct nx_info *nxi, struct in6_addr *addr)
{
	const struct nx_set *set;
	bool only;

	rcu_read_lock();
	set = rcu_dereference(nxi->set[NX_IPV6]);
	only = set && set->only;
	if (only)
		nx_addr6(set->main, addr);
	rcu_read_unlock();
	return only;
}

/**
 * nx_meet - have two contexts addresses in common
 * @a: a context
 * @b: another one
 * @family: of which the addresses are
 *
 * Context: Any.
 * Return: true when they have.
 */
bool nx_meet(const struct nx_info *a, const struct nx_info *b,
	     enum nx_family family)
{
	bool ret;

	rcu_read_lock();
	ret = nx_sets_intersect(rcu_dereference(a->set[family]),
				rcu_dereference(b->set[family]));
	rcu_read_unlock();
	return ret;
}
