/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Linux-VServer: hooks for device nodes; included by fs/char_dev.c, fs/namei.c
 * and block/fops.c.
 */
#ifndef _LINUX_VSERVER_DEVMAP_H
#define _LINUX_VSERVER_DEVMAP_H

#include <linux/types.h>
#include <linux/vserver/key.h>

struct file;
struct inode;

#ifdef CONFIG_VSERVER
int __vserver_map_device(struct inode **inode, struct file *file);
bool vserver_may_mknod(umode_t mode, dev_t dev);

/*
 * A device node is being opened: may the caller, and what does it get?  @inode
 * is replaced when that is another device, and @file is one of that device then.
 */
static inline int vserver_map_device(struct inode **inode, struct file *file)
{
	return vserver_hook(map_device) ? __vserver_map_device(inode, file) : 0;
}
#else
static inline int vserver_map_device(struct inode **inode, struct file *file)
{
	return 0;
}

static inline bool vserver_may_mknod(umode_t mode, dev_t dev)
{
	return false;
}
#endif /* CONFIG_VSERVER */

#endif /* _LINUX_VSERVER_DEVMAP_H */
