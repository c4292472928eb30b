/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Linux-VServer hooks for tasks, pids and reboot; included by files of kernel/
 * and fs/proc/.
 */
#ifndef _LINUX_VSERVER_TASK_H
#define _LINUX_VSERVER_TASK_H

#include <linux/idr.h>
#include <linux/pid.h>
#include <linux/sched.h>
#include <linux/vserver/key.h>

struct dentry;

#ifdef CONFIG_VSERVER

void __vserver_task_dup(struct task_struct *task);
void __vserver_task_free(struct task_struct *task);
void __vserver_task_join(struct task_struct *task);
void __vserver_task_exit(struct task_struct *task);
struct pid *__vserver_find_pid(struct pid *pid);
struct pid *__vserver_next_pid(struct idr *idr, int nr);
pid_t __vserver_pid_nr(struct pid *pid, pid_t nr);
bool __vserver_proc_pid_valid(struct task_struct *task, struct pid *pid,
			      const struct dentry *dentry);
struct task_struct *__vserver_reaper(struct task_struct *father,
				     struct task_struct *reaper);
int __vserver_task_kill(struct task_struct *task);
int __vserver_reboot(unsigned int cmd);
bool __vserver_may_hangup(void);
bool vserver_may_unshare(unsigned long flags);
bool vserver_may_set_uts(void);
bool vserver_may_set_rlimit(unsigned int resource);

/* a hook for callers in a context, the spectator's included */
#define vserver_guest_hook(name)						\
	(vserver_hook(name) && rcu_access_pointer(current->vserver.vxi))

/* a task_struct was duplicated: its pointers need references of their own */
static inline void vserver_task_dup(struct task_struct *task)
{
	if (vserver_hook(task_dup))
		__vserver_task_dup(task);
}

/* a task_struct is freed; the pointers alone tell, whatever the key says */
static inline void vserver_task_free(struct task_struct *task)
{
	if (unlikely(rcu_access_pointer(task->vserver.vxi) ||
		     rcu_access_pointer(task->vserver.nxi)) &&
	    vserver_has_hook(task_free))
		__vserver_task_free(task);
}

/* a new task is visible to others; under tasklist_lock */
static inline void vserver_task_join(struct task_struct *task)
{
	if (vserver_hook(task_join))
		__vserver_task_join(task);
}

/* the caller exits and nobody is notified any more */
static inline void vserver_task_exit(struct task_struct *task)
{
	if (vserver_hook(task_exit))
		__vserver_task_exit(task);
}

/* the caller sees this task */
static inline bool vserver_sees_task(const struct task_struct *task)
{
	return !vserver_hook(sees_task) || !current->vserver.owner ||
	       READ_ONCE(task->vserver.owner) == current->vserver.owner;
}

/* a pid is made, for a child of the caller */
static inline void vserver_pid_alloc(struct pid *pid)
{
	if (vserver_has_hook(pid_alloc))
		pid->vserver.owner = current->vserver.owner;
}

/*
 * The common case, short enough for getppid(2) and kill(2) to pay little: the
 * pid of a task of the caller's own context, and not its init's.
 */
static inline bool vserver_pid_is_near(const struct pid *pid)
{
	return READ_ONCE(pid->vserver.owner) == current->vserver.owner;
}

/* what the caller finds under the number of @pid, which may be NULL */
static inline struct pid *vserver_find_pid(struct pid *pid)
{
	if (!vserver_hook(find_pid) || !pid || vserver_pid_is_near(pid))
		return pid;
	return __vserver_find_pid(pid);
}

/* the first pid from @nr on that the caller sees */
static inline struct pid *vserver_next_pid(struct idr *idr, int nr)
{
	return vserver_guest_hook(next_pid) ? __vserver_next_pid(idr, nr) :
					      idr_get_next(idr, &nr);
}

/* the number that the caller sees of @pid, which is @nr in its namespace */
static inline pid_t vserver_pid_nr(struct pid *pid, pid_t nr)
{
	if (!vserver_hook(pid_nr) || vserver_pid_is_near(pid))
		return nr;
	return __vserver_pid_nr(pid, nr);
}

/* the caller is told of a lock's process by the number of the first namespace */
static inline bool vserver_lock_pid(void)
{
	return !vserver_hook(lock_pid) || !current->vserver.owner;
}

/* a cached dentry below /proc is good for the caller */
static inline bool vserver_proc_pid_valid(struct task_struct *task,
					  struct pid *pid,
					  const struct dentry *dentry)
{
	return !vserver_hook(proc_pid_valid) ||
	       __vserver_proc_pid_valid(task, pid, dentry);
}

/* who adopts the children of @father, where @reaper would */
static inline struct task_struct *
vserver_reaper(struct task_struct *father, struct task_struct *reaper)
{
	return vserver_hook(reaper) ? __vserver_reaper(father, reaper) : reaper;
}

static inline bool vserver_same_context(const struct task_struct *a,
					const struct task_struct *b)
{
	return !vserver_hook(same_context) ||
	       rcu_access_pointer(a->vserver.vxi) ==
	       rcu_access_pointer(b->vserver.vxi);
}

/* may the caller signal @task, as far as contexts go?  0 or an errno */
static inline int vserver_task_kill(struct task_struct *task)
{
	return !vserver_hook(task_kill) || vserver_same_context(task, current) ?
		0 : __vserver_task_kill(task);
}

/* may the caller hang up its terminal? */
static inline bool vserver_may_hangup(void)
{
	return !vserver_guest_hook(may_hangup) || __vserver_may_hangup();
}

/* 1: not a guest's business; else what reboot(2) returns to the guest */
static inline int vserver_reboot(unsigned int cmd)
{
	return vserver_hook(reboot) ? __vserver_reboot(cmd) : 1;
}

#else /* !CONFIG_VSERVER */

static inline void vserver_task_dup(struct task_struct *task) { }
static inline void vserver_task_free(struct task_struct *task) { }
static inline void vserver_task_join(struct task_struct *task) { }
static inline void vserver_task_exit(struct task_struct *task) { }

static inline bool vserver_sees_task(const struct task_struct *task)
{
	return true;
}

static inline void vserver_pid_alloc(struct pid *pid) { }

static inline struct pid *vserver_find_pid(struct pid *pid)
{
	return pid;
}

static inline struct pid *vserver_next_pid(struct idr *idr, int nr)
{
	return idr_get_next(idr, &nr);
}

static inline pid_t vserver_pid_nr(struct pid *pid, pid_t nr)
{
	return nr;
}

static inline bool vserver_lock_pid(void)
{
	return true;
}

static inline bool vserver_proc_pid_valid(struct task_struct *task,
					  struct pid *pid,
					  const struct dentry *dentry)
{
	return true;
}

static inline struct task_struct *
vserver_reaper(struct task_struct *father, struct task_struct *reaper)
{
	return reaper;
}

static inline bool vserver_same_context(const struct task_struct *a,
					const struct task_struct *b)
{
	return true;
}

static inline int vserver_task_kill(struct task_struct *task)
{
	return 0;
}

static inline int vserver_reboot(unsigned int cmd)
{
	return 1;
}

static inline bool vserver_may_unshare(unsigned long flags)
{
	return false;
}

static inline bool vserver_may_set_uts(void)
{
	return false;
}

static inline bool vserver_may_set_rlimit(unsigned int resource)
{
	return false;
}

#define vserver_guest_hook(name)	false

static inline bool vserver_may_hangup(void)
{
	return true;
}

#endif /* CONFIG_VSERVER */
#endif /* _LINUX_VSERVER_TASK_H */
