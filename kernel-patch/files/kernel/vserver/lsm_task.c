// SPDX-License-Identifier: GPL-2.0-only
/*
 * Linux-VServer: the hooks of the security module for tasks and terminals.
 *
 * What leads from a task to another one without a number that the caller could
 * see: groups, descriptors, parents, terminals.
 */

#include <linux/fs.h>
#include <linux/pid.h>
#include <linux/sched/signal.h>
#include <linux/security.h>
#include <linux/sockios.h>
#include <linux/vserver/task.h>
#include <asm/ioctls.h>
#include <uapi/linux/btrfs.h>
#include <uapi/linux/btrfs_tree.h>
#include <uapi/linux/ext4.h>

#include "iattr.h"
#include "internal.h"
#include "lsm.h"
#include "tun.h"

/*
 * May the caller change or signal a task of another context?  A user of the
 * host is not the user of a guest who has the same number: that takes @cap.
 */
static int vx_reach(struct task_struct *task, int cap)
{
	struct vx_info *me = vx_current();
	struct vx_info *vxi;
	int ret = 0;

	rcu_read_lock();
	vxi = vx_of_task(task);
	if (me)
		ret = vxi == me ? 0 : -EPERM;
	else if (vxi && !vx_flag(vxi, VXF_STATE_ADMIN))
		ret = -EACCES;
	else if (vxi && !capable(cap))
		ret = -EPERM;
	rcu_read_unlock();
	return ret;
}

/* a hook of our own beside task_kill: that costs kill(2) twice as much */
int __vserver_task_kill(struct task_struct *task)
{
	/* not ESRCH: kill_pid_info() takes that for a race and tries for ever */
	if (same_thread_group(task, current))
		return 0;
	return vx_reach(task, CAP_KILL);
}

int vserver_ptrace_access_check(struct task_struct *child, unsigned int mode)
{
	if (vserver_same_context(child, current))
		return 0;
	return vx_reach(child, CAP_SYS_PTRACE);
}

int vserver_ptrace_traceme(struct task_struct *parent)
{
	return vserver_same_context(parent, current) ? 0 : -EPERM;
}

/* priority, scheduling and pages of a task */
int vserver_task_setscheduler(struct task_struct *task)
{
	if (vserver_same_context(task, current))
		return 0;
	return vx_reach(task, CAP_SYS_NICE);
}

int vserver_task_setnice(struct task_struct *task, int nice)
{
	return vserver_task_setscheduler(task);
}

int vserver_task_setioprio(struct task_struct *task, int ioprio)
{
	return vserver_task_setscheduler(task);
}

int vserver_task_prlimit(const struct cred *cred, const struct cred *tcred,
			 unsigned int flags)
{
	if (!(flags & LSM_PRLIMIT_WRITE) || !vx_current() ||
	    vx_cred(tcred)->vxi == vx_current())
		return 0;
	return -EPERM;
}

/* a child belongs to a parent of its context */
int vserver_task_alloc(struct task_struct *task, unsigned long flags)
{
	bool same;

	if (!(flags & CLONE_PARENT) || !vx_current())
		return 0;
	rcu_read_lock();
	same = vserver_same_context(rcu_dereference(current->real_parent),
				    current);
	rcu_read_unlock();
	return same ? 0 : -EPERM;
}

/*
 * SIGIO to the group of a guest's process, in which the host may have others;
 * the owner of the number tells whose group it is.
 */
int vserver_file_send_sigiotask(struct task_struct *task,
				struct fown_struct *fown, int sig)
{
	u64 owner = fown->pid ? READ_ONCE(fown->pid->vserver.owner) : 0;

	owner &= ~VX_PID_INIT;
	return !owner || owner == READ_ONCE(task->vserver.owner) ? 0 : -EPERM;
}

/* ---- terminals ---- */

/*
 * What a lent terminal must not do for a guest: type into what somebody else
 * reads, and command the console (KD*, VT_*), its keyboard and what it pastes.
 * A line discipline may be the driver of a network device.  The number of an
 * inode or of a subvolume may be that of others on the same file system, and so is
 * the inode of a unified file.  A new subvolume of btrfs counts for no limit of
 * those above it, and may name groups of others that it counts for: a guest finds
 * none, as on other file systems.  What is below a subvolume may be asked from the
 * root of it only, which a guest has when all of it is the guest's.
 */
int vserver_file_ioctl(struct file *file, unsigned int cmd, unsigned long arg)
{
	if (!vx_current())
		return 0;
	switch (cmd) {
	case TIOCSTI:
		return vx_ccap(VXC_TIOCSTI, CAP_SYS_ADMIN) ? 0 : -EPERM;
	case TIOCLINUX:
	case TIOCSETD:
	case BTRFS_IOC_INO_PATHS:
	case BTRFS_IOC_SNAP_DESTROY_V2:
	case SIOCGARP:
	case SIOCGIFBR:
	case SIOCSIFBR:
		return -EPERM;
	case BTRFS_IOC_SNAP_CREATE:
	case BTRFS_IOC_SNAP_CREATE_V2:
	case BTRFS_IOC_SUBVOL_CREATE:
	case BTRFS_IOC_SUBVOL_CREATE_V2:
		return -ENOTTY;
	case BTRFS_IOC_GET_SUBVOL_ROOTREF:
		return file_inode(file)->i_ino == BTRFS_FIRST_FREE_OBJECTID ?
		       0 : -EPERM;
	case FS_IOC_SETFLAGS:
	case FS_IOC32_SETFLAGS:
	case FS_IOC_FSSETXATTR:
	case FS_IOC_SETVERSION:
	case FS_IOC32_SETVERSION:
	case EXT4_IOC_SETVERSION:
	case EXT4_IOC32_SETVERSION:
		return vx_is_unified(file->f_path.dentry) ? -EPERM : 0;
	default:
		if (!S_ISCHR(file_inode(file)->i_mode))
			return 0;
		return cmd >> 8 == 'K' || cmd >> 8 == 'V' ? -EPERM :
		       vx_tun_ioctl(file_inode(file), cmd);
	}
}

/* hanging up a terminal ends its session, which may be the host's */
bool __vserver_may_hangup(void)
{
	struct pid *session;
	bool ret;

	rcu_read_lock();
	session = task_session(current);
	ret = session && (READ_ONCE(session->vserver.owner) & ~VX_PID_INIT) ==
				current->vserver.owner;
	rcu_read_unlock();
	return ret;
}
