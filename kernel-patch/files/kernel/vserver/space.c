// SPDX-License-Identifier: GPL-2.0-only
/*
 * Linux-VServer: namespaces stored with a context.
 *
 * A context stores up to VX_SPACES sets.  A set holds a reference to the whole
 * nsproxy of the task that stored it and a copy of its fs_struct; the mask
 * says which of the namespaces count.  Sets are replaced and read under the
 * context's mutex and dropped when the context ends.
 *
 * Entering uses the install operations of the namespaces themselves, as
 * setns(2) does, on a nsset of our own: each makes its own checks, and
 * nothing has changed when one of them refuses.
 */

#include <linux/cgroup.h>
#include <linux/fs_struct.h>
#include <linux/ipc_namespace.h>
#include <linux/mnt_namespace.h>
#include <linux/nsproxy.h>
#include <linux/pid_namespace.h>
#include <linux/proc_ns.h>
#include <linux/sem.h>
#include <linux/slab.h>
#include <linux/user_namespace.h>
#include <linux/utsname.h>
#include <net/net_namespace.h>

#include "internal.h"

static void vx_space_clear(struct vx_space *space)
{
	if (space->nsproxy)
		put_nsproxy(space->nsproxy);
	if (space->fs)
		free_fs_struct(space->fs);
	*space = (struct vx_space){ };
}

/**
 * vx_space_drop - drop all stored namespaces
 * @vxi: the context
 *
 * Context: Process context, @vxi->lock is held.  May sleep.
 */
void vx_space_drop(struct vx_info *vxi)
{
	int i;

	lockdep_assert_held(&vxi->lock);
	for (i = 0; i < VX_SPACES; i++)
		vx_space_clear(&vxi->space[i]);
}

/**
 * vx_space_store - store the caller's namespaces with a context
 * @vxi: the context
 * @mask: CLONE_* bits: what to store
 * @index: the set, below VX_SPACES
 *
 * Context: Process context.  May sleep.
 * Return:
 * * 0		done
 * * -EINVAL	a bit of @mask that cannot be stored, or @index too large
 * * -ENOMEM	no memory
 * * -ESRCH	the context ends
 */
int vx_space_store(struct vx_info *vxi, unsigned long mask, u32 index)
{
	struct vx_space new = { .mask = mask };
	int err = 0;

	if (mask & ~VX_SPACE_LEGAL || index >= VX_SPACES)
		return -EINVAL;
	if (mask & CLONE_FS) {
		new.fs = copy_fs_struct(current->fs);
		if (!new.fs)
			return -ENOMEM;
	}
	if (mask & ~CLONE_FS) {
		get_nsproxy(current->nsproxy);
		new.nsproxy = current->nsproxy;
	}

	mutex_lock(&vxi->lock);
	if (test_bit(VXS_SHUTDOWN, &vxi->state))
		err = -ESRCH;
	else
		swap(new, vxi->space[index]);
	mutex_unlock(&vxi->lock);
	vx_space_clear(&new);
	return err;
}

/* take references of our own, so that the rest runs without the lock */
static int vx_space_get(struct vx_info *vxi, unsigned long *mask, u32 index,
			struct vx_space *copy)
{
	struct vx_space *space;
	int err = 0;

	if (index >= VX_SPACES)
		return -EINVAL;
	*copy = (struct vx_space){ };
	mutex_lock(&vxi->lock);
	space = &vxi->space[index];
	if (!*mask)
		*mask = space->mask;
	if (*mask & ~space->mask) {
		err = -EINVAL;
	} else if (*mask & CLONE_FS) {
		copy->fs = copy_fs_struct(space->fs);
		if (!copy->fs)
			err = -ENOMEM;
	}
	if (!err && *mask & ~CLONE_FS) {
		get_nsproxy(space->nsproxy);
		copy->nsproxy = space->nsproxy;
	}
	mutex_unlock(&vxi->lock);
	return err;
}

static int vx_install(struct nsset *set, struct ns_common *ns)
{
	return ns->ops->install(set, ns);
}

static int vx_install_all(struct nsset *set, struct nsproxy *from)
{
	int err = 0;

	if (set->flags & CLONE_NEWNS)
		err = vx_install(set, from_mnt_ns(from->mnt_ns));
	if (!err && set->flags & CLONE_NEWUTS)
		err = vx_install(set, &from->uts_ns->ns);
	if (!err && set->flags & CLONE_NEWIPC)
		err = vx_install(set, &from->ipc_ns->ns);
	if (!err && set->flags & CLONE_NEWPID)
		err = vx_install(set, &from->pid_ns_for_children->ns);
	if (!err && set->flags & CLONE_NEWCGROUP)
		err = vx_install(set, &from->cgroup_ns->ns);
	if (!err && set->flags & CLONE_NEWNET)
		err = vx_install(set, &from->net_ns->ns);
	return err;
}

/* the caller's view of the file system becomes that of @fs */
static void vx_adopt_fs(struct fs_struct *fs)
{
	struct path root, pwd;

	get_fs_root(fs, &root);
	get_fs_pwd(fs, &pwd);
	set_fs_root(current->fs, &root);
	set_fs_pwd(current->fs, &pwd);
	path_put(&pwd);
	path_put(&root);
}

/* the namespaces of @from that @mask names become the caller's */
static int vx_adopt_namespaces(struct nsproxy *from, struct fs_struct *fs,
			       unsigned long mask)
{
	struct nsset set = {
		.flags	= mask & ~CLONE_FS,
		.fs	= fs,
		.cred	= current_cred(),
	};
	int err;

	set.nsproxy = create_new_namespaces(0, current, current_user_ns(), fs);
	if (IS_ERR(set.nsproxy))
		return PTR_ERR(set.nsproxy);
	err = vx_install_all(&set, from);
	if (err) {
		put_nsproxy(set.nsproxy);
		return err;
	}
	if (mask & CLONE_NEWIPC)
		exit_sem(current);
	switch_task_namespaces(current, set.nsproxy);
	return 0;
}

/**
 * vx_space_enter - give the caller stored namespaces of a context
 * @vxi: the context
 * @mask: CLONE_* bits: which of the stored ones; 0 means all of them
 * @index: the set, below VX_SPACES
 *
 * A pid namespace takes effect for the caller's children.
 *
 * Context: Process context.  May sleep.
 * Return:
 * * 0		done
 * * -EINVAL	a namespace that is not stored, or @index too large, or the
 *		caller shares its root directory with another process
 * * -ENOMEM	no memory
 * * -EPERM	a namespace refuses the caller
 */
int vx_space_enter(struct vx_info *vxi, unsigned long mask, u32 index)
{
	struct fs_struct *fs;
	struct vx_space from;
	int err;

	err = vx_space_get(vxi, &mask, index, &from);
	if (err)
		return err;

	/* mntns_install() moves the root of a fs_struct; let it be a copy */
	err = -ENOMEM;
	fs = copy_fs_struct(current->fs);
	if (!fs)
		goto out;
	err = 0;
	if (from.nsproxy)
		err = vx_adopt_namespaces(from.nsproxy, fs, mask);
	if (!err && from.fs)
		vx_adopt_fs(from.fs);
	else if (!err && mask & CLONE_NEWNS)
		vx_adopt_fs(fs);
	free_fs_struct(fs);
out:
	vx_space_clear(&from);
	return err;
}
