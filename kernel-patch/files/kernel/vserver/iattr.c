// SPDX-License-Identifier: GPL-2.0-only
/*
 * Linux-VServer: attributes of inodes.
 *
 * Barrier and iunlink are stored in the extended attribute security.vserver, so
 * that every file system with extended attributes has them, and an unpatched
 * kernel keeps them.  Immutable is the file system's own flag: an unpatched
 * kernel does not write to a unified file either.
 *
 * The stored value is read at the first question and kept in the LSM blob of
 * the inode, under inode->i_lock; a change bumps the generation there.
 */

#include <linux/dcache.h>
#include <linux/fs.h>
#include <linux/fileattr.h>
#include <linux/mount.h>
#include <linux/xattr.h>
#include <linux/vserver/fs.h>

#include "iattr.h"
#include "internal.h"

#define VX_XATTR_VERSION	1

/* the value of the extended attribute */
struct vx_xattr {
	u8	version;
	u8	zero[3];
	__le32	attr;
	__le32	tag;
};

/* read what is stored; an inode without it has no attributes */
static int vx_attr_read(struct dentry *dentry, struct inode *inode, u32 *attr)
{
	struct vx_xattr value;
	int len;

	*attr = 0;
	if (!(inode->i_opflags & IOP_XATTR))
		return 0;
	len = __vfs_getxattr(dentry, inode, VX_XATTR, &value, sizeof(value));
	if (len == -ENODATA || len == -EOPNOTSUPP)
		return 0;
	if (len == -ERANGE || (len >= 0 && len != sizeof(value)))
		return -EIO;
	if (len < 0)
		return len;
	if (value.version != VX_XATTR_VERSION)
		return -EIO;
	*attr = le32_to_cpu(value.attr);
	return 0;
}

/**
 * vx_attr_get - the stored attributes of an inode
 * @dentry: a name of the inode
 * @inode: the inode
 * @attr: set to IATTR_BARRIER and IATTR_IXUNLINK, as stored
 *
 * Context: Process context.  May sleep.
 * Return: 0, -EIO when the stored value is not ours, or an error of the file
 * system.
 */
int vx_attr_get(struct dentry *dentry, struct inode *inode, u32 *attr)
{
	struct vx_inode_blob *blob = vx_inode(inode);
	u16 gen = READ_ONCE(blob->gen);
	bool plain;
	int err;

	/* pairs with the release below: then attr is the value stored */
	if (smp_load_acquire(&blob->loaded)) {
		*attr = READ_ONCE(blob->attr);
		return 0;
	}
	err = vx_attr_read(dentry, inode, attr);
	if (err)
		return err;
	plain = S_ISDIR(inode->i_mode) &&
		vx_fs_class(inode->i_sb) == VX_FS_ORDINARY &&
		!(*attr & IATTR_BARRIER);
	spin_lock(&inode->i_lock);
	if (blob->gen == gen) {
		WRITE_ONCE(blob->attr, *attr);
		WRITE_ONCE(blob->plain, plain);
		/* pairs with the acquires here and in vx_barrier_check() */
		smp_store_release(&blob->loaded, true);
	}
	spin_unlock(&inode->i_lock);
	return 0;
}

/* the stored value has changed, or may have */
void vx_attr_forget(struct inode *inode)
{
	struct vx_inode_blob *blob = vx_inode(inode);

	spin_lock(&inode->i_lock);
	blob->gen++;
	WRITE_ONCE(blob->loaded, false);
	WRITE_ONCE(blob->plain, false);
	spin_unlock(&inode->i_lock);
}

/**
 * vx_attr_set - change the stored attributes of an inode
 * @path: the inode
 * @attr: IATTR_BARRIER and IATTR_IXUNLINK
 * @mask: which of them change
 *
 * Context: Process context, write access to the mount is held.
 * Return: 0, -EOPNOTSUPP when the file system has no place for it, or another
 * error of the file system.
 */
int vx_attr_set(const struct path *path, u32 attr, u32 mask)
{
	struct inode *inode = d_inode(path->dentry);
	struct vx_xattr value = { .version = VX_XATTR_VERSION };
	u32 old;
	int err;

	inode_lock(inode);
	err = vx_attr_get(path->dentry, inode, &old);
	if (!err && ((old ^ attr) & mask)) {
		value.attr = cpu_to_le32((old & ~mask) | (attr & mask));
		/* the permission is the command's: immutable does not matter */
		err = __vfs_setxattr_noperm(mnt_idmap(path->mnt), path->dentry,
					    VX_XATTR, &value, sizeof(value), 0);
		vx_attr_forget(inode);
	}
	inode_unlock(inode);
	return err;
}

/**
 * vx_immutable_set - change the immutable flag of the file system
 * @path: the inode
 * @on: what it becomes
 *
 * Context: Process context, write access to the mount is held.
 * Return: 0, -EOPNOTSUPP when the file system has no such flag, or another
 * error of the file system.
 */
int vx_immutable_set(const struct path *path, bool on)
{
	struct fileattr fa;
	u32 flags;
	int err;

	if (!!IS_IMMUTABLE(d_inode(path->dentry)) == on)
		return 0;
	err = vfs_fileattr_get(path->dentry, &fa);
	if (err)
		return err == -ENOIOCTLCMD ? -EOPNOTSUPP : err;
	flags = on ? fa.flags | FS_IMMUTABLE_FL : fa.flags & ~FS_IMMUTABLE_FL;
	fileattr_fill_flags(&fa, flags);
	return vfs_fileattr_set(mnt_idmap(path->mnt), path->dentry, &fa);
}

/**
 * vx_barrier_check - may a guest pass or list a directory
 * @inode: the directory
 * @mask: MAY_*
 *
 * Context: Any; with MAY_NOT_BLOCK in @mask under RCU.
 * Return: 0, -EACCES at a barrier, -ECHILD when the answer needs to sleep, or
 * an error of the file system.
 */
int vx_barrier_check(struct inode *inode, int mask)
{
	struct dentry *dentry;
	u32 attr;
	int err;

	if (!(mask & (MAY_EXEC | MAY_READ)) || !(inode->i_opflags & IOP_XATTR))
		return 0;
	/* pairs with the release in vx_attr_get() */
	if (smp_load_acquire(&vx_inode(inode)->loaded))
		return READ_ONCE(vx_inode(inode)->attr) & IATTR_BARRIER ?
			-EACCES : 0;
	if (mask & MAY_NOT_BLOCK)
		return -ECHILD;
	dentry = d_find_any_alias(inode);
	if (!dentry)
		return 0;
	err = vx_attr_get(dentry, inode, &attr);
	dput(dentry);
	return err ?: attr & IATTR_BARRIER ? -EACCES : 0;
}

bool __vserver_is_iunlink(struct dentry *dentry)
{
	u32 attr;

	return !vx_attr_get(dentry, d_inode(dentry), &attr) &&
	       attr & IATTR_IXUNLINK;
}

/* do others have the file as well?  What cannot be read may be one of these */
bool vx_is_unified(struct dentry *dentry)
{
	struct inode *inode = d_backing_inode(dentry);
	u32 attr;

	return IS_IMMUTABLE(inode) && (vx_attr_get(dentry, inode, &attr) ||
				       attr & IATTR_IXUNLINK);
}
