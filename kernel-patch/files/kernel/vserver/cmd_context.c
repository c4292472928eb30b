// SPDX-License-Identifier: GPL-2.0-only
/*
 * Linux-VServer: commands on process contexts.
 */

#include <linux/capability.h>
#include <linux/sched/loadavg.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/syscalls.h>
#include <linux/wait_bit.h>

#include "commands.h"
#include "internal.h"
#include "network.h"

/* every context flag there is: any other bit is refused */
#define VXF_KNOWN							\
	(0x000000ffULL | VXF_SCHED_HARD | VXF_SCHED_PRIO |		\
	 VXF_SCHED_PAUSE | VXF_VIRT_MEM | VXF_VIRT_UPTIME |		\
	 VXF_VIRT_CPU | VXF_VIRT_LOAD | VXF_VIRT_TIME |			\
	 VXF_HIDE_MOUNT | VXF_HIDE_NETIF | VXF_HIDE_VINFO |		\
	 VXF_ONE_TIME | VXF_SC_HELPER | VXF_REBOOT_KILL |		\
	 VXF_PERSISTENT | VXF_FORK_RSS | VXF_PROLIFIC |			\
	 VXF_IGNEG_NICE | VXF_IGNEG_IONICE)

/* every context capability there is */
#define VXC_KNOWN							\
	(VXC_SET_UTSNAME | VXC_SET_RLIMIT | VXC_FS_SECURITY |		\
	 VXC_FS_TRUSTED | VXC_TIOCSTI | VXC_RAW_ICMP | VXC_SYSLOG |	\
	 VXC_OOM_ADJUST | VXC_AUDIT_CONTROL | VXC_SECURE_MOUNT |	\
	 VXC_SECURE_REMOUNT | VXC_BINARY_MOUNT | VXC_DEV_MOUNT |	\
	 VXC_QUOTA_CTL | VXC_ADMIN_MAPPER | VXC_ADMIN_CLOOP |		\
	 VXC_KTHREAD | VXC_NAMESPACE)

/* every namespace that a mask may name */
#define VX_UMASK_KNOWN							\
	((u64)(CLONE_FS | CLONE_NEWNS | CLONE_NEWUTS | CLONE_NEWIPC |	\
	       CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWNET |		\
	       CLONE_NEWCGROUP | CLONE_NEWTIME))

long vs_get_version(struct vs_call *call)
{
	return VCI_VERSION;
}

long vs_get_vci(struct vs_call *call)
{
	return vserver_vci();
}

/* ---- which context a task is in: the id is a pid, 0 the caller ---- */

static struct task_struct *vs_get_task(struct vs_call *call)
{
	struct task_struct *task;

	if (!call->id)
		return get_task_struct(current);
	rcu_read_lock();
	task = find_task_by_pid_ns(call->id, &init_pid_ns);
	if (task)
		get_task_struct(task);
	rcu_read_unlock();
	return task;
}

long vs_task_xid(struct vs_call *call)
{
	struct task_struct *task = vs_get_task(call);
	struct vx_info *vxi;
	long ret;

	if (!task)
		return -ESRCH;
	rcu_read_lock();
	vxi = vx_of_task(task);
	ret = vxi ? vxi->id : VX_HOST_XID;
	rcu_read_unlock();
	put_task_struct(task);
	return ret;
}

long vs_task_nid(struct vs_call *call)
{
	struct task_struct *task = vs_get_task(call);
	struct nx_info *nxi;
	long ret;

	if (!task)
		return -ESRCH;
	rcu_read_lock();
	nxi = nx_of_task(task);
	ret = nxi ? nxi->id : NX_HOST_NID;
	rcu_read_unlock();
	put_task_struct(task);
	return ret;
}

/* tasks carry no tag of their own yet: every task makes untagged files */
long vs_task_tag(struct vs_call *call)
{
	struct task_struct *task = vs_get_task(call);

	if (!task)
		return -ESRCH;
	put_task_struct(task);
	return 0;
}

/* ---- information ---- */

long vs_vx_info(struct vs_call *call)
{
	struct vcmd_vx_info_v0 *arg = call->arg;

	rcu_read_lock();
	arg->xid = call->vxi->id;
	arg->initpid = pid_nr(rcu_dereference(call->vxi->initpid));
	rcu_read_unlock();
	return 0;
}

long vs_ctx_stat(struct vs_call *call)
{
	struct vcmd_ctx_stat_v0 *arg = call->arg;

	/* the reference of this command does not count */
	arg->usecnt = refcount_read(&call->vxi->refs) - 1;
	arg->tasks = atomic_read(&call->vxi->members);
	return 0;
}

long vs_virt_stat(struct vs_call *call)
{
	struct vcmd_virt_stat_v0 *arg = call->arg;

	vx_fill_virt_stat(call->vxi, arg);
	return 0;
}

/* ---- life cycle ---- */

/*
 * The caller moves into a new context.  @spaces: namespaces that the caller
 * gets anew, before it moves and only when nothing else can be wrong.
 */
static long vs_create(u32 id, u64 flags, unsigned long spaces)
{
	struct vx_info *vxi;
	long ret;

	if (id < VX_MIN_XID || id > VX_MAX_XID || flags & ~VXF_KNOWN)
		return -EINVAL;
	if (!thread_group_empty(current))
		return -EBUSY;
	vxi = vx_create(id, flags);
	if (IS_ERR(vxi))
		return PTR_ERR(vxi);

	if (flags & VXF_SC_HELPER &&
	    vs_helper("startup", id, 1, UMH_WAIT_PROC))
		ret = -ENOEXEC;
	else
		ret = spaces ? ksys_unshare(spaces) : 0;
	if (!ret)
		ret = vx_migrate_current(vxi, 0);
	if (ret < 0 && flags & VXF_PERSISTENT)
		vx_unclaim(vxi);
	vx_unclaim(vxi);
	vx_put(vxi);
	return ret ?: id;
}

/* v0 also gives the caller new UTS and IPC namespaces and stores them */
long vs_ctx_create_v0(struct vs_call *call)
{
	const unsigned long spaces = CLONE_NEWUTS | CLONE_NEWIPC;
	long ret = vs_create(call->id, VXF_INIT_SET, spaces);

	if (ret < 0)
		return ret;
	return vx_space_store(vx_current(), spaces, 0) ?: ret;
}

long vs_ctx_create(struct vs_call *call)
{
	struct vcmd_ctx_create *arg = call->arg;

	return vs_create(call->id, arg->flagword, 0);
}

static long vs_migrate(struct vs_call *call, u64 how)
{
	struct vx_info *vxi = call->vxi ?: &vx_watch;
	long ret;

	if (how & ~(u64)(VXM_SET_INIT | VXM_SET_REAPER))
		return -EINVAL;
	if (vx_flag(vxi, VXF_INFO_PRIVATE) && !vx_flag(vxi, VXF_STATE_SETUP))
		return -EACCES;
	if (vxi == &vx_watch)
		vx_watch_use();
	ret = vx_migrate_current(vxi, vxi == &vx_watch ? 0 : how);
	return ret ?: vxi->id;
}

long vs_ctx_migrate_v0(struct vs_call *call)
{
	return vs_migrate(call, 0);
}

long vs_ctx_migrate(struct vs_call *call)
{
	struct vcmd_ctx_migrate *arg = call->arg;

	return vs_migrate(call, arg->flagword);
}

long vs_ctx_kill(struct vs_call *call)
{
	struct vcmd_ctx_kill_v0 *arg = call->arg;

	return vx_kill(call->vxi, arg->pid, arg->sig);
}

long vs_wait_exit(struct vs_call *call)
{
	struct vcmd_wait_exit_v0 *arg = call->arg;
	struct vx_info *vxi = call->vxi;

	if (wait_for_completion_interruptible(&vxi->ended) ||
	    wait_on_bit(&vxi->state, VXS_HELPER, TASK_INTERRUPTIBLE))
		return -ERESTARTSYS;
	arg->reboot_cmd = READ_ONCE(vxi->reboot_cmd);
	arg->exit_code = READ_ONCE(vxi->exit_code);
	return 0;
}

/* ---- flags and capabilities ---- */

long vs_get_cflags(struct vs_call *call)
{
	struct vcmd_ctx_flags_v0 *arg = call->arg;

	arg->flagword = READ_ONCE(call->vxi->flags);
	/* one-time bits can be changed only while they are still set */
	arg->mask = VXF_KNOWN & ~(VXF_ONE_TIME & ~arg->flagword);
	return 0;
}

/* the reference that VXF_PERSISTENT holds follows the flag */
static int vs_set_persistent(struct vx_info *vxi, u64 old, u64 new)
{
	if (!((old ^ new) & VXF_PERSISTENT))
		return 0;
	if (new & VXF_PERSISTENT)
		return vx_claim(vxi) ? 0 : -ESRCH;
	vx_unclaim(vxi);
	return 0;
}

long vs_set_cflags(struct vs_call *call)
{
	struct vcmd_ctx_flags_v0 *arg = call->arg;
	struct vx_info *vxi = call->vxi;
	bool own = vxi == vx_current();
	u64 old, new;
	long ret;

	if (arg->flagword & arg->mask & ~VXF_KNOWN)
		return -EINVAL;

	mutex_lock(&vxi->lock);
	old = vxi->flags;
	new = vx_merge(old, arg->flagword, arg->mask);
	new &= old | ~VXF_ONE_TIME;
	ret = vs_set_persistent(vxi, old, new);
	if (!ret) {
		WRITE_ONCE(vxi->flags, new);
		if (own && old & ~new & VXF_STATE_INIT)
			vx_set_init(vxi, current);
	}
	mutex_unlock(&vxi->lock);

	if (!ret && own && old & ~new & VXF_STATE_SETUP)
		ret = vx_cred_reduce_current();
	return ret;
}

long vs_get_ccaps(struct vs_call *call)
{
	struct vcmd_ctx_caps_v1 *arg = call->arg;

	arg->ccaps = READ_ONCE(call->vxi->ccaps);
	arg->cmask = VXC_KNOWN;
	return 0;
}

/*
 * Merge @new under @mask into a word of the context.  Bits without a meaning
 * cannot be set, but may be in the mask: programs clear the whole word.
 */
static long vs_set_word(struct vx_info *vxi, u64 *word, u64 new, u64 mask,
			u64 known)
{
	if (new & mask & ~known)
		return -EINVAL;
	mutex_lock(&vxi->lock);
	WRITE_ONCE(*word, vx_merge(*word, new, mask));
	mutex_unlock(&vxi->lock);
	return 0;
}

long vs_set_ccaps(struct vs_call *call)
{
	struct vcmd_ctx_caps_v1 *arg = call->arg;

	return vs_set_word(call->vxi, &call->vxi->ccaps, arg->ccaps,
			   arg->cmask, VXC_KNOWN);
}

long vs_get_bcaps(struct vs_call *call)
{
	struct vcmd_bcaps *arg = call->arg;

	arg->bcaps = READ_ONCE(call->vxi->bcaps);
	arg->bmask = CAP_VALID_MASK;
	return 0;
}

/* old clients write all 64 bits: those without a meaning are dropped */
long vs_set_bcaps(struct vs_call *call)
{
	struct vcmd_bcaps *arg = call->arg;

	return vs_set_word(call->vxi, &call->vxi->bcaps, arg->bcaps,
			   arg->bmask & CAP_VALID_MASK, CAP_VALID_MASK);
}

long vs_get_umask(struct vs_call *call)
{
	struct vcmd_umask *arg = call->arg;

	arg->umask = READ_ONCE(call->vxi->umask);
	arg->mask = VX_UMASK_KNOWN;
	return 0;
}

long vs_set_umask(struct vs_call *call)
{
	struct vcmd_umask *arg = call->arg;

	return vs_set_word(call->vxi, &call->vxi->umask, arg->umask,
			   arg->mask, VX_UMASK_KNOWN);
}

long vs_get_wmask(struct vs_call *call)
{
	struct vcmd_wmask *arg = call->arg;

	arg->wmask = READ_ONCE(call->vxi->wmask);
	arg->mask = VX_UMASK_KNOWN;
	return 0;
}

long vs_set_wmask(struct vs_call *call)
{
	struct vcmd_wmask *arg = call->arg;

	return vs_set_word(call->vxi, &call->vxi->wmask, arg->wmask,
			   arg->mask, VX_UMASK_KNOWN);
}
