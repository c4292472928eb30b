// SPDX-License-Identifier: GPL-2.0-only
/*
 * Linux-VServer: breaking a copy-on-write hard link.
 *
 * A unified file is immutable and iunlink.  Before its first change through a
 * name, that name gets a file of its own:
 *
 *	copy	into an unnamed file of the same directory: data (by reference
 *		where the file system can), holes, owner, mode, times, extended
 *		attributes, access lists
 *	sync	the copy is on the disk before it has a name
 *	swap	under the lock of the directory it gets a name that nobody
 *		guesses and is renamed over the old one
 *
 * At any failure the unnamed file vanishes and the original is as it was.  The
 * last link is copied, too: who has the old file open or mapped, and got it
 * through another name, keeps what it has.  All of this runs with the kernel's
 * credentials, after the caller's right to the change was checked.
 */

#include <linux/cred.h>
#include <linux/fs.h>
#include <linux/mount.h>
#include <linux/namei.h>
#include <linux/posix_acl.h>
#include <linux/posix_acl_xattr.h>
#include <linux/random.h>
#include <linux/sched/signal.h>
#include <linux/slab.h>
#include <linux/xattr.h>
#include <linux/vserver/fs.h>

#include "iattr.h"
#include "internal.h"

/* between two looks at pending signals */
#define VX_COPY_CHUNK	(4 << 20)

static int vx_copy_range(struct file *from, struct file *to, loff_t pos,
			 loff_t end)
{
	ssize_t n;

	for (; pos < end; pos += n) {
		if (fatal_signal_pending(current))
			return -EINTR;
		n = vfs_copy_file_range(from, pos, to, pos,
					min_t(loff_t, end - pos, VX_COPY_CHUNK),
					0);
		if (n <= 0)
			return n ?: -EIO;
	}
	return 0;
}

/* data only; the caller sets the size, which a hole at the end needs */
static int vx_copy_data(struct file *from, struct file *to, loff_t size)
{
	loff_t pos = 0, end;
	int err = 0;

	if (!size || vfs_clone_file_range(from, 0, to, 0, size, 0) == size)
		return 0;
	while (!err && pos < size) {
		pos = vfs_llseek(from, pos, SEEK_DATA);
		if (pos < 0)
			return pos == -ENXIO ? 0 : pos;
		end = vfs_llseek(from, pos, SEEK_HOLE);
		if (end < 0)
			return end;
		err = vx_copy_range(from, to, pos, min(end, size));
		pos = end;
	}
	return err;
}

static int vx_copy_xattr(struct mnt_idmap *idmap, struct dentry *from,
			 struct dentry *to, const char *name)
{
	char *value = NULL;
	int len;

	if (!strcmp(name, VX_XATTR) || is_posix_acl_xattr(name))
		return 0;
	len = vfs_getxattr_alloc(idmap, from, name, &value, 0, GFP_KERNEL);
	if (len >= 0)
		len = vfs_setxattr(idmap, to, name, value, len, 0);
	kfree(value);
	return len;
}

static int vx_copy_xattrs(struct mnt_idmap *idmap, struct dentry *from,
			  struct dentry *to)
{
	ssize_t len = vfs_listxattr(from, NULL, 0);
	char *list, *name;
	int err = 0;

	if (len <= 0)
		return len == -EOPNOTSUPP ? 0 : len;
	list = kvmalloc(len, GFP_KERNEL);
	if (!list)
		return -ENOMEM;
	len = vfs_listxattr(from, list, len);
	if (len < 0)
		err = len;
	for (name = list; !err && name < list + len; name += strlen(name) + 1)
		err = vx_copy_xattr(idmap, from, to, name);
	kvfree(list);
	return err;
}

static int vx_copy_acl(struct mnt_idmap *idmap, struct dentry *from,
		       struct dentry *to)
{
	struct posix_acl *acl;
	int err;

	acl = vfs_get_acl(idmap, from, XATTR_NAME_POSIX_ACL_ACCESS);
	if (IS_ERR_OR_NULL(acl)) {
		err = PTR_ERR_OR_ZERO(acl);
		return err == -EOPNOTSUPP || err == -ENODATA ? 0 : err;
	}
	err = vfs_set_acl(idmap, to, XATTR_NAME_POSIX_ACL_ACCESS, acl);
	posix_acl_release(acl);
	return err;
}

static int vx_set_attr(struct mnt_idmap *idmap, struct dentry *to,
		       struct iattr *attr)
{
	int err;

	inode_lock(d_inode(to));
	err = notify_change(idmap, to, attr, NULL);
	inode_unlock(d_inode(to));
	return err;
}

/* a change of owner drops set-id bits and capabilities: it comes first */
static int vx_copy_meta(struct mnt_idmap *idmap, struct dentry *from,
			struct file *file, loff_t size)
{
	struct dentry *to = file->f_path.dentry;
	struct inode *inode = d_inode(from);
	struct iattr owner = {
		.ia_valid = ATTR_UID | ATTR_GID | ATTR_FORCE,
		.ia_vfsuid = i_uid_into_vfsuid(idmap, inode),
		.ia_vfsgid = i_gid_into_vfsgid(idmap, inode),
	};
	struct iattr mode = {
		.ia_valid = ATTR_MODE | ATTR_FORCE,
		.ia_mode = inode->i_mode,
	};
	struct iattr times = {
		.ia_valid = ATTR_ATIME | ATTR_ATIME_SET | ATTR_MTIME |
			    ATTR_MTIME_SET | ATTR_FORCE,
		.ia_atime = inode_get_atime(inode),
		.ia_mtime = inode_get_mtime(inode),
	};

	return do_truncate(idmap, to, size, 0, file) ?:
	       vx_set_attr(idmap, to, &owner) ?:
	       vx_set_attr(idmap, to, &mode) ?:
	       vx_copy_xattrs(idmap, from, to) ?:
	       vx_copy_acl(idmap, from, to) ?:
	       vx_set_attr(idmap, to, &times);
}

/* give the copy a name and move it over the old one; *path follows */
static int vx_swap(struct path *path, struct dentry *parent, struct file *copy)
{
	struct mnt_idmap *idmap = mnt_idmap(path->mnt);
	struct inode *dir = d_inode(parent);
	struct renamedata rd = {
		.old_mnt_idmap = idmap, .old_dir = dir,
		.new_mnt_idmap = idmap, .new_dir = dir,
		.new_dentry = path->dentry,
	};
	struct dentry *name;
	char text[32];
	int err = -ESTALE;

	snprintf(text, sizeof(text), ".vserver-%016llx", get_random_u64());
	inode_lock_nested(dir, I_MUTEX_PARENT);
	/* meanwhile the name may have gone, or be another file's */
	if (path->dentry->d_parent != parent || d_unhashed(path->dentry))
		goto unlock;
	name = lookup_one_len(text, parent, strlen(text));
	err = PTR_ERR_OR_ZERO(name);
	if (err)
		goto unlock;
	err = vfs_link(copy->f_path.dentry, idmap, dir, name, NULL);
	if (err)
		goto put;
	rd.old_dentry = name;
	err = vfs_rename(&rd);
	if (err) {
		vfs_unlink(idmap, dir, name, NULL);
		goto put;
	}
	swap(path->dentry, name);
put:
	dput(name);
unlock:
	inode_unlock(dir);
	return err;
}

static int vx_break_copy(struct path *path, struct dentry *parent,
			 struct file *from, struct file *to)
{
	loff_t size = i_size_read(file_inode(from));
	int err;

	err = vx_copy_data(from, to, size);
	if (err)
		return err;
	err = mnt_want_write(path->mnt);
	if (err)
		return err;
	err = vx_copy_meta(mnt_idmap(path->mnt), path->dentry, to, size) ?:
	      vfs_fsync(to, 0) ?:
	      vx_swap(path, parent, to);
	mnt_drop_write(path->mnt);
	return err;
}

static struct file *vx_unnamed(const struct path *path, struct dentry *parent)
{
	struct path dir = { .mnt = path->mnt, .dentry = parent };
	struct file *file;
	int err = mnt_want_write(path->mnt);

	if (err)
		return ERR_PTR(err);
	file = kernel_tmpfile_open(mnt_idmap(path->mnt), &dir, S_IFREG | 0600,
				   O_RDWR | O_LARGEFILE, current_cred());
	mnt_drop_write(path->mnt);
	return file;
}

static int vx_break_shared(struct path *path)
{
	struct dentry *parent = dget_parent(path->dentry);
	struct file *from, *to;
	int err;

	from = dentry_open(path, O_RDONLY | O_LARGEFILE, current_cred());
	err = PTR_ERR_OR_ZERO(from);
	if (err)
		goto out;
	to = vx_unnamed(path, parent);
	err = PTR_ERR_OR_ZERO(to);
	if (!err) {
		err = vx_break_copy(path, parent, from, to);
		fput(to);
	}
	fput(from);
out:
	dput(parent);
	return err;
}

/* would the change be allowed if the file were not unified? */
static int vx_may_break(const struct path *path, bool write)
{
	struct mnt_idmap *idmap = mnt_idmap(path->mnt);
	struct inode *inode = d_inode(path->dentry);

	if (write)
		return generic_permission(idmap, inode, MAY_WRITE);
	return inode_owner_or_capable(idmap, inode) || capable(CAP_CHOWN) ?
		0 : -EPERM;
}

int __vserver_break_link(struct path *path, bool write)
{
	struct inode *inode = d_inode(path->dentry);
	const struct cred *old;
	struct cred *cred;
	u32 attr;
	int err;

	err = vx_attr_get(path->dentry, inode, &attr);
	/*
	 * A plain immutable file: the caller gets its EPERM as ever.  So does
	 * who has the file as a mount of its own: its name is in a directory
	 * that was not given along.
	 */
	if (err || !(attr & IATTR_IXUNLINK) ||
	    path->dentry == path->mnt->mnt_root)
		return err;
	err = vx_may_break(path, write);
	if (err)
		return err;
	cred = prepare_kernel_cred(&init_task);
	if (!cred)
		return -ENOMEM;
	old = override_creds(cred);
	err = vx_break_shared(path);
	revert_creds(old);
	put_cred(cred);
	return err;
}

/*
 * Called under locks: the attribute is in the blob since vserver_file_lock().
 * The host counts as a context here: its locks and those of a guest are apart.
 */
bool __vserver_lock_apart(const struct file *holder)
{
	const struct vx_inode_blob *blob = vx_inode(file_inode(holder));

	return READ_ONCE(blob->attr) & IATTR_IXUNLINK &&
	       vx_cred(holder->f_cred)->vxi != vx_current();
}

/* the same */
bool __vserver_lease_tells(const struct file *file)
{
	return vx_current() &&
	       READ_ONCE(vx_inode(file_inode(file))->attr) & IATTR_IXUNLINK;
}
