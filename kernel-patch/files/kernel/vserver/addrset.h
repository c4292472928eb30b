/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Linux-VServer: sets of IPv4 addresses; inside kernel/vserver only.
 *
 * A set is constant once built: readers find it under RCU, a change builds a
 * new one.  Single addresses, networks and ranges all become ranges, sorted
 * and disjoint, so that a lookup is a binary search and two sets are compared
 * in one walk.
 */
#ifndef _KERNEL_VSERVER_ADDRSET_H
#define _KERNEL_VSERVER_ADDRSET_H

#include <linux/rcupdate.h>
#include <linux/types.h>

/**
 * struct nx_range - addresses from one to another
 * @lo: the first, host byte order
 * @hi: the last, host byte order
 */
struct nx_range {
	u32 lo;
	u32 hi;
};

/**
 * struct nx_set - a set of addresses
 * @rcu: for kvfree_rcu()
 * @nr: ranges in @range
 * @range: sorted and disjoint
 */
struct nx_set {
	struct rcu_head	rcu;
	unsigned int	nr;
	struct nx_range	range[] __counted_by(nr);
};

void nx_set_normalise(struct nx_set *set);
bool nx_set_has(const struct nx_set *set, u32 addr);
bool nx_sets_intersect(const struct nx_set *a, const struct nx_set *b);

#endif /* _KERNEL_VSERVER_ADDRSET_H */
