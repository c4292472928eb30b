// SPDX-License-Identifier: GPL-2.0-only
/*
 * Linux-VServer: mounts in a guest.
 *
 * VXC_SECURE_MOUNT lets a guest's root change its own mount namespace and
 * mount file systems of the types that the table of fstype.c gives it: those
 * that keep their data in memory or show the guest's own namespaces.  None of
 * them reads a device, so no crafted image reaches a file-system driver.
 *
 * What the host mounted for a guest keeps its restrictions: a guest clears
 * none without VXC_SECURE_REMOUNT, except on file systems that it mounted
 * itself.
 *
 * A descriptor that somebody lends is for what it was opened for.  Its path leads
 * out of the guest, where user 0 owns much: the guest does not follow links of
 * /proc to such a path, and changes neither mode nor owner there.
 */

#include <linux/capability.h>
#include <linux/cgroup.h>
#include <linux/fs.h>
#include <linux/fs_context.h>
#include <linux/fs_struct.h>
#include <linux/mnt_namespace.h>
#include <linux/nsproxy.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/string.h>
#include <linux/vserver/mount.h>

#include "../../fs/mount.h"

#include "internal.h"
#include "lsm.h"

/* may the caller change its mount namespace?  Never that of the host. */
bool vserver_may_mount(void)
{
	return vserver_has_hook(may_mount) &&
	       vx_ccap(VXC_SECURE_MOUNT, CAP_SYS_ADMIN) &&
	       current->nsproxy->mnt_ns != init_task.nsproxy->mnt_ns;
}

/* VXF_HIDE_MOUNT: the caller is not told of mounts */
bool vserver_hides_mounts(void)
{
	struct vx_info *me = vx_current();

	return me && vx_flag(me, VXF_HIDE_MOUNT) &&
	       vserver_has_hook(hides_mounts);
}

/* may the caller change the flags of a mount from @old to @new, MNT_*? */
bool vserver_may_remount(const struct super_block *sb, int old, int new)
{
	const int strict = MNT_READONLY | MNT_NODEV | MNT_NOSUID | MNT_NOEXEC;
	struct vx_info *me = vx_current();

	return !me || !vserver_has_hook(may_remount) ||
	       !(old & ~new & strict) || vx_sb(sb)->owner == me->serial ||
	       vx_ccap(VXC_SECURE_REMOUNT, CAP_SYS_ADMIN);
}

/*
 * The root of a cgroup namespace of its own: options given there would be those
 * of the host's hierarchy otherwise.
 */
static bool vx_is_host_cgroup(const char *type)
{
	return !strcmp(type, "cgroup2") &&
	       current->nsproxy->cgroup_ns == &init_cgroup_ns;
}

/*
 * May the caller mount a file system of this type?  Device nodes on it are
 * dead, except those of devpts, which only the kernel makes.
 */
bool vserver_may_mount_fs(struct fs_context *fc)
{
	const char *type = fc->fs_type->name;
	u64 ccap = vx_fs_type_of(type)->ccap;

	if (!vserver_may_mount() || !vserver_has_hook(may_mount_fs) ||
	    vx_is_host_cgroup(type) || !vx_ccap(ccap, CAP_SYS_ADMIN))
		return false;
	if (strcmp(type, "devpts") && !vx_ccap(VXC_DEV_MOUNT, CAP_SYS_ADMIN))
		fc->s_iflags |= SB_I_NODEV;
	return true;
}

/*
 * Options are parsed before it is asked whether the file system may be mounted
 * or changed at all: a guest is asked first, so that it reaches no parser of a
 * driver that is not for it.  The kernel's own mounts go on.
 */
static bool vx_may_configure(struct fs_context *fc)
{
	if (fc->sb_flags & SB_KERNMOUNT)
		return true;
	switch (fc->purpose) {
	case FS_CONTEXT_FOR_MOUNT:
		return vserver_may_mount_fs(fc) ||
		       (fc->fs_type->fs_flags & FS_USERNS_MOUNT ?
			ns_capable(fc->user_ns, CAP_SYS_ADMIN) :
			capable(CAP_SYS_ADMIN));
	case FS_CONTEXT_FOR_RECONFIGURE:
		return ns_capable(fc->root->d_sb->s_user_ns, CAP_SYS_ADMIN);
	default:
		return true;
	}
}

int vserver_fs_context_parse_param(struct fs_context *fc,
				   struct fs_parameter *param)
{
	return vx_current() && !vx_may_configure(fc) ? -EPERM : -ENOPARAM;
}

/* is a process of the context in this mount namespace? */
static bool vx_has_mounts(const struct vx_info *vxi,
			  const struct mnt_namespace *ns)
{
	struct task_struct *p;
	bool ret = false;

	rcu_read_lock();
	for_each_process(p) {
		if (READ_ONCE(p->vserver.owner) != vxi->serial)
			continue;
		task_lock(p);
		ret = p->nsproxy && p->nsproxy->mnt_ns == ns;
		task_unlock(p);
		if (ret)
			break;
	}
	rcu_read_unlock();
	return ret;
}

/*
 * The namespace of the mount tells whose the path is.  A context that shares that
 * of the host has what is below its root.  Mounts that are nowhere - of pipes, of
 * memfds, of open_tree(2) - are not in the way of anybody; what was detached is.
 */
static bool vx_leads_out(const struct vx_info *me, const struct path *path)
{
	struct mnt_namespace *ns;
	struct path root;
	bool nowhere, ret;

	read_seqlock_excl(&mount_lock);
	ns = real_mount(path->mnt)->mnt_ns;
	nowhere = IS_ERR(ns) || (ns && is_anon_ns(ns));
	read_sequnlock_excl(&mount_lock);
	if (nowhere)
		return false;
	if (ns != init_task.nsproxy->mnt_ns)
		return ns != current->nsproxy->mnt_ns && !vx_has_mounts(me, ns);
	get_fs_root(current->fs, &root);
	ret = !path_is_under(path, &root);
	path_put(&root);
	return ret;
}

static bool vx_is_out_of_reach(const struct path *path)
{
	struct vx_info *me = vx_current();

	return me && me != &vx_watch && !vx_flag(me, VXF_STATE_SETUP) &&
	       vx_leads_out(me, path);
}

bool __vserver_may_jump(const struct path *path)
{
	return !vx_is_out_of_reach(path);
}

int vserver_path_chmod(const struct path *path, umode_t mode)
{
	return vx_is_out_of_reach(path) ? -EACCES : 0;
}

int vserver_path_chown(const struct path *path, kuid_t uid, kgid_t gid)
{
	return vx_is_out_of_reach(path) ? -EACCES : 0;
}
