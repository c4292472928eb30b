// SPDX-License-Identifier: GPL-2.0-only
/*
 * Linux-VServer: sets of addresses.
 */

#include <linux/mm.h>
#include <linux/slab.h>
#include <linux/sort.h>

#include "addrset.h"

/**
 * nx_set_alloc - make room for a set
 * @nr: ranges in it; the caller fills them in
 * @gfp: how to allocate
 *
 * Context: Process context.  May sleep.
 * Return: the set, or NULL.
 */
struct nx_set *nx_set_alloc(unsigned int nr, gfp_t gfp)
{
	struct nx_set *set = kvmalloc(struct_size(set, range, nr), gfp);

	if (set)
		set->nr = nr;
	return set;
}

/**
 * nx_set_replace - publish a set in the place of another, which is freed
 * @place: where readers find it
 * @set: the new one, NULL for the empty one
 *
 * Context: Any; the caller is the only one who writes to @place.
 */
void nx_set_replace(struct nx_set __rcu **place, struct nx_set *set)
{
	struct nx_set *old = rcu_replace_pointer(*place, set, true);

	kvfree_rcu(old, rcu);
}

static int nx_range_cmp(const void *a, const void *b)
{
	const struct nx_range *x = a, *y = b;

	return nx_key_less(x->lo, y->lo) ? -1 : nx_key_less(y->lo, x->lo);
}

/* the one behind it; there is none behind the last */
static struct nx_key nx_key_next(struct nx_key key)
{
	if (!++key.lo && !++key.hi)
		return (struct nx_key){ U64_MAX, U64_MAX };
	return key;
}

/**
 * nx_set_normalise - sort the ranges of a new set and join those that touch
 * @set: the set, not yet published
 *
 * Context: Any.
 */
void nx_set_normalise(struct nx_set *set)
{
	struct nx_range *r = set->range;
	unsigned int i, n = 0;

	sort(r, set->nr, sizeof(*r), nx_range_cmp, NULL);
	for (i = 0; i < set->nr; i++) {
		if (n && !nx_key_less(nx_key_next(r[n - 1].hi), r[i].lo)) {
			if (nx_key_less(r[n - 1].hi, r[i].hi))
				r[n - 1].hi = r[i].hi;
		} else {
			r[n++] = r[i];
		}
	}
	set->nr = n;
}

/* nx_set_has() of a set that there is */
bool __nx_set_has(const struct nx_set *set, struct nx_key addr)
{
	unsigned int lo = 0, hi = set->nr;

	while (lo < hi) {
		unsigned int mid = lo + (hi - lo) / 2;

		if (nx_key_less(addr, set->range[mid].lo))
			hi = mid;
		else if (nx_key_less(set->range[mid].hi, addr))
			lo = mid + 1;
		else
			return true;
	}
	return false;
}

/**
 * nx_sets_intersect - have two sets an address in common
 * @a: a set, NULL for the empty one
 * @b: another one of the same family
 *
 * Context: Any.
 * Return: true when they have.
 */
bool nx_sets_intersect(const struct nx_set *a, const struct nx_set *b)
{
	unsigned int i = 0, j = 0;

	if (!a || !b)
		return false;
	while (i < a->nr && j < b->nr) {
		if (nx_key_less(a->range[i].hi, b->range[j].lo))
			i++;
		else if (nx_key_less(b->range[j].hi, a->range[i].lo))
			j++;
		else
			return true;
	}
	return false;
}
