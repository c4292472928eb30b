/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Linux-VServer: what an inode carries; inside kernel/vserver only.
 */
#ifndef _KERNEL_VSERVER_IATTR_H
#define _KERNEL_VSERVER_IATTR_H

#include <linux/fs.h>
#include <linux/fsnotify_backend.h>

#include "lsm.h"

#define VX_XATTR	"security.vserver"

/* what reading a file tells those who watch it */
#define VX_READ_EVENTS	(FS_ACCESS | FS_OPEN | FS_OPEN_EXEC | FS_CLOSE_NOWRITE | \
			 FS_ACCESS_PERM | FS_OPEN_PERM | FS_OPEN_EXEC_PERM)

/**
 * struct vx_inode_blob - the LSM blob of an inode
 * @owner: &vx_info.serial of the creator, for terminals and message queues;
 *	0 is the host.  Written before the inode is reachable.
 * @attr: IATTR_BARRIER and IATTR_IXUNLINK as stored, once @loaded
 * @gen: counts the changes of the stored value, so that a reader who was
 *	overtaken does not keep what it read
 * @loaded: @attr is what is stored; with @attr and @gen under inode->i_lock
 * @plain: a directory without a barrier, or a regular file, on an ordinary
 *	file system: our checks have nothing against it.  Written under
 *	inode->i_lock for directories.
 */
struct vx_inode_blob {
	u64	owner;
	u32	attr;
	u16	gen;
	bool	loaded;
	bool	plain;
};

static inline struct vx_inode_blob *vx_inode(const struct inode *inode)
{
	return inode->i_security + vserver_blob_sizes.lbs_inode;
}

/* iattr.c */
int vx_attr_get(struct dentry *dentry, struct inode *inode, u32 *attr);
int vx_attr_set(const struct path *path, u32 attr, u32 mask);
int vx_immutable_set(const struct path *path, bool on);
void vx_attr_forget(struct inode *inode);
int vx_barrier_check(struct inode *inode, int mask);
bool vx_is_unified(struct dentry *dentry);

#endif /* _KERNEL_VSERVER_IATTR_H */
