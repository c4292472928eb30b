/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Linux-VServer: hooks of the VFS for attributes of inodes.
 *
 * Included by files of fs/ and kernel/vserver.  They act on the host as well,
 * and ask nothing of a file that is not immutable.
 */
#ifndef _LINUX_VSERVER_FS_H
#define _LINUX_VSERVER_FS_H

#include <linux/fs.h>
#include <linux/path.h>
#include <linux/vserver/key.h>

#ifdef CONFIG_VSERVER
int __vserver_break_link(struct path *path, bool write);
bool __vserver_is_iunlink(struct dentry *dentry);
bool __vserver_lock_apart(const struct file *holder);
bool __vserver_lease_tells(const struct file *file);

/*
 * Before a change of data (@write) or attributes through a name: a unified file
 * is replaced by a copy of its own, and @path follows.
 */
static inline int vserver_break_link(struct path *path, bool write)
{
	struct inode *inode = d_backing_inode(path->dentry);

	if (likely(!IS_IMMUTABLE(inode)) || !S_ISREG(inode->i_mode) ||
	    !vserver_has_hook(break_link))
		return 0;
	return __vserver_break_link(path, write);
}

/* immutable, and without the exception for links that iunlink makes */
static inline bool vserver_fixed(struct dentry *dentry)
{
	return IS_IMMUTABLE(d_inode(dentry)) &&
	       !(vserver_has_hook(fixed) && __vserver_is_iunlink(dentry));
}

/*
 * Does the lock or lease that @holder has on a file mean nothing to the caller?
 * A unified file is one of each context's own, which cannot know of the others.
 */
static inline bool vserver_lock_apart(const struct file *holder)
{
	return vserver_hook(lock_apart) && IS_IMMUTABLE(file_inode(holder)) &&
	       __vserver_lock_apart(holder);
}

/* would a lease for writing tell the caller whether others have @file open? */
static inline bool vserver_lease_tells(const struct file *file)
{
	return vserver_hook(lock_apart) && IS_IMMUTABLE(file_inode(file)) &&
	       __vserver_lease_tells(file);
}
#else
static inline int vserver_break_link(struct path *path, bool write)
{
	return 0;
}

static inline bool vserver_fixed(struct dentry *dentry)
{
	return IS_IMMUTABLE(d_inode(dentry));
}

static inline bool vserver_lock_apart(const struct file *holder)
{
	return false;
}

static inline bool vserver_lease_tells(const struct file *file)
{
	return false;
}
#endif /* CONFIG_VSERVER */

/* the same for open(2); @file may be open by now, or created by it */
static inline int vserver_break_open(struct path *path, struct file *file,
				     int acc_mode)
{
	if (!(acc_mode & MAY_WRITE) ||
	    file->f_mode & (FMODE_OPENED | FMODE_CREATED))
		return 0;
	return vserver_break_link(path, true);
}

#endif /* _LINUX_VSERVER_FS_H */
