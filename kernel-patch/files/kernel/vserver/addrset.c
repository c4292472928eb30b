// SPDX-License-Identifier: GPL-2.0-only
/*
 * Linux-VServer: sets of IPv4 addresses.
 */

#include <linux/minmax.h>
#include <linux/sort.h>

#include "addrset.h"

static int nx_range_cmp(const void *a, const void *b)
{
	const struct nx_range *x = a, *y = b;

	return x->lo < y->lo ? -1 : x->lo > y->lo;
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
		/* hi + 1 would wrap for 255.255.255.255 */
		if (n && (r[i].lo <= r[n - 1].hi ||
			  r[i].lo - 1 == r[n - 1].hi))
			r[n - 1].hi = max(r[n - 1].hi, r[i].hi);
		else
			r[n++] = r[i];
	}
	set->nr = n;
}

/**
 * nx_set_has - is an address in a set
 * @set: the set, NULL for the empty one
 * @addr: the address, host byte order
 *
 * Context: Any.
 * Return: true when it is.
 */
bool nx_set_has(const struct nx_set *set, u32 addr)
{
	unsigned int lo = 0, hi = set ? set->nr : 0;

	while (lo < hi) {
		unsigned int mid = lo + (hi - lo) / 2;

		if (addr < set->range[mid].lo)
			hi = mid;
		else if (addr > set->range[mid].hi)
			lo = mid + 1;
		else
			return true;
	}
	return false;
}

/**
 * nx_sets_intersect - have two sets an address in common
 * @a: a set, NULL for the empty one
 * @b: the other, the same
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
		if (a->range[i].hi < b->range[j].lo)
			i++;
		else if (b->range[j].hi < a->range[i].lo)
			j++;
		else
			return true;
	}
	return false;
}
