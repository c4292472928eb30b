/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Linux-VServer hooks for mounts; included by fs/namei.c,
 * fs/namespace.c and fs/super.c.
 */
#ifndef _LINUX_VSERVER_MOUNT_H
#define _LINUX_VSERVER_MOUNT_H

#include <linux/vserver/key.h>

struct fs_context;
struct path;
struct super_block;

#ifdef CONFIG_VSERVER
bool __vserver_may_jump(const struct path *path);
bool vserver_may_mount(void);
bool vserver_hides_mounts(void);
bool vserver_may_mount_fs(struct fs_context *fc);
bool vserver_may_remount(const struct super_block *sb, int old, int new);

/* may the caller follow a link of /proc, which is no name, to this path? */
static inline bool vserver_may_jump(const struct path *path)
{
	return !vserver_hook(may_jump) || __vserver_may_jump(path);
}
#else
static inline bool vserver_may_jump(const struct path *path)
{
	return true;
}

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
