// SPDX-License-Identifier: GPL-2.0-only
/*
 * Linux-VServer: commands on attributes of inodes.
 */

#include <linux/file.h>
#include <linux/mount.h>
#include <linux/namei.h>
#include <linux/vserver/proc.h>
#include <uapi/linux/vserver/inode.h>

#include "commands.h"
#include "iattr.h"
#include "internal.h"

/* what an inode can have; tags have no store */
static u32 vs_iattr_mask(const struct inode *inode)
{
	u32 mask = IATTR_IXUNLINK | IATTR_IMMUTABLE;

	if (S_ISDIR(inode->i_mode))
		mask |= IATTR_BARRIER;
	if (S_ISREG(inode->i_mode))
		mask |= IATTR_COW;
	if (vserver_proc_has_iattr(inode))
		mask |= IATTR_FLAGS;
	return mask;
}

static int vs_get_iattr_of(const struct path *path, u32 *flags, u32 *mask)
{
	struct inode *inode = d_inode(path->dentry);
	int err = vx_attr_get(path->dentry, inode, flags);

	if (err)
		return err;
	*mask = vs_iattr_mask(inode);
	if (*mask & IATTR_FLAGS)
		*flags |= vserver_proc_get_iattr(inode);
	if (IS_IMMUTABLE(inode))
		*flags |= IATTR_IMMUTABLE;
	if (*flags & IATTR_IXUNLINK && *flags & IATTR_IMMUTABLE)
		*flags |= IATTR_COW;
	*flags &= *mask;
	return 0;
}

static int vs_store_iattr(const struct path *path, u32 flags, u32 mask)
{
	int err = mnt_want_write(path->mnt);

	if (err)
		return err;
	err = vx_attr_set(path, flags, mask & (IATTR_BARRIER | IATTR_IXUNLINK));
	if (!err && mask & IATTR_IMMUTABLE)
		err = vx_immutable_set(path, flags & IATTR_IMMUTABLE);
	mnt_drop_write(path->mnt);
	return err;
}

/* somebody hears of those who read it */
static bool vs_reads_are_watched(const struct inode *inode)
{
#ifdef CONFIG_FSNOTIFY
	return READ_ONCE(inode->i_fsnotify_mask) & VX_READ_EVENTS;
#else
	return false;
#endif
}

/*
 * Who has the file open or mapped for writing would write to the files of all
 * who get it: then ETXTBSY, as for a program that runs, and as with that nobody
 * opens it for writing meanwhile.
 *
 * Who watches it would hear of all who get it: ETXTBSY, too.  That is looked at
 * when no new one can come, but for one that vserver_path_notify() has let pass and
 * that is not in the mask yet.
 */
static int vs_unify(const struct path *path, u32 old, u32 flags, u32 mask)
{
	struct inode *inode = d_inode(path->dentry);
	int err;

	if (!atomic_dec_unless_positive(&inode->i_writecount))
		return -ETXTBSY;
	err = vs_store_iattr(path, flags, mask);
	if (!err && !(old & IATTR_COW) && vs_reads_are_watched(inode))
		err = vs_store_iattr(path, old, mask) ?: -ETXTBSY;
	atomic_inc(&inode->i_writecount);
	return err;
}

static int vs_set_iattr_of(const struct path *path, u32 flags, u32 mask)
{
	struct inode *inode = d_inode(path->dentry);
	u32 has = vs_iattr_mask(inode), old;
	int err;

	if (!capable(CAP_LINUX_IMMUTABLE))
		return -EPERM;
	if (mask & ~(IATTR_BARRIER | IATTR_IXUNLINK | IATTR_IMMUTABLE |
		     IATTR_COW | (has & IATTR_FLAGS)))
		return -EINVAL;
	mask &= has;
	if (mask & IATTR_FLAGS)
		vserver_proc_set_iattr(inode, flags, mask);
	/* COW is not a third attribute: it is both of the others */
	if (mask & IATTR_COW) {
		mask |= IATTR_IXUNLINK | IATTR_IMMUTABLE;
		if (flags & IATTR_COW)
			flags |= IATTR_IXUNLINK | IATTR_IMMUTABLE;
	}
	err = vs_get_iattr_of(path, &old, &has);
	if (err)
		return err;
	if (S_ISREG(inode->i_mode) &&
	    (flags & mask & IATTR_IXUNLINK ||
	     (flags & mask & IATTR_IMMUTABLE && old & IATTR_IXUNLINK)))
		return vs_unify(path, old, flags, mask);
	return vs_store_iattr(path, flags, mask);
}

static long vs_get_by_name(const void __user *name, u32 *flags, u32 *mask)
{
	struct path path;
	long ret = user_path_at(AT_FDCWD, name, 0, &path);

	if (ret)
		return ret;
	ret = vs_get_iattr_of(&path, flags, mask);
	path_put(&path);
	return ret;
}

static long vs_set_by_name(const void __user *name, u32 flags, u32 mask)
{
	struct path path;
	long ret = user_path_at(AT_FDCWD, name, 0, &path);

	if (ret)
		return ret;
	ret = vs_set_iattr_of(&path, flags, mask);
	path_put(&path);
	return ret;
}

long vs_get_iattr(struct vs_call *call)
{
	struct vcmd_ctx_iattr_v1 *arg = call->arg;

	arg->tag = 0;
	return vs_get_by_name((const void __user *)arg->name, &arg->flags,
			      &arg->mask);
}

long vs_set_iattr(struct vs_call *call)
{
	struct vcmd_ctx_iattr_v1 *arg = call->arg;

	return vs_set_by_name((const void __user *)arg->name, arg->flags,
			      arg->mask);
}

#ifdef CONFIG_COMPAT
long vs_get_iattr_x32(struct vs_call *call)
{
	struct vcmd_ctx_iattr_v1_x32 *arg = call->arg;

	arg->tag = 0;
	return vs_get_by_name(compat_ptr(arg->name), &arg->flags, &arg->mask);
}

long vs_set_iattr_x32(struct vs_call *call)
{
	struct vcmd_ctx_iattr_v1_x32 *arg = call->arg;

	return vs_set_by_name(compat_ptr(arg->name), arg->flags, arg->mask);
}

#endif /* CONFIG_COMPAT */

/* the id is the descriptor */
long vs_fget_iattr(struct vs_call *call)
{
	struct vcmd_ctx_fiattr_v0 *arg = call->arg;
	struct fd f = fdget_raw(call->id);
	long ret;

	if (!fd_file(f))
		return -EBADF;
	arg->tag = 0;
	ret = vs_get_iattr_of(&fd_file(f)->f_path, &arg->flags, &arg->mask);
	fdput(f);
	return ret;
}

long vs_fset_iattr(struct vs_call *call)
{
	struct vcmd_ctx_fiattr_v0 *arg = call->arg;
	struct fd f = fdget_raw(call->id);
	long ret;

	if (!fd_file(f))
		return -EBADF;
	ret = vs_set_iattr_of(&fd_file(f)->f_path, arg->flags, arg->mask);
	fdput(f);
	return ret;
}
