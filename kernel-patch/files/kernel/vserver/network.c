// SPDX-License-Identifier: GPL-2.0-only
/*
 * Linux-VServer: the network context as an object.
 *
 * It lives as a process context does; context.c describes the three acts.
 */

#include <linux/in.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/vserver/proc.h>
#include <linux/xarray.h>

#include "network.h"

static DEFINE_XARRAY(nx_table);

atomic_t nx_total = ATOMIC_INIT(0);
atomic_t nx_active = ATOMIC_INIT(0);

/* never dropped; it has no address, so its sockets reach nobody */
struct nx_info nx_watch = {
	.refs		= REFCOUNT_INIT(1),
	.members	= ATOMIC_INIT(1),
	.id		= NX_WATCH_NID,
	.lock		= __MUTEX_INITIALIZER(nx_watch.lock),
	.addrs		= LIST_HEAD_INIT(nx_watch.addrs),
	.traffic	= &nx_watch_traffic,
};

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
 * nx_lback_owner - in which context does an address stand for 127.0.0.0/8?
 * @addr: an address in 127.0.0.0/8
 *
 * Context: Any.
 * Return: the id of the context, which the address tells; or 0.
 */
u32 nx_lback_owner(__be32 addr)
{
	u32 id = (ntohl(addr) & 0x00ffff00) >> 8;
	const struct nx_info *nxi;

	rcu_read_lock();
	nxi = xa_load(&nx_table, id);
	if (!nxi || READ_ONCE(nxi->lback) != nx_lback_of(id))
		id = 0;
	rcu_read_unlock();
	return id;
}

/* the last claim is gone: everything that may sleep happens here */
static void nx_shutdown(struct work_struct *work)
{
	struct nx_info *nxi = container_of(work, struct nx_info, shutdown);

	vserver_proc_remove(VSERVER_PROC_NX, nxi->id);
	xa_erase(&nx_table, nxi->id);
	atomic_dec(&nx_active);
	nx_addr_disown(nxi);
	if (nx_flag(nxi, NXF_SC_HELPER))
		vs_helper("netdown", nxi->id, 4, UMH_WAIT_PROC);
	nx_put(nxi);
}

/**
 * nx_claim - keep a network context running
 * @nxi: the context, with a reference
 *
 * Context: Any.
 * Return: false when the context has ended or is about to.
 */
bool nx_claim(struct nx_info *nxi)
{
	return atomic_inc_not_zero(&nxi->members);
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
 * Context: Any, also softirq (sockets are freed from RCU callbacks).
 */
void nx_free(struct nx_info *nxi)
{
	nx_addr_free(nxi);
	nx_traffic_free(nxi);
	atomic_dec(&nx_total);
	vs_unuse();
	kfree_rcu(nxi, rcu);
}

static struct nx_info *nx_alloc(u32 id, u64 flags)
{
	struct nx_info *nxi = kzalloc(sizeof(*nxi), GFP_KERNEL_ACCOUNT);

	if (!nxi)
		return NULL;
	if (nx_traffic_alloc(nxi)) {
		kfree(nxi);
		return NULL;
	}
	refcount_set(&nxi->refs, 2);
	atomic_set(&nxi->members, flags & NXF_PERSISTENT ? 2 : 1);
	nxi->id = id;
	mutex_init(&nxi->lock);
	nxi->flags = flags;
	INIT_LIST_HEAD(&nxi->addrs);
	nxi->bcast = htonl(INADDR_BROADCAST);
	nxi->lback = nx_lback_of(id);
	INIT_WORK(&nxi->shutdown, nx_shutdown);
	atomic_inc(&nx_total);
	vs_use();
	return nxi;
}

/**
 * nx_create - make a network context and publish it
 * @id: its id, NX_MIN_NID to NX_MAX_NID
 * @flags: NXF_*, valid ones only
 *
 * Context: Process context.  May sleep.
 * Return: the context with a reference and a claim, both the caller's, or
 * * ERR_PTR(-EBUSY)	that id is taken by a context in setup
 * * ERR_PTR(-EEXIST)	that id is taken
 * * ERR_PTR(-ENOMEM)	no memory
 */
struct nx_info *nx_create(u32 id, u64 flags)
{
	struct nx_info *nxi = nx_alloc(id, flags);
	struct nx_info *other;
	int err;

	if (!nxi)
		return ERR_PTR(-ENOMEM);

	err = nx_addr_publish(nxi);
	if (!err)
		err = xa_insert(&nx_table, id, nxi, GFP_KERNEL);
	if (err) {
		if (err == -EBUSY) {
			other = nx_lookup(id);
			if (!other || !nx_flag(other, NXF_STATE_SETUP))
				err = -EEXIST;
			nx_put(other);
		}
		nx_free(nxi);
		return ERR_PTR(err);
	}
	atomic_inc(&nx_active);
	vserver_proc_add(VSERVER_PROC_NX, id);
	return nxi;
}

/**
 * nx_migrate_current - move the caller into a network context
 * @nxi: the context; the caller of this function keeps its own reference
 *
 * Context: Process context.  May sleep.
 * Return: 0, -EBUSY when the process has several threads, -EFAULT when the
 * context ends.
 */
int nx_migrate_current(struct nx_info *nxi)
{
	struct nx_info *old;

	if (!thread_group_empty(current))
		return -EBUSY;
	if (!nx_claim(nxi))
		return -EFAULT;
	task_lock(current);
	old = rcu_replace_pointer(current->vserver.nxi, nx_get(nxi),
				  lockdep_is_held(&current->alloc_lock));
	task_unlock(current);
	if (old) {
		nx_unclaim(old);
		synchronize_rcu();
		nx_put(old);
	}
	return 0;
}

/* one line an address, and what is special */
void nx_show_info(struct seq_file *m, struct nx_info *nxi)
{
	struct nx_addr *pos;
	int n = 0;

	mutex_lock(&nxi->lock);
	seq_printf(m, "Bcast:\t%pI4\nLback:\t%pI4\n", &nxi->bcast,
		   &nxi->lback);
	list_for_each_entry(pos, &nxi->addrs, list) {
		if (pos->type & NXA_TYPE_IPV6)
			seq_printf(m, "%d:\t%pI6c/%u\n", n++, &pos->ip6,
				   pos->prefix);
		else if (pos->type & NXA_TYPE_RANGE)
			seq_printf(m, "%d:\t%pI4-%pI4/%pI4\n", n++, &pos->ip,
				   &pos->ip2, &pos->mask);
		else
			seq_printf(m, "%d:\t%pI4/%pI4\n", n++, &pos->ip,
				   &pos->mask);
	}
	mutex_unlock(&nxi->lock);
}
