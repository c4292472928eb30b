// SPDX-License-Identifier: GPL-2.0-only
/*
 * Linux-VServer: which task is in which context.
 *
 * A task's pointers change only when the task itself moves (under its
 * alloc_lock) and are inherited by fork.  References go with the task_struct:
 * taken when it is duplicated, dropped when it is freed.  Claims go with the
 * live task: taken when the child is attached under tasklist_lock, dropped
 * late in do_exit().  Between fork's two steps the parent's own claim keeps
 * the context running.
 */

#include <linux/dcache.h>
#include <linux/fdtable.h>
#include <linux/fs.h>
#include <linux/fs_struct.h>
#include <linux/pid_namespace.h>
#include <linux/proc_fs.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/sem.h>
#include <linux/vserver/task.h>

#include "internal.h"
#include "network.h"

static struct vx_info *vx_of_dup(struct task_struct *task)
{
	return rcu_dereference_protected(task->vserver.vxi, true);
}

static struct nx_info *nx_of_dup(struct task_struct *task)
{
	return rcu_dereference_protected(task->vserver.nxi, true);
}

void __vserver_task_dup(struct task_struct *task)
{
	vx_get(vx_of_dup(task));
	nx_get(nx_of_dup(task));
}

void __vserver_task_free(struct task_struct *task)
{
	vx_put(vx_of_dup(task));
	nx_put(nx_of_dup(task));
}

void __vserver_task_join(struct task_struct *task)
{
	struct vx_info *vxi = vx_of_dup(task);
	struct nx_info *nxi = nx_of_dup(task);

	lockdep_assert_held_write(&tasklist_lock);
	if (vxi) {
		atomic_inc(&vxi->members);
		atomic_inc(&vxi->nr_forks);
	}
	if (nxi)
		atomic_inc(&nxi->members);
}

/*
 * The exit of the guest's init decides the exit code of the context.  The task
 * may have been reaped by now, and then has no pid any more.
 */
static void vx_note_exit(struct vx_info *vxi, struct task_struct *task)
{
	struct pid *init = NULL;

	mutex_lock(&vxi->lock);
	if (vxi->init == task->signal && !atomic_read(&task->signal->live)) {
		vxi->init = NULL;
		init = rcu_replace_pointer(vxi->initpid, NULL,
					   lockdep_is_held(&vxi->lock));
		vxi->exit_code = task->exit_code;
		vxi->init_exited = true;
	} else if (!vxi->init_exited) {
		vxi->exit_code = task->exit_code;
	}
	mutex_unlock(&vxi->lock);
	if (init) {
		synchronize_rcu();
		put_pid(init);
	}
}

void __vserver_task_exit(struct task_struct *task)
{
	struct vx_info *vxi = vx_of_dup(task);
	struct nx_info *nxi = nx_of_dup(task);

	if (vxi) {
		vx_note_exit(vxi, task);
		vx_unclaim(vxi);
	}
	if (nxi)
		nx_unclaim(nxi);
}

/**
 * vx_set_init - make a task the init of its context
 * @vxi: the context
 * @task: the task; the process it belongs to becomes init
 *
 * Context: @vxi->lock is held.
 */
void vx_set_init(struct vx_info *vxi, struct task_struct *task)
{
	lockdep_assert_held(&vxi->lock);
	if (rcu_access_pointer(vxi->initpid))
		return;
	vxi->init = task->signal;
	/* the number of the init may be translated: see vx_fake_init() */
	if (!task_tgid(task)->level)
		WRITE_ONCE(task_tgid(task)->vserver.owner,
			   vxi->serial | VX_PID_INIT);
	rcu_assign_pointer(vxi->initpid, get_pid(task_tgid(task)));
}

/* nobody outside could change the caller, or be changed by it, afterwards */
static bool vx_is_alone(void)
{
	return current_is_single_threaded() && current->fs->users == 1 &&
	       atomic_read(&current->files->count) == 1;
}

/* what the caller sees of others, and who sees it */
static void vx_set_owner(u64 owner)
{
	WRITE_ONCE(current->vserver.owner, owner);
	WRITE_ONCE(task_pid(current)->vserver.owner, owner);
}

/**
 * vx_migrate_current - move the caller into a context
 * @vxi: the context; the caller of this function keeps its own reference
 * @how: VXM_*
 *
 * Context: Process context.  May sleep.
 * Return:
 * * 0		done
 * * -EBUSY	the process has several threads, or shares its memory, its
 *		file descriptors or its working directory with another
 * * -EFAULT	the context ends
 * * -ENOMEM	no memory
 */
int vx_migrate_current(struct vx_info *vxi, u64 how)
{
	struct vx_info *old;
	int err;

	if (!vx_is_alone())
		return -EBUSY;
	if (!vx_claim(vxi))
		return -EFAULT;
	err = vx_cred_enter(vxi);
	if (err) {
		vx_unclaim(vxi);
		return err;
	}
	/* its semaphore adjustments are for sets that it finds here only */
	exit_sem(current);

	task_lock(current);
	old = rcu_replace_pointer(current->vserver.vxi, vx_get(vxi),
				  lockdep_is_held(&current->alloc_lock));
	vx_set_owner(vxi == &vx_watch ? 0 : vxi->serial);
	task_unlock(current);

	if (how & (VXM_SET_INIT | VXM_SET_REAPER)) {
		mutex_lock(&vxi->lock);
		vx_set_init(vxi, current);
		mutex_unlock(&vxi->lock);
	}
	if (old) {
		vx_unclaim(old);
		synchronize_rcu();
		vx_put(old);
	}
	return 0;
}

/* ---- what a task sees of others ---- */

/* the owner of a pid tells also while it has no task: new, or just dead */
static bool vx_sees_pid(const struct vx_info *me, struct pid *pid)
{
	return (READ_ONCE(pid->vserver.owner) & ~VX_PID_INIT) == me->serial;
}

/*
 * The pid that the caller's context sees as 1.  In a pid namespace of its own
 * the init is 1 already, and namespaces below it have their own.
 */
static struct pid *vx_fake_init(const struct vx_info *me)
{
	struct pid *init;

	if (!me || !vx_flag(me, VXF_INFO_INIT))
		return NULL;
	init = rcu_dereference(me->initpid);
	return init && !init->level ? init : NULL;
}

struct pid *__vserver_find_pid(struct pid *pid)
{
	struct vx_info *me = vx_current();
	struct pid *init;

	if (vx_sees_all(me))
		return pid;
	rcu_read_lock();
	init = vx_fake_init(me);
	if (init && !pid->level && pid->numbers[0].nr == 1)
		pid = init;
	else if (pid == init || !vx_sees_pid(me, pid))
		pid = NULL;
	rcu_read_unlock();
	return pid;
}

struct pid *__vserver_next_pid(struct idr *idr, int nr)
{
	struct vx_info *me = vx_current();
	struct pid *init, *pid;

	if (vx_sees_all(me))
		return idr_get_next(idr, &nr);
	rcu_read_lock();
	init = idr == &init_pid_ns.idr ? vx_fake_init(me) : NULL;
	if (init && nr <= 1) {
		pid = init;
		goto out;
	}
	while ((pid = idr_get_next(idr, &nr))) {
		if (pid != init && vx_sees_pid(me, pid))
			break;
		nr++;
	}
out:
	rcu_read_unlock();
	return pid;
}

pid_t __vserver_pid_nr(struct pid *pid, pid_t nr)
{
	struct vx_info *me = vx_current();

	if (vx_sees_all(me))
		return nr;
	rcu_read_lock();
	if (pid == vx_fake_init(me))
		nr = 1;
	else if (!vx_sees_pid(me, pid))
		nr = 0;
	rcu_read_unlock();
	return nr;
}

/*
 * A dentry of /proc/<pid> is good for this caller if the task behind it is
 * visible and the name is the number that the caller sees: "1" may have been
 * made for a guest, and be the init of it.
 */
bool __vserver_proc_pid_valid(struct task_struct *task, struct pid *pid,
			      const struct dentry *dentry)
{
	int level = proc_pid_ns(dentry->d_sb)->level;
	bool ret, is_one, named_one;

	rcu_read_lock();
	ret = vserver_sees_task(task);
	if (ret && dentry->d_parent == dentry->d_sb->s_root) {
		named_one = dentry->d_name.len == 1 &&
			    dentry->d_name.name[0] == '1';
		is_one = pid == vx_fake_init(vx_current()) ||
			 (pid->level >= level && pid->numbers[level].nr == 1);
		ret = named_one == is_one;
	}
	rcu_read_unlock();
	return ret;
}

/* is @task @father or a descendant of it?  Under tasklist_lock. */
static bool vx_is_below(struct task_struct *task, struct task_struct *father)
{
	for (; task_pid_nr(task) > 1; task = rcu_dereference(task->real_parent))
		if (same_thread_group(task, father))
			return true;
	return false;
}

struct task_struct *__vserver_reaper(struct task_struct *father,
				     struct task_struct *reaper)
{
	struct vx_info *vxi = vx_of_dup(father);
	struct task_struct *init, *thread;
	struct pid *pid;

	if (!vxi)
		return reaper;
	rcu_read_lock();
	pid = rcu_dereference(vxi->initpid);
	init = pid ? pid_task(pid, PIDTYPE_TGID) : NULL;
	/* an init that adopted itself or its parent would be its own ancestor */
	if (init && !vx_is_below(init, father) &&
	    task_pid(init)->level == task_pid(father)->level)
		for_each_thread(init, thread)
			if (!(thread->flags & PF_EXITING)) {
				reaper = thread;
				break;
			}
	rcu_read_unlock();
	return reaper;
}
