/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Linux-VServer: what an inode carries; inside kernel/vserver only.
 */
#ifndef _KERNEL_VSERVER_IATTR_H
#define _KERNEL_VSERVER_IATTR_H

#include <linux/fs.h>

#include "lsm.h"

/**
 * struct vx_inode_blob - the LSM blob of an inode
 * @owner: &vx_info.serial of the creator, for terminals and message queues;
 *	0 is the host.  Written before the inode is reachable.
 */
struct vx_inode_blob {
	u64 owner;
};

static inline struct vx_inode_blob *vx_inode(const struct inode *inode)
{
	return inode->i_security + vserver_blob_sizes.lbs_inode;
}

#endif /* _KERNEL_VSERVER_IATTR_H */
