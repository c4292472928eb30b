/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Linux-VServer and sysfs; included by fs/kernfs/ and kernel/vserver/.
 */
#ifndef _LINUX_VSERVER_SYSFS_H
#define _LINUX_VSERVER_SYSFS_H

#include <linux/types.h>

struct kernfs_node;
struct super_block;

#ifdef CONFIG_VSERVER

#include <linux/fs.h>
#include <linux/magic.h>
#include <linux/vserver/key.h>

/* kernel/vserver/sysfs.c */
bool __vserver_sysfs_sees(struct kernfs_node *node);

/* does the caller see a node?  Other file systems on kernfs hide nothing. */
static inline bool vserver_kernfs_sees(const struct super_block *sb,
				       struct kernfs_node *node)
{
	return !vserver_hook(kernfs_sees) || sb->s_magic != SYSFS_MAGIC ||
	       __vserver_sysfs_sees(node);
}

#else

static inline bool vserver_kernfs_sees(const struct super_block *sb,
				       struct kernfs_node *node)
{
	return true;
}

#endif /* CONFIG_VSERVER */
#endif /* _LINUX_VSERVER_SYSFS_H */
