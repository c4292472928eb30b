// SPDX-License-Identifier: GPL-2.0-only
/*
 * Linux-VServer: the directories /proc/virtual and /proc/virtnet, and who sees
 * which entry of /proc.
 *
 * Each has fixed files and one directory for each context, an ordinary proc
 * entry that is added when the context is published and removed before it is
 * unpublished.  Lookup and listing of the two directories are ours, so that a
 * caller finds only the contexts it may see; the dentries of the contexts are
 * looked up anew each time, so that nobody finds what another one cached.
 *
 * Every entry outside /proc/<pid> and /proc/sys carries IATTR_ADMIN, IATTR_WATCH
 * and IATTR_HIDE.  An entry that the table of what guests need does not name is
 * hidden from its start.
 */

#include <linux/fs.h>
#include <linux/init.h>
#include <linux/magic.h>
#include <linux/mutex.h>
#include <linux/proc_fs.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/vserver/boundary.h>
#include <linux/vserver/proc.h>
#include <linux/vserver/task.h>
#include <uapi/linux/vserver/inode.h>

#include "internal.h"

static const char * const tree_name[VSERVER_PROC_TREES] = {
	[VSERVER_PROC_VX]	= "virtual",
	[VSERVER_PROC_NX]	= "virtnet",
};

static struct proc_dir_entry *tree_root[VSERVER_PROC_TREES];
static struct inode_operations tree_iops[VSERVER_PROC_TREES];
static struct file_operations tree_fops[VSERVER_PROC_TREES];

/* the data of a file: its number in the table and the id of its context */
#define FILE_DATA(nr, id)	((void *)((unsigned long)(nr) << 32 | (id)))
#define FILE_NR(data)		((unsigned long)(data) >> 32)
#define FILE_ID(data)		((u32)(unsigned long)(data))

static enum vserver_proc_tree tree_of(const struct proc_dir_entry *de)
{
	return de == tree_root[VSERVER_PROC_NX] ? VSERVER_PROC_NX :
						  VSERVER_PROC_VX;
}

static int show_file(struct seq_file *m, void *data)
{
	struct proc_dir_entry *dir = PDE(m->private)->parent;
	void *file = pde_data(m->private);
	u32 id = FILE_ID(file);
	enum vserver_proc_tree tree = tree_of(id ? dir->parent : dir);
	vserver_show_t show;

	if (id && !vserver_proc_visible(tree, id))
		return -ENOENT;
	if (!vserver_proc_file(tree, FILE_NR(file), id, &show))
		return -ENOENT;
	return show(m, id);
}

static int open_file(struct inode *inode, struct file *file)
{
	return single_open(file, show_file, inode);
}

static const struct proc_ops file_ops = {
	.proc_open	= open_file,
	.proc_read	= seq_read,
	.proc_lseek	= seq_lseek,
	.proc_release	= single_release,
};

static void add_files(enum vserver_proc_tree tree, struct proc_dir_entry *dir,
		      u32 id)
{
	const char *name;
	vserver_show_t show;
	unsigned long nr;

	for (nr = 0; (name = vserver_proc_file(tree, nr, id, &show)); nr++)
		proc_create_data(name, 0444, dir, &file_ops, FILE_DATA(nr, id));
}

/**
 * vserver_proc_add - add the directory of a context
 * @tree: which tree
 * @id: id of the context
 *
 * Without memory there is no directory; the context works all the same.
 *
 * Context: Process context.  May sleep.
 */
void vserver_proc_add(enum vserver_proc_tree tree, u32 id)
{
	struct proc_dir_entry *dir;
	char name[12];

	snprintf(name, sizeof(name), "%u", id);
	dir = proc_mkdir(name, tree_root[tree]);
	if (!dir)
		return;
	pde_force_lookup(dir);
	add_files(tree, dir, id);
}

/**
 * vserver_proc_remove - remove the directory of a context
 * @tree: which tree
 * @id: id of the context
 *
 * Waits for those who read a file of it.
 *
 * Context: Process context.  May sleep.
 */
void vserver_proc_remove(enum vserver_proc_tree tree, u32 id)
{
	char name[12];

	snprintf(name, sizeof(name), "%u", id);
	remove_proc_subtree(name, tree_root[tree]);
}

static struct dentry *tree_lookup(struct inode *dir, struct dentry *dentry,
				  unsigned int flags)
{
	char name[12];
	u32 id;

	if (dentry->d_name.len < sizeof(name)) {
		memcpy(name, dentry->d_name.name, dentry->d_name.len);
		name[dentry->d_name.len] = '\0';
		if (!kstrtou32(name, 10, &id) &&
		    !vserver_proc_visible(tree_of(PDE(dir)), id))
			return ERR_PTR(-ENOENT);
	}
	return proc_lookup(dir, dentry, flags);
}

/* positions: 2.. the fixed files, from TREE_POS_ID on the ids */
#define TREE_POS_ID	16

static bool emit_files(enum vserver_proc_tree tree, struct dir_context *ctx)
{
	vserver_show_t show;
	const char *name;

	for (; ctx->pos < TREE_POS_ID; ctx->pos++) {
		name = vserver_proc_file(tree, ctx->pos - 2, false, &show);
		if (name && !dir_emit(ctx, name, strlen(name), ctx->pos,
				      DT_REG))
			return false;
	}
	return true;
}

static int tree_iterate(struct file *file, struct dir_context *ctx)
{
	enum vserver_proc_tree tree = tree_of(PDE(file_inode(file)));
	unsigned long id;
	char name[12];
	int len;

	if (!dir_emit_dots(file, ctx) || !emit_files(tree, ctx))
		return 0;
	for (id = ctx->pos - TREE_POS_ID; vserver_proc_next(tree, &id); id++) {
		ctx->pos = id + TREE_POS_ID;
		len = snprintf(name, sizeof(name), "%lu", id);
		if (!dir_emit(ctx, name, len, ctx->pos, DT_DIR))
			return 0;
		ctx->pos++;
	}
	return 0;
}

/**
 * vserver_proc_is_static - does an inode of procfs belong to no process?
 * @inode: an inode of procfs
 *
 * Context: Any.
 * Return: true for /proc/sys and the other files outside /proc/<pid>.
 */
bool vserver_proc_is_static(const struct inode *inode)
{
	return !proc_pid(inode);
}

/**
 * vserver_proc_may_access - may the caller reach the process of an inode?
 * @inode: an inode of procfs that is not static
 * @mask: MAY_*; a write reaches the caller's own context only, also where
 *	it sees others
 *
 * Context: Any.
 * Return: true also when the process is gone: then nothing is left to see.
 */
bool vserver_proc_may_access(const struct inode *inode, int mask)
{
	struct task_struct *task;
	bool ret;

	rcu_read_lock();
	task = pid_task(proc_pid(inode), PIDTYPE_PID);
	ret = !task || (mask & MAY_WRITE ? vserver_same_context(task, current) :
					   vserver_sees_task(task));
	rcu_read_unlock();
	return ret;
}

/* ---- who sees which entry ---- */

/* IATTR_FLAGS are the upper bits of an entry's flags */
#define PDE_IATTR_SHIFT		5

/* serialises changes; a reader takes the byte as it is */
static DEFINE_MUTEX(pde_iattr_lock);

static const char * const shown[] = {
#define SHOWN(path)	path,
	VX_PROC_SHOWN(SHOWN)
#undef SHOWN
};

/* is an entry the one with this path?  The last of @len bytes is no slash. */
static bool pde_has_path(const struct proc_dir_entry *de, const char *path,
			 size_t len)
{
	for (;; de = de->parent) {
		if (de->namelen > len || memcmp(path + len - de->namelen,
						de->name, de->namelen))
			return false;
		len -= de->namelen;
		if (!len)
			return de->parent == &proc_root;
		if (path[--len] != '/')
			return false;
	}
}

/* a row that ends in a slash is a directory with all that it has */
static bool is_shown(const struct proc_dir_entry *de, const char *path)
{
	const struct proc_dir_entry *dir = de;
	size_t len = strlen(path);

	if (path[len - 1] != '/')
		return pde_has_path(de, path, len);
	for (; dir != &proc_root; dir = dir->parent)
		if (pde_has_path(dir, path, len - 1))
			return true;
	return false;
}

/* a list of /proc/net is read through us: see proc_net.c */
static bool is_filtered(struct proc_dir_entry *de, const char *path)
{
	const struct seq_operations *ops;

	if (!strstarts(path, "net/") || !S_ISREG(de->mode))
		return true;
	ops = vserver_proc_net_ops(de->name, de->seq_ops);
	if (ops)
		de->seq_ops = ops;
	return ops;
}

/**
 * vserver_proc_register - set who sees a new entry, and how
 * @de: the entry; its parent is set
 *
 * Context: Any.
 */
void vserver_proc_register(struct proc_dir_entry *de)
{
	int i;

	if (!vserver_has_hook(proc_register))
		return;
	for (i = 0; i < ARRAY_SIZE(shown); i++)
		if (is_shown(de, shown[i]) && is_filtered(de, shown[i]))
			return;
	de->flags |= (IATTR_HIDE | IATTR_ADMIN) << PDE_IATTR_SHIFT;
}

/**
 * vserver_proc_sees - does the caller see an entry?
 * @de: the entry
 *
 * Context: Any.
 * Return: true when it does.
 */
bool vserver_proc_sees(const struct proc_dir_entry *de)
{
	return !vserver_has_hook(proc_sees) ||
	       vserver_iattr_visible(READ_ONCE(de->flags) >> PDE_IATTR_SHIFT);
}

/* the same for what was looked up by somebody else */
bool vserver_proc_shows(const struct inode *inode)
{
	return !PDE(inode) || vserver_proc_sees(PDE(inode));
}

/**
 * vserver_proc_has_iattr - does an inode have IATTR_FLAGS?
 * @inode: any inode
 *
 * Context: Any.
 * Return: true for entries of /proc that belong neither to a process nor to
 * /proc/sys.
 */
bool vserver_proc_has_iattr(const struct inode *inode)
{
	return inode->i_sb->s_magic == PROC_SUPER_MAGIC && PDE(inode) &&
	       PDE(inode) != &proc_root;
}

u32 vserver_proc_get_iattr(const struct inode *inode)
{
	return READ_ONCE(PDE(inode)->flags) >> PDE_IATTR_SHIFT;
}

/**
 * vserver_proc_set_iattr - change who sees an entry
 * @inode: an inode that vserver_proc_has_iattr()
 * @flags: IATTR_ADMIN, IATTR_WATCH, IATTR_HIDE
 * @mask: which of them change
 *
 * Who has found the entry before finds out at its next use.
 *
 * Context: Process context.  May sleep.
 */
void vserver_proc_set_iattr(const struct inode *inode, u32 flags, u32 mask)
{
	struct proc_dir_entry *de = PDE(inode);

	mask = (mask & IATTR_FLAGS) << PDE_IATTR_SHIFT;
	flags <<= PDE_IATTR_SHIFT;
	mutex_lock(&pde_iattr_lock);
	WRITE_ONCE(de->flags, (de->flags & ~mask) | (flags & mask));
	mutex_unlock(&pde_iattr_lock);
}

static int __init vserver_proc_init(void)
{
	struct proc_dir_entry *root;
	int i;

	for (i = 0; i < VSERVER_PROC_TREES; i++) {
		root = proc_mkdir(tree_name[i], NULL);
		if (!root)
			return -ENOMEM;
		tree_root[i] = root;
		tree_iops[i] = *root->proc_iops;
		tree_iops[i].lookup = tree_lookup;
		tree_fops[i] = *root->proc_dir_ops;
		tree_fops[i].iterate_shared = tree_iterate;
		root->proc_iops = &tree_iops[i];
		root->proc_dir_ops = &tree_fops[i];
		add_files(i, root, 0);
	}
	return 0;
}
fs_initcall(vserver_proc_init);
