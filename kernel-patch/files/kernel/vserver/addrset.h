/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Linux-VServer: sets of addresses; inside kernel/vserver only.
 *
 * An address is a number of 128 bits, of which IPv4 needs 32; a set has
 * addresses of one family.  It is constant once built: readers find it under
 * RCU, a change builds a new one.  Single addresses, networks and ranges all
 * become ranges, sorted and disjoint, so that a lookup is a binary search and
 * two sets are compared in one walk.
 */
#ifndef _KERNEL_VSERVER_ADDRSET_H
#define _KERNEL_VSERVER_ADDRSET_H

#include <linux/gfp_types.h>
#include <linux/in6.h>
#include <linux/rcupdate.h>
#include <linux/types.h>
#include <asm/byteorder.h>

/**
 * struct nx_key - an address as a number
 * @hi: the upper half, host byte order
 * @lo: the lower half, host byte order
 */
struct nx_key {
	u64 hi;
	u64 lo;
};

/**
 * struct nx_range - addresses from one to another
 * @lo: the first
 * @hi: the last
 */
struct nx_range {
	struct nx_key lo;
	struct nx_key hi;
};

/**
 * struct nx_set - a set of addresses
 * @rcu: for kvfree_rcu()
 * @main: one of them, which most questions are for
 * @only: @main is the only one that is not a loopback address
 * @nr: ranges in @range
 * @range: sorted and disjoint
 */
struct nx_set {
	struct rcu_head	rcu;
	struct nx_key	main;
	bool		only;
	unsigned int	nr;
	struct nx_range	range[] __counted_by(nr);
};

static inline struct nx_key nx_key4(__be32 addr)
{
	return (struct nx_key){ 0, be32_to_cpu(addr) };
}

static inline struct nx_key nx_key6(const struct in6_addr *addr)
{
	return (struct nx_key){
		(u64)be32_to_cpu(addr->s6_addr32[0]) << 32 |
			be32_to_cpu(addr->s6_addr32[1]),
		(u64)be32_to_cpu(addr->s6_addr32[2]) << 32 |
			be32_to_cpu(addr->s6_addr32[3]),
	};
}

static inline void nx_addr6(struct nx_key key, struct in6_addr *addr)
{
	addr->s6_addr32[0] = cpu_to_be32(key.hi >> 32);
	addr->s6_addr32[1] = cpu_to_be32(key.hi);
	addr->s6_addr32[2] = cpu_to_be32(key.lo >> 32);
	addr->s6_addr32[3] = cpu_to_be32(key.lo);
}

static inline bool nx_key_less(struct nx_key a, struct nx_key b)
{
	return a.hi < b.hi || (a.hi == b.hi && a.lo < b.lo);
}

static inline bool nx_key_equal(struct nx_key a, struct nx_key b)
{
	return a.hi == b.hi && a.lo == b.lo;
}

static inline bool nx_range_is_single(const struct nx_range *range)
{
	return nx_key_equal(range->lo, range->hi);
}

struct nx_set *nx_set_alloc(unsigned int nr, gfp_t gfp);
void nx_set_replace(struct nx_set __rcu **place, struct nx_set *set);
void nx_set_normalise(struct nx_set *set);
bool __nx_set_has(const struct nx_set *set, struct nx_key addr);
bool nx_sets_intersect(const struct nx_set *a, const struct nx_set *b);

/**
 * nx_set_has - is an address in a set
 * @set: the set, NULL for the empty one
 * @addr: the address
 *
 * Context: Any.
 * Return: true when it is.
 */
static inline bool nx_set_has(const struct nx_set *set, struct nx_key addr)
{
	return set && (nx_key_equal(set->main, addr) ||
		       __nx_set_has(set, addr));
}

#endif /* _KERNEL_VSERVER_ADDRSET_H */
