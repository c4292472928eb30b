/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Linux-VServer: what the files of kernel/vserver share.
 *
 * Nothing outside this directory includes it.
 *
 * Lock order, outermost first:
 *
 *	vx_info.lock, nx_info.lock	(mutexes; never two of them at once)
 *	task_struct.alloc_lock		(task_lock())
 *	vx_table, nx_table		(the xa_lock of the id tables)
 *
 * vs_switch_lock (a mutex, key.c) is taken with none of them held.
 */
#ifndef _KERNEL_VSERVER_INTERNAL_H
#define _KERNEL_VSERVER_INTERNAL_H

#include <linux/completion.h>
#include <linux/cred.h>
#include <linux/mutex.h>
#include <linux/ratelimit_types.h>
#include <linux/rcupdate.h>
#include <linux/refcount.h>
#include <linux/sched.h>
#include <linux/timekeeping.h>
#include <linux/umh.h>
#include <linux/workqueue.h>
#include <linux/vserver/key.h>
#include <uapi/linux/vserver/context.h>
#include <uapi/linux/vserver/inode.h>
#include <uapi/linux/vserver/network.h>
#include <uapi/linux/vserver/space.h>
#include <uapi/linux/vserver/virt.h>

struct fs_struct;
struct nsproxy;
struct pid;
struct seq_file;
struct vx_devmap;

/* ---- what costs nothing without a context: key.c ---- */
struct security_hook_list;

void vs_follow(struct security_hook_list *hooks, int count);
void vs_use(void);
void vs_unuse(void);

/* ---- hooks that a test leaves out: debug.c ---- */
#ifdef CONFIG_VSERVER_DEBUG
bool vs_is_left_out(const struct security_hook_list *hook);
#else
static inline bool vs_is_left_out(const struct security_hook_list *hook)
{
	return false;
}
#endif

/* ---- process contexts: context.c ---- */

/**
 * struct vx_space - one stored set of namespaces
 * @mask: CLONE_* bits of what is stored
 * @nsproxy: holds the namespaces, NULL when none is stored
 * @fs: root and working directory, NULL without CLONE_FS
 */
struct vx_space {
	unsigned long		mask;
	struct nsproxy		*nsproxy;
	struct fs_struct	*fs;
};

/* vx_info.state: bit numbers */
enum {
	VXS_HELPER,		/* a reboot helper runs */
	VXS_SHUTDOWN,		/* the last member has left */
};

/**
 * struct vx_info - a process context
 * @refs: references: the id table, members, credentials, commands in flight
 * @members: claims: one for each live task, one for VXF_PERSISTENT.  Once it
 *	is zero it stays zero and the context ends.
 * @id: the name of the context; may be used again by a later one
 * @serial: identity: never used again, never zero
 * @lock: serialises changes of the fields below
 * @flags: VXF_*; written under @lock, read plainly
 * @ccaps: VXC_*; the same
 * @umask: CLONE_NEW* that members may make; the same
 * @wmask: stored and shown only; the same
 * @bcaps: bound on the capabilities of members; the same
 * @initpid: the guest's init, NULL if none; under @lock, read under RCU
 * @init: the same, to compare with only: it exists until its last thread exits,
 *	which sets it to NULL; under @lock
 * @space: stored namespaces, under @lock
 * @devices: map of devices, or NULL; under @lock, read under RCU
 * @name: VHIN_CONTEXT, under @lock
 * @state: VXS_*, atomic bit operations
 * @created: when, CLOCK_BOOTTIME in nanoseconds
 * @nr_forks: tasks ever made by its members
 * @aio_nr: requests of aio that its members have set up; see vserver_aio_nr()
 * @reboot_cmd: of the last reboot(2) inside
 * @next_helper: jiffies before which no other helper starts, 0 before the first
 *	one; written by who has set VXS_HELPER
 * @messages: how many its members may make the kernel print: [1] errors, [0]
 *	less
 * @unprinted: messages that were too many since the last one that was not
 * @exit_code: of its init, or else of the last member that left
 * @init_exited: @exit_code is that of the init
 * @ended: completed when nothing of the context runs any more
 * @shutdown: runs vx_shutdown() once @members is zero
 * @rcu: for kfree_rcu()
 */
struct vx_info {
	refcount_t		refs;
	atomic_t		members;
	u32			id;
	u64			serial;

	struct mutex		lock;
	u64			flags;
	u64			ccaps;
	u64			umask;
	u64			wmask;
	u64			bcaps;
	struct pid __rcu	*initpid;
	struct signal_struct	*init;
	struct vx_space		space[VX_SPACES];
	struct vx_devmap __rcu	*devices;
	char			name[VHI_NAME_LEN];

	unsigned long		state;
	u64			created;
	atomic_t		nr_forks;
	unsigned long		aio_nr;
	int			reboot_cmd;
	unsigned long		next_helper;
	struct ratelimit_state	messages[2];
	atomic_t		unprinted;
	int			exit_code;
	bool			init_exited;
	struct completion	ended;
	struct work_struct	shutdown;
	struct rcu_head		rcu;
};

/*
 * the spectator: an object like the others, but in no table; its map of devices
 * is the default one
 */
extern struct vx_info vx_watch;

/* contexts allocated and contexts in the table */
extern atomic_t vx_total, vx_active;

struct vx_info *vx_lookup(u32 id);
struct vx_info *vx_next(unsigned long *id);
struct vx_info *vx_create(u32 id, u64 flags);
bool vx_claim(struct vx_info *vxi);
void vx_unclaim(struct vx_info *vxi);
void vx_free(struct vx_info *vxi);
void vx_watch_use(void);

static inline struct vx_info *vx_get(struct vx_info *vxi)
{
	if (vxi)
		refcount_inc(&vxi->refs);
	return vxi;
}

static inline void vx_put(struct vx_info *vxi)
{
	if (vxi && refcount_dec_and_test(&vxi->refs))
		vx_free(vxi);
}

/* process context of the calling task; no reference, NULL on the host */
static inline struct vx_info *vx_current(void)
{
	return rcu_dereference_protected(current->vserver.vxi, true);
}

/* process context of any task; the caller is in an RCU read section */
static inline struct vx_info *vx_of_task(const struct task_struct *task)
{
	return rcu_dereference(task->vserver.vxi);
}

/* identity of the calling task's context, 0 on the host */
static inline u64 vx_current_serial(void)
{
	struct vx_info *vxi = vx_current();

	return vxi ? vxi->serial : 0;
}

/* the caller is on the host or the spectator: it sees everything */
static inline bool vx_sees_all(const struct vx_info *vxi)
{
	return !vxi || vxi == &vx_watch;
}

static inline bool vx_flag(const struct vx_info *vxi, u64 flag)
{
	return READ_ONCE(vxi->flags) & flag;
}

/* ---- membership: task.c ---- */
int vx_migrate_current(struct vx_info *vxi, u64 how);
void vx_set_init(struct vx_info *vxi, struct task_struct *task);
int nx_migrate_current(struct nx_info *nxi);

/* ---- flags and capabilities: cap.c ---- */
bool vx_cap_raised(int cap);
bool vx_owns_userns(const struct vx_info *vxi, const struct user_namespace *ns);
bool vx_ccap(u64 ccap, int cap);
int vx_cred_enter(struct vx_info *vxi);
int vx_cred_reduce_current(void);

static inline u64 vx_merge(u64 old, u64 new, u64 mask)
{
	return (old & ~mask) | (new & mask);
}

/* ---- messages of the kernel: printk.c ---- */
void vx_printk_init(struct vx_info *vxi);
void vx_printk_told(struct vx_info *vxi);

/* ---- stored namespaces: space.c ---- */
#define VX_SPACE_DEFAULT	(CLONE_FS | CLONE_NEWNS | CLONE_NEWUTS | \
				 CLONE_NEWIPC)
#define VX_SPACE_LEGAL		(VX_SPACE_DEFAULT | CLONE_NEWPID | \
				 CLONE_NEWNET | CLONE_NEWCGROUP)

int vx_space_store(struct vx_info *vxi, unsigned long mask, u32 index);
int vx_space_enter(struct vx_info *vxi, unsigned long mask, u32 index);
void vx_space_drop(struct vx_info *vxi);

/* ---- user-mode helper: helper.c ---- */
int vs_helper(const char *action, u32 id, u32 cmd, int wait);

/* ---- signals to a context: signal.c ---- */
int vx_kill(struct vx_info *vxi, int pid, int sig);
void vx_kill_all(struct vx_info *vxi);

/* ---- network contexts: network.c ---- */
struct nx_info;
struct nx_info *nx_lookup(u32 id);
struct nx_info *nx_next(unsigned long *id);
void nx_show_info(struct seq_file *m, struct nx_info *nxi);

/* ---- /proc/virtual, /proc/virtnet: proc.c ---- */
u32 vserver_vci(void);
void vx_fill_virt_stat(struct vx_info *vxi, struct vcmd_virt_stat_v0 *stat);

/* ---- commands: syscall.c (the table), cmd_*.c (the functions) ---- */

/**
 * struct vs_call - one call of vserver(2)
 * @id: as given
 * @vxi: the process context that @id names, for rows that ask for one
 * @nxi: the network context that @id names, for rows that ask for one
 * @arg: the argument, copied in; copied back when the row says so
 * @user: where it came from
 * @compat: a 32-bit caller
 */
struct vs_call {
	u32			id;
	struct vx_info		*vxi;
	struct nx_info		*nxi;
	void			*arg;
	void __user		*user;
	bool			compat;
};

#endif /* _KERNEL_VSERVER_INTERNAL_H */
