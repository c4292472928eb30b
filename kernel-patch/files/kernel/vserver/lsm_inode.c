// SPDX-License-Identifier: GPL-2.0-only
/*
 * Linux-VServer: the hooks of the security module for inodes.
 *
 * Three things are decided here: which device nodes a guest may open and make,
 * what it may do on file systems that show the kernel or other contexts, and
 * who may change our own extended attribute.
 */

#include <linux/cgroup.h>
#include <linux/fs.h>
#include <linux/kernfs.h>
#include <linux/magic.h>
#include <linux/major.h>
#include <linux/nsproxy.h>
#include <linux/vserver/proc.h>
#include <linux/vserver/sysfs.h>

#include "device.h"
#include "iattr.h"
#include "internal.h"
#include "lsm.h"

/* of ipc/mqueue.c, which does not share it */
#define MQUEUE_MAGIC	0x19800202

int vserver_inode_alloc_security(struct inode *inode)
{
	switch (inode->i_sb->s_magic) {
	case MQUEUE_MAGIC:
	case DEVPTS_SUPER_MAGIC:
		vx_inode(inode)->owner = vx_current_serial();
	}
	return 0;
}

static bool vx_is_node(umode_t mode)
{
	return S_ISCHR(mode) || S_ISBLK(mode);
}

/* those of devpts have owners */
static int vx_device_check(struct vx_info *me, const struct inode *inode,
			   int mask)
{
	if (!(mask & (MAY_READ | MAY_WRITE)) ||
	    inode->i_sb->s_magic == DEVPTS_SUPER_MAGIC)
		return 0;
	return vx_device_flags(me, inode->i_mode, inode->i_rdev, NULL) &
	       DATTR_OPEN ? 0 : -EACCES;
}

/* a guest reads what everybody may read, and writes nothing */
static int vx_read_only(const struct inode *inode, int mask)
{
	if (S_ISDIR(inode->i_mode))
		return mask & MAY_WRITE ? -EACCES : 0;
	if (mask & MAY_WRITE)
		return -EACCES;
	return mask & MAY_READ && !(inode->i_mode & 0004) ? -EACCES : 0;
}

/*
 * Queues and terminals have owners; the directories and ptmx do not.  The
 * spectator reads all of them.
 */
static int vx_owned(struct vx_info *me, struct inode *inode, int mask)
{
	if (S_ISDIR(inode->i_mode) || (me == &vx_watch && !(mask & MAY_WRITE)) ||
	    (S_ISCHR(inode->i_mode) && imajor(inode) == 5))
		return 0;
	return vx_inode(inode)->owner == me->serial ? 0 : -ENOENT;
}

static int vx_proc_check(const struct inode *inode, int mask)
{
	if (vserver_proc_is_static(inode))
		return vserver_proc_shows(inode) ? vx_read_only(inode, mask) :
						   -ENOENT;
	/* an inherited descriptor may lead to any process */
	return vserver_proc_may_access(inode, mask) ? 0 : -EACCES;
}

static bool vx_is_in_cgroup(struct kernfs_node *node, struct kernfs_node *root)
{
	for (; node; node = node->parent)
		if (node == root)
			return true;
	return false;
}

/* the root of the caller's own cgroup namespace, if it has one */
static struct kernfs_node *vx_cgroup_root(void)
{
	struct nsproxy *ns = current->nsproxy;

	return !ns || ns->cgroup_ns == &init_cgroup_ns ?
		NULL : ns->cgroup_ns->root_cset->dfl_cgrp->kn;
}

/*
 * A guest manages what is below the root of its own cgroup namespace, and there
 * what is delegated: its limits are files of that root, too.
 */
static int vx_cgroup_check(const struct inode *inode, int mask)
{
	struct kernfs_node *node = inode->i_private, *root = vx_cgroup_root();

	if (!root || !vx_is_in_cgroup(node, root))
		return vx_read_only(inode, mask);
	if (mask & MAY_WRITE && S_ISREG(inode->i_mode) &&
	    node->parent == root &&
	    !(((struct cftype *)node->priv)->flags & CFTYPE_NS_DELEGATABLE))
		return -EACCES;
	return 0;
}

static int vx_fs_check(struct vx_info *me, struct inode *inode, int mask)
{
	switch (vx_fs_class(inode->i_sb)) {
	case VX_FS_ORDINARY:
		return 0;
	case VX_FS_PROC:
		return vx_proc_check(inode, mask);
	case VX_FS_SYSFS:
		return vserver_kernfs_sees(inode->i_sb, inode->i_private) ?
			vx_read_only(inode, mask) : -ENOENT;
	case VX_FS_CGROUP:
		return vx_cgroup_check(inode, mask);
	case VX_FS_READONLY:
		return vx_read_only(inode, mask);
	case VX_FS_OWNED:
		return vx_owned(me, inode, mask);
	case VX_FS_REFUSED:
		break;
	}
	return -EACCES;
}

/* a function of its own, so that the common case saves no registers */
static noinline int vx_inode_check(struct vx_info *me, struct inode *inode,
				   int mask)
{
	int err = vx_fs_check(me, inode, mask);

	if (err)
		return err;
	if (S_ISDIR(inode->i_mode) && me != &vx_watch)
		return vx_barrier_check(inode, mask);
	if (vx_is_node(inode->i_mode))
		return vx_device_check(me, inode, mask);
	if (S_ISREG(inode->i_mode) &&
	    vx_fs_class(inode->i_sb) == VX_FS_ORDINARY)
		WRITE_ONCE(vx_inode(inode)->plain, true);
	return 0;
}

static noinline int vx_getattr_check(struct vx_info *me, struct inode *inode)
{
	switch (vx_fs_class(inode->i_sb)) {
	case VX_FS_OWNED:
		return vx_owned(me, inode, 0);
	case VX_FS_PROC:
		return vserver_proc_shows(inode) ? 0 : -ENOENT;
	case VX_FS_SYSFS:
		return vserver_kernfs_sees(inode->i_sb, inode->i_private) ?
			0 : -ENOENT;
	case VX_FS_ORDINARY:
		if (S_ISREG(inode->i_mode))
			WRITE_ONCE(vx_inode(inode)->plain, true);
		return 0;
	default:
		return 0;
	}
}

int vserver_inode_permission(struct inode *inode, int mask)
{
	struct vx_info *me = vx_current();

	if (!me || READ_ONCE(vx_inode(inode)->plain))
		return 0;
	return vx_inode_check(me, inode, mask);
}

int vserver_inode_getattr(const struct path *path)
{
	struct vx_info *me = vx_current();
	struct inode *inode = d_backing_inode(path->dentry);

	if (!me || READ_ONCE(vx_inode(inode)->plain))
		return 0;
	return vx_getattr_check(me, inode);
}

/*
 * A descriptor that somebody sends.  What another context has opened and leads
 * further - a directory, a process, a namespace, a device - stays
 * out; data is a gift.
 */
int vserver_file_receive(struct file *file)
{
	struct vx_info *me = vx_current();
	struct inode *inode = file_inode(file);

	if (!me || vx_cred(file->f_cred)->vxi == me)
		return 0;
	if (S_ISDIR(inode->i_mode) || file->f_mode & FMODE_PATH ||
	    inode->i_sb->s_magic == NSFS_MAGIC ||
	    inode->i_sb->s_magic == PID_FS_MAGIC)
		return -EACCES;
	/* tty and ptmx: what is behind them is a terminal of the sender */
	if (S_ISCHR(inode->i_mode) && imajor(inode) == TTYAUX_MAJOR)
		return -EACCES;
	/* it has the device itself, of which the guest gets another */
	if (vx_is_node(inode->i_mode) &&
	    vx_device_flags(me, inode->i_mode, inode->i_rdev, NULL) &
	    DATTR_REMAP)
		return -EACCES;
	return vx_inode_check(me, inode, MAY_READ | MAY_WRITE);
}

/* read what __vserver_lock_apart() asks for, while it may sleep */
int vserver_file_lock(struct file *file, unsigned int cmd)
{
	struct inode *inode = file_inode(file);
	u32 attr;

	return S_ISREG(inode->i_mode) && IS_IMMUTABLE(inode) ?
		vx_attr_get(file->f_path.dentry, inode, &attr) : 0;
}

/* who has one link of a unified file does not hear who reads the others */
int vserver_path_notify(const struct path *path, u64 mask,
			unsigned int obj_type)
{
	return mask & VX_READ_EVENTS && vx_current() &&
	       d_is_reg(path->dentry) && vx_is_unified(path->dentry) ?
		-EACCES : 0;
}

/*
 * A node that a guest can neither open nor make was put there for somebody else,
 * who may find it with another mode; so was every one of devtmpfs, of which there
 * is one for all.  Whiteouts of an overlay are no devices.
 */
static bool vx_keeps_node(struct vx_info *me, const struct inode *inode)
{
	if (!vx_is_node(inode->i_mode) || IS_WHITEOUT(inode) ||
	    inode->i_sb->s_magic == DEVPTS_SUPER_MAGIC)
		return false;
	return !strcmp(inode->i_sb->s_type->name, "devtmpfs") ||
	       !(vx_device_flags(me, inode->i_mode, inode->i_rdev, NULL) &
		 (DATTR_OPEN | DATTR_CREATE | VX_DEVICE_SAFE));
}

/*
 * Owner, mode and extended attributes of what a guest may not write are not its
 * to change either; on the file systems with owners that includes what is there
 * for all, and the root of a guest's control groups is the host's.
 */
static int vx_change_check(struct dentry *dentry)
{
	struct vx_info *me = vx_current();
	struct inode *inode = d_backing_inode(dentry);
	int err = me ? vx_fs_check(me, inode, MAY_WRITE) : 0;

	if (err || !me)
		return err;
	if (S_ISDIR(inode->i_mode) && vx_barrier_check(inode, MAY_EXEC))
		return -EACCES;
	switch (vx_fs_class(inode->i_sb)) {
	case VX_FS_OWNED:
		return vx_inode(inode)->owner == me->serial ? 0 : -EACCES;
	case VX_FS_CGROUP:
		return inode->i_private == vx_cgroup_root() ? -EACCES : 0;
	default:
		return vx_keeps_node(me, inode) ? -EACCES : 0;
	}
}

int vserver_inode_setattr(struct mnt_idmap *idmap, struct dentry *dentry,
			  struct iattr *attr)
{
	return vx_change_check(dentry);
}

/* whiteouts are no devices; the credential decides, see vx_xattr_check() */
int vserver_inode_mknod(struct inode *dir, struct dentry *dentry, umode_t mode,
			dev_t dev)
{
	const struct vx_info *me = vx_cred(current_cred())->vxi;

	if (!me || !vx_is_node(mode) || (S_ISCHR(mode) && dev == WHITEOUT_DEV))
		return 0;
	return vx_device_flags(me, mode, dev, NULL) &
	       (DATTR_CREATE | VX_DEVICE_SAFE) ? 0 : -EPERM;
}

/* the directory of the queues belongs to all, the name to the owner */
int vserver_inode_unlink(struct inode *dir, struct dentry *dentry)
{
	struct vx_info *me = vx_current();

	return me && dir->i_sb->s_magic == MQUEUE_MAGIC ?
		vx_owned(me, d_backing_inode(dentry), MAY_WRITE) : 0;
}

/* userfaultfd(2) has no check of its own and stops the kernel at will */
int vserver_inode_init_security_anon(struct inode *inode,
				     const struct qstr *name,
				     const struct inode *context)
{
	return vx_current() && !strcmp(name->name, "[userfaultfd]") ? -EPERM :
								      0;
}

/*
 * Our own extended attribute is changed by the host only.  The credential
 * decides, not the task: an overlay that the host mounted acts with the
 * credential of the host on the layers below.
 */
static int vx_xattr_check(const char *name)
{
	return vx_cred(current_cred())->vxi && !strcmp(name, VX_XATTR) ?
		-EPERM : 0;
}

int vserver_inode_setxattr(struct mnt_idmap *idmap, struct dentry *dentry,
			   const char *name, const void *value, size_t size,
			   int flags)
{
	return vx_xattr_check(name) ?: vx_change_check(dentry);
}

int vserver_inode_removexattr(struct mnt_idmap *idmap, struct dentry *dentry,
			      const char *name)
{
	return vx_xattr_check(name) ?: vx_change_check(dentry);
}

int vserver_inode_set_acl(struct mnt_idmap *idmap, struct dentry *dentry,
			  const char *name, struct posix_acl *acl)
{
	return vx_change_check(dentry);
}

int vserver_inode_remove_acl(struct mnt_idmap *idmap, struct dentry *dentry,
			     const char *name)
{
	return vx_change_check(dentry);
}

void vserver_inode_post_setxattr(struct dentry *dentry, const char *name,
				 const void *value, size_t size, int flags)
{
	if (!strcmp(name, VX_XATTR))
		vx_attr_forget(d_backing_inode(dentry));
}

void vserver_inode_post_removexattr(struct dentry *dentry, const char *name)
{
	if (!strcmp(name, VX_XATTR))
		vx_attr_forget(d_backing_inode(dentry));
}

/* a copy in the upper layer of an overlay shares nothing: no iunlink */
int vserver_inode_copy_up_xattr(struct dentry *src, const char *name)
{
	return !d_is_dir(src) && !strcmp(name, VX_XATTR) ?
		-ECANCELED : -EOPNOTSUPP;
}
