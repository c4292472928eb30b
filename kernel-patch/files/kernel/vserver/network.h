/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Linux-VServer: the network context as an object; inside kernel/vserver only.
 */
#ifndef _KERNEL_VSERVER_NETWORK_H
#define _KERNEL_VSERVER_NETWORK_H

#include "internal.h"

/**
 * struct nx_info - a network context
 * @refs: references: the id table, members, sockets, commands in flight
 * @members: claims, as &vx_info.members
 * @id: the name of the context; may be used again by a later one
 * @serial: identity: never used again, never zero
 * @lock: serialises changes of the fields below
 * @flags: NXF_*; written under @lock, read plainly
 * @ncaps: NXC_*; the same
 * @shutdown: runs nx_shutdown() once @members is zero
 * @rcu: for kfree_rcu()
 */
struct nx_info {
	refcount_t		refs;
	atomic_t		members;
	u32			id;
	u64			serial;

	struct mutex		lock;
	u64			flags;
	u64			ncaps;
	struct work_struct	shutdown;
	struct rcu_head		rcu;
};

/* contexts allocated and contexts in the table */
extern atomic_t nx_total, nx_active;

void nx_free(struct nx_info *nxi);
void nx_unclaim(struct nx_info *nxi);

static inline struct nx_info *nx_get(struct nx_info *nxi)
{
	if (nxi)
		refcount_inc(&nxi->refs);
	return nxi;
}

static inline void nx_put(struct nx_info *nxi)
{
	if (nxi && refcount_dec_and_test(&nxi->refs))
		nx_free(nxi);
}

/* network context of the calling task; no reference, NULL on the host */
static inline struct nx_info *nx_current(void)
{
	if (!vserver_in_use())
		return NULL;
	return rcu_dereference_protected(current->vserver.nxi, true);
}

/* network context of any task; the caller is in an RCU read section */
static inline struct nx_info *nx_of_task(const struct task_struct *task)
{
	return rcu_dereference(task->vserver.nxi);
}

static inline bool nx_flag(const struct nx_info *nxi, u64 flag)
{
	return READ_ONCE(nxi->flags) & flag;
}

#endif /* _KERNEL_VSERVER_NETWORK_H */
