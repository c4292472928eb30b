// SPDX-License-Identifier: GPL-2.0-only
/*
 * Linux-VServer: the network context as an object.
 *
 * It lives as a process context does; context.c describes the three acts.
 */

#include <linux/slab.h>
#include <linux/seq_file.h>
#include <linux/vserver/proc.h>
#include <linux/xarray.h>

#include "network.h"

static DEFINE_XARRAY(nx_table);

atomic_t nx_total = ATOMIC_INIT(0);
atomic_t nx_active = ATOMIC_INIT(0);

/**
 * nx_lookup - find a network context by its id
 * @id: the id
 *
 * Context: Any.  Takes and drops the RCU read lock.
 * Return: the context with a reference, or NULL.
 */
struct nx_info *nx_lookup(u32 id)
{
	struct nx_info *nxi;

	rcu_read_lock();
	nxi = xa_load(&nx_table, id);
	if (nxi && !refcount_inc_not_zero(&nxi->refs))
		nxi = NULL;
	rcu_read_unlock();
	return nxi;
}

/**
 * nx_next - the network context with the lowest id not below a given one
 * @id: where to start; set to the id found
 *
 * Context: Any.  Takes and drops the RCU read lock.
 * Return: the context with a reference, or NULL when there is no further one.
 */
struct nx_info *nx_next(unsigned long *id)
{
	struct nx_info *nxi;

	rcu_read_lock();
	for (nxi = xa_find(&nx_table, id, ULONG_MAX, XA_PRESENT); nxi;
	     nxi = xa_find_after(&nx_table, id, ULONG_MAX, XA_PRESENT))
		if (refcount_inc_not_zero(&nxi->refs))
			break;
	rcu_read_unlock();
	return nxi;
}

/**
 * nx_unclaim - let go of a network context
 * @nxi: the context, with a reference
 *
 * The last one starts the end, which runs from a work queue.
 *
 * Context: Any.
 */
void nx_unclaim(struct nx_info *nxi)
{
	if (atomic_dec_and_test(&nxi->members))
		queue_work(system_unbound_wq, &nxi->shutdown);
}

/**
 * nx_free - free a network context; nx_put() calls it for the last reference
 * @nxi: the context
 *
 * Context: Any.
 */
void nx_free(struct nx_info *nxi)
{
	atomic_dec(&nx_total);
	static_branch_slow_dec_deferred(&vserver_key);
	kfree_rcu(nxi, rcu);
}

void nx_show_info(struct seq_file *m, struct nx_info *nxi)
{
	seq_printf(m, "Flags:\t%016llx\n", nxi->flags);
}
