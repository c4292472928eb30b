// SPDX-License-Identifier: GPL-2.0-only
/*
 * Linux-VServer: signals to a context.
 *
 * The walk holds tasklist_lock.  A fork in progress takes it for writing to
 * attach the child and starts anew when it then finds a signal pending, so one
 * walk reaches every task: no child slips through.
 */

#include <linux/sched/signal.h>
#include <linux/sched/task.h>

#include "internal.h"

static bool vx_is_init(struct vx_info *vxi, struct task_struct *task)
{
	return rcu_access_pointer(vxi->initpid) == task_tgid(task);
}

/* a process is a target unless it is the host's init or its threads ended */
static bool vx_is_target(struct vx_info *vxi, struct task_struct *task,
			 int pid)
{
	if (vx_of_task(task) != vxi || task_tgid_nr(task) <= 1)
		return false;
	switch (pid) {
	case 0:
		return true;
	case -1:
		return !vx_is_init(vxi, task);
	case 1:
		return vx_is_init(vxi, task);
	default:
		return task_tgid_nr(task) == pid;
	}
}

/* an init that is ending, or waits for its parent, is none any more */
static bool vx_has_init(struct vx_info *vxi)
{
	struct task_struct *task;
	struct pid *pid;
	bool ret;

	rcu_read_lock();
	pid = rcu_dereference(vxi->initpid);
	task = pid ? pid_task(pid, PIDTYPE_TGID) : NULL;
	ret = task && atomic_read(&task->signal->live);
	rcu_read_unlock();
	return ret;
}

static int vx_kill_walk(struct vx_info *vxi, int pid, int sig)
{
	struct task_struct *task;
	int ret = -ESRCH, err;

	rcu_read_lock();
	read_lock(&tasklist_lock);
	for_each_process(task) {
		if (!vx_is_target(vxi, task, pid))
			continue;
		/* send_sig_info() takes 0 for a signal and sends 64 */
		err = sig ? send_sig_info(sig, SEND_SIG_PRIV, task) : 0;
		if (ret)
			ret = err;
	}
	read_unlock(&tasklist_lock);
	rcu_read_unlock();
	return ret;
}

/* true when the context was persistent, and is so no more */
static bool vx_drop_persistent(struct vx_info *vxi)
{
	bool was;

	mutex_lock(&vxi->lock);
	was = vxi->flags & VXF_PERSISTENT;
	if (was) {
		WRITE_ONCE(vxi->flags, vxi->flags & ~VXF_PERSISTENT);
		vx_unclaim(vxi);
	}
	mutex_unlock(&vxi->lock);
	return was;
}

/**
 * vx_kill - send a signal to tasks of a context
 * @vxi: the context
 * @pid: 0 for all processes, -1 for all but the guest's init, 1 for the
 *	guest's init, else that process (a pid of the initial namespace)
 * @sig: the signal, 0 to probe
 *
 * A context without VXF_STATE_ADMIN is closed: its init takes SIGINT, as
 * ctrl-alt-del would send it, and nobody else is reached while there is one.
 * Once there is none, SIGKILL to all ends the context, persistent or not: its
 * flags cannot be changed any more.
 *
 * Context: Process context.
 * Return: 0, or
 * * -EACCES	the context is closed
 * * -EINVAL	no such signal
 * * -ESRCH	no such process in the context
 */
int vx_kill(struct vx_info *vxi, int pid, int sig)
{
	int ret;

	if (!valid_signal(sig) || sig < 0)
		return -EINVAL;
	if (!vx_flag(vxi, VXF_STATE_ADMIN)) {
		if (pid > 1)
			return -EACCES;
		if (pid != 1 && vx_has_init(vxi))
			return -EACCES;
		if (pid == 1 && atomic_read(&vxi->members) > 1)
			sig = SIGINT;
	}
	ret = vx_kill_walk(vxi, pid, sig);
	if (!pid && sig == SIGKILL && !vx_flag(vxi, VXF_STATE_ADMIN) &&
	    vx_drop_persistent(vxi))
		ret = 0;
	return ret;
}

/**
 * vx_kill_all - end every process of a context
 * @vxi: the context
 *
 * Context: Process context.
 */
void vx_kill_all(struct vx_info *vxi)
{
	vx_kill_walk(vxi, 0, SIGKILL);
}
