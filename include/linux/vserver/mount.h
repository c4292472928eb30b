/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Linux-VServer hooks for mounts; included by fs/namespace.c and fs/super.c.
 */
#ifndef _LINUX_VSERVER_MOUNT_H
#define _LINUX_VSERVER_MOUNT_H

#include <linux/types.h>

struct fs_context;
struct super_block;

#ifdef CONFIG_VSERVER
bool vserver_may_mount(void);
bool vserver_hides_mounts(void);
bool vserver_may_mount_fs(struct fs_context *fc);
bool vserver_may_remount(const struct super_block *sb, int old, int new);
#else
static inline bool vserver_hides_mounts(void)
{
	return false;
}

static inline bool vserver_may_mount(void)
{
	return false;
}

static inline bool vserver_may_mount_fs(struct fs_context *fc)
{
	return false;
}

static inline bool vserver_may_remount(const struct super_block *sb, int old,
				       int new)
{
	return true;
}
#endif

#endif /* _LINUX_VSERVER_MOUNT_H */
