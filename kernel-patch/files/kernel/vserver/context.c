// SPDX-License-Identifier: GPL-2.0-only
/*
 * Linux-VServer: the process context as an object.
 *
 * A context is published in vx_table under its id and found there under RCU.
 * It has two counts.  refs keeps the memory: the table, each task, each
 * credential (so also a file or a shared memory segment that a member made and
 * that is still there) and each command in flight holds one.  members keeps it
 * running: each live task and VXF_PERSISTENT hold a claim.  When the last claim
 * goes, the context ends in three acts:
 *
 *	unpublish	vx_shutdown() takes it out of the table, so that the id
 *			is free for a new context
 *	wait		its stored namespaces are dropped, the helper runs, and
 *			those who wait for the end are woken
 *	free		with the last reference, after an RCU grace period
 *
 * members never rises again from zero (vx_claim()), so nobody enters a context
 * that ends.
 */

#include <linux/pid.h>
#include <linux/slab.h>
#include <linux/vserver/proc.h>
#include <linux/xarray.h>

#include "internal.h"

static DEFINE_XARRAY(vx_table);
static atomic64_t vx_serial = ATOMIC64_INIT(1);

atomic_t vx_total = ATOMIC_INIT(0);
atomic_t vx_active = ATOMIC_INIT(0);

/* claims and references that are never dropped keep it for ever */
struct vx_info vx_watch = {
	.refs		= REFCOUNT_INIT(1),
	.members	= ATOMIC_INIT(1),
	.id		= VX_WATCH_XID,
	.serial		= 1,
	.lock		= __MUTEX_INITIALIZER(vx_watch.lock),
	.ended		= COMPLETION_INITIALIZER(vx_watch.ended),
};

/**
 * vx_watch_use - have the spectator's context in use from now on
 *
 * Context: Process context.  May sleep.
 */
void vx_watch_use(void)
{
	static atomic_t once = ATOMIC_INIT(0);

	vs_use();
	if (atomic_xchg(&once, 1))
		vs_unuse();
}

/**
 * vx_lookup - find a context by its id
 * @id: the id
 *
 * Context: Any.  Takes and drops the RCU read lock.
 * Return: the context with a reference, or NULL.
 */
struct vx_info *vx_lookup(u32 id)
{
	struct vx_info *vxi;

	rcu_read_lock();
	vxi = xa_load(&vx_table, id);
	if (vxi && !refcount_inc_not_zero(&vxi->refs))
		vxi = NULL;
	rcu_read_unlock();
	return vxi;
}

/**
 * vx_next - the context with the lowest id not below a given one
 * @id: where to start; set to the id found
 *
 * Context: Any.  Takes and drops the RCU read lock.
 * Return: the context with a reference, or NULL when there is no further one.
 */
struct vx_info *vx_next(unsigned long *id)
{
	struct vx_info *vxi;

	rcu_read_lock();
	for (vxi = xa_find(&vx_table, id, ULONG_MAX, XA_PRESENT); vxi;
	     vxi = xa_find_after(&vx_table, id, ULONG_MAX, XA_PRESENT))
		if (refcount_inc_not_zero(&vxi->refs))
			break;
	rcu_read_unlock();
	return vxi;
}

/* the last claim is gone: everything that may sleep happens here */
static void vx_shutdown(struct work_struct *work)
{
	struct vx_info *vxi = container_of(work, struct vx_info, shutdown);

	vserver_proc_remove(VSERVER_PROC_VX, vxi->id);
	xa_erase(&vx_table, vxi->id);
	atomic_dec(&vx_active);

	mutex_lock(&vxi->lock);
	vx_space_drop(vxi);
	mutex_unlock(&vxi->lock);
	vx_printk_told(vxi);

	if (vx_flag(vxi, VXF_SC_HELPER))
		vs_helper("shutdown", vxi->id, 2, UMH_WAIT_PROC);
	complete_all(&vxi->ended);
	vx_put(vxi);
}

/**
 * vx_claim - keep a context running
 * @vxi: the context, with a reference
 *
 * Context: Any.
 * Return: false when the context has ended or is about to.
 */
bool vx_claim(struct vx_info *vxi)
{
	return atomic_inc_not_zero(&vxi->members);
}

/**
 * vx_unclaim - let go of a context
 * @vxi: the context, with a reference
 *
 * The last one starts the end, which runs from a work queue and uses the
 * reference of the table.
 *
 * Context: Any.
 */
void vx_unclaim(struct vx_info *vxi)
{
	if (!atomic_dec_and_test(&vxi->members))
		return;
	set_bit(VXS_SHUTDOWN, &vxi->state);
	queue_work(system_unbound_wq, &vxi->shutdown);
}

/**
 * vx_free - free a context; vx_put() calls it for the last reference
 * @vxi: the context
 *
 * Context: Any, also softirq (credentials are freed from RCU callbacks).
 */
void vx_free(struct vx_info *vxi)
{
	put_pid(rcu_access_pointer(vxi->initpid));
	/* nobody is left who could read it */
	kfree(rcu_access_pointer(vxi->devices));
	atomic_dec(&vx_total);
	vs_unuse();
	kfree_rcu(vxi, rcu);
}

static struct vx_info *vx_alloc(u32 id, u64 flags)
{
	struct vx_info *vxi = kzalloc(sizeof(*vxi), GFP_KERNEL_ACCOUNT);

	if (!vxi)
		return NULL;
	refcount_set(&vxi->refs, 2);
	atomic_set(&vxi->members, flags & VXF_PERSISTENT ? 2 : 1);
	vxi->id = id;
	vxi->serial = atomic64_inc_return(&vx_serial);
	mutex_init(&vxi->lock);
	vxi->flags = flags;
	vxi->bcaps = CAP_VALID_MASK;
	vxi->created = ktime_get_boottime_ns();
	vx_printk_init(vxi);
	init_completion(&vxi->ended);
	INIT_WORK(&vxi->shutdown, vx_shutdown);
	atomic_inc(&vx_total);
	vs_use();
	return vxi;
}

/**
 * vx_create - make a context and publish it
 * @id: its id, VX_MIN_XID to VX_MAX_XID
 * @flags: VXF_*, valid ones only
 *
 * Context: Process context.  May sleep.
 * Return: the context with a reference and a claim, both the caller's, or
 * * ERR_PTR(-EBUSY)	that id is taken by a context in setup
 * * ERR_PTR(-EEXIST)	that id is taken
 * * ERR_PTR(-ENOMEM)	no memory
 */
struct vx_info *vx_create(u32 id, u64 flags)
{
	struct vx_info *vxi = vx_alloc(id, flags);
	struct vx_info *other;
	int err;

	if (!vxi)
		return ERR_PTR(-ENOMEM);

	err = xa_insert(&vx_table, id, vxi, GFP_KERNEL);
	if (err) {
		if (err == -EBUSY) {
			other = vx_lookup(id);
			if (!other || !vx_flag(other, VXF_STATE_SETUP))
				err = -EEXIST;
			vx_put(other);
		}
		vx_free(vxi);
		return ERR_PTR(err);
	}
	atomic_inc(&vx_active);
	vserver_proc_add(VSERVER_PROC_VX, id);
	return vxi;
}
