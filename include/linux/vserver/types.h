/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Linux-VServer: what other structures carry, and the static key.
 *
 * Included by sched.h, sock.h and the other headers of this directory.  The
 * structures are empty when CONFIG_VSERVER is off.
 */
#ifndef _LINUX_VSERVER_TYPES_H
#define _LINUX_VSERVER_TYPES_H

#include <linux/types.h>

struct vx_info;
struct nx_info;

/**
 * struct vserver_task - what a task carries
 * @vxi: process context, NULL on the host.  A reference is held from fork (or
 *	the move into the context) until the task_struct is freed.  Written by
 *	the task itself under its alloc_lock; the task reads it plainly, others
 *	under RCU.
 * @nxi: network context, NULL on the host; the same rules.
 * @owner: &vx_info.serial of @vxi, 0 on the host and for the spectator, who see
 *	everything.  Written by the task itself.
 */
struct vserver_task {
#ifdef CONFIG_VSERVER
	struct vx_info __rcu	*vxi;
	struct nx_info __rcu	*nxi;
	u64			owner;
#endif
};

/* set in &vserver_pid.owner of the init of a context */
#define VX_PID_INIT	BIT_ULL(63)

/**
 * struct vserver_pid - what a pid carries
 * @owner: &vserver_task.owner of the task that it was made for, or of where that
 *	task moved to; it stays when the task has died.  With VX_PID_INIT it
 *	equals no task's.
 */
struct vserver_pid {
#ifdef CONFIG_VSERVER
	u64			owner;
#endif
};

/**
 * struct vserver_user - what the counts of a user carry
 * @owner: &vserver_task.owner of the tasks that are counted.  Constant.
 */
struct vserver_user {
#ifdef CONFIG_VSERVER
	u64			owner;
#endif
};

/**
 * struct vserver_sock - what a socket carries
 * @nxi: network context of its creator (an accepted socket: of the listener),
 *	NULL for the host's and the kernel's own.  Constant after creation,
 *	with a reference that __sk_destruct() drops.
 * @serial: &vx_info.serial of its creator, 0 for the host's.
 */
struct vserver_sock {
#ifdef CONFIG_VSERVER
	struct nx_info		*nxi;
	u64			serial;
#endif
};

#endif /* _LINUX_VSERVER_TYPES_H */
