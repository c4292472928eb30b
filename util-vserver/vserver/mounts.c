// SPDX-License-Identifier: GPL-2.0-only
/*
 * The file systems of a guest, from its fstab.
 *
 * A guest's root is hostile: a target is looked up inside it as if it were
 * the root, without following the links of /proc, and mounted by descriptor.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <libmount/libmount.h>
#include <linux/openat2.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "front.h"
#include "rootdir.h"

/* what shows the namespaces of whoever mounts it */
static const char * const late_types[] = {
	"cgroup2", "mqueue", "proc", "sysfs",
};

/* what the kernel mounts by itself; others need a program */
static const char * const kernel_types[] = {
	"cgroup2", "devpts", "ext2", "ext3", "ext4", "hugetlbfs", "mqueue",
	"overlay", "proc", "ramfs", "sysfs", "tmpfs", "xfs", "btrfs",
};

static bool is_in(const char *type, const char * const *list, size_t count)
{
	while (count--)
		if (!strcmp(type, list[count]))
			return true;
	return false;
}

#define IS_IN(type, list)	is_in(type, list, sizeof(list) / sizeof(*(list)))

int mounts_open_in(const char *root, const char *path, int flags, int mode)
{
	struct open_how how = {
		.flags = flags | O_CLOEXEC,
		.mode = mode,
		.resolve = RESOLVE_IN_ROOT | RESOLVE_NO_MAGICLINKS,
	};
	int dir = open(root, O_PATH | O_DIRECTORY | O_CLOEXEC), fd, err;

	if (dir < 0)
		return -1;
	fd = syscall(SYS_openat2, dir, path, &how, sizeof(how));
	err = errno;
	close(dir);
	errno = err;
	return fd;
}

int mounts_unshare(void)
{
	if (!unshare(CLONE_NEWNS) &&
	    !mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL))
		return 0;
	msg_errno("cannot make a mount namespace");
	return -1;
}

/**
 * struct entry - a line of fstab, understood
 * @source: what is mounted
 * @target: where, a path in the guest
 * @type: file system, or "none"
 * @options: as written
 * @flags: MS_* of the options
 * @data: options of the file system, to be freed
 */
struct entry {
	const char *source;
	const char *target;
	const char *type;
	const char *options;
	unsigned long flags;
	char *data;
};

static bool has_option(const char *options, const char *name)
{
	return options && !mnt_optstr_get_option(options, name, NULL, NULL);
}

static int read_entry(struct libmnt_fs *fs, struct entry *e)
{
	const struct libmnt_optmap *map;

	map = mnt_get_builtin_optmap(MNT_LINUX_MAP);
	*e = (struct entry){
		.source = mnt_fs_get_srcpath(fs),
		.target = mnt_fs_get_target(fs),
		.type = mnt_fs_get_fstype(fs),
		.options = mnt_fs_get_options(fs),
	};
	if (!e->source)
		e->source = mnt_fs_get_source(fs);
	if (!e->source)
		e->source = "none";
	if (!e->type)
		e->type = "none";
	if (!e->options)
		e->options = "defaults";
	if (mnt_optstr_get_flags(e->options, &e->flags, map) ||
	    mnt_split_optstr(e->options, NULL, NULL, &e->data, 0, 0))
		return -1;
	/* device nodes of a guest are those of its root file system */
	if (!has_option(e->options, "dev") && strcmp(e->type, "devpts"))
		e->flags |= MS_NODEV;
	return 0;
}

static int mount_external(const struct entry *e, int fd)
{
	char options[4096], target[40], self[16] = "";
	char *argv[] = { "mount", "-n", "-c", "-t", (char *)e->type, "-o",
			 options, (char *)e->source, (char *)target, NULL };

	/*
	 * by our number, as the host counts: it is the program's parent that
	 * has the descriptor.  The program must not look the path up (-c).
	 */
	if (readlink("/proc/self", self, sizeof(self) - 1) < 0)
		return -1;
	snprintf(target, sizeof(target), "/proc/%s/fd/%d", self, fd);
	snprintf(options, sizeof(options), "%s,nodev", e->options);
	return front_run(argv) ? -1 : 0;
}

static const struct {
	unsigned long flag;
	uint64_t attr;
} mount_attrs[] = {
	{ MS_RDONLY,	MOUNT_ATTR_RDONLY },
	{ MS_NOSUID,	MOUNT_ATTR_NOSUID },
	{ MS_NODEV,	MOUNT_ATTR_NODEV },
	{ MS_NOEXEC,	MOUNT_ATTR_NOEXEC },
	{ MS_NODIRATIME, MOUNT_ATTR_NODIRATIME },
};

/* is @path @of, or below it? */
static bool is_below(const char *path, const char *of)
{
	size_t len = strlen(of);

	return !strncmp(path, of, len) && (!path[len] || path[len] == '/');
}

/*
 * What a fstab binds.  Beside the guest's own root are those of others: what is
 * in one of them is looked up there, as its links are the other guest's.
 */
static int open_source(const char *root, const char *source)
{
	char other[PATH_MAX];
	size_t base = strrchr(root, '/') - root, len, skip;

	snprintf(other, sizeof(other), "%.*s", (int)base, root);
	if (!base || !is_below(source, other) || !source[base])
		return open(source, O_PATH | O_CLOEXEC);
	skip = base + strspn(source + base, "/");
	len = skip + strcspn(source + skip, "/");
	snprintf(other, sizeof(other), "%.*s", (int)len, source);
	return mounts_open_in(other, source[len] ? source + len : "/", O_PATH,
			      0);
}

/* complete with its flags before the guest's tree has it */
static int bind_at(int target, int source, unsigned long flags)
{
	struct mount_attr attr = { 0 };
	unsigned int how = OPEN_TREE_CLONE | OPEN_TREE_CLOEXEC | AT_EMPTY_PATH;
	unsigned int recursive = flags & MS_REC ? AT_RECURSIVE : 0;
	int tree = open_tree(source, "", how | recursive);
	int err = tree < 0 ? -1 : 0;
	size_t i;

	for (i = 0; i < sizeof(mount_attrs) / sizeof(*mount_attrs); i++)
		if (flags & mount_attrs[i].flag)
			attr.attr_set |= mount_attrs[i].attr;
	if (!err && attr.attr_set)
		err = mount_setattr(tree, "", AT_EMPTY_PATH | recursive, &attr,
				    sizeof(attr));
	if (!err)
		err = move_mount(tree, "", target, "", MOVE_MOUNT_F_EMPTY_PATH |
				 MOVE_MOUNT_T_EMPTY_PATH);
	if (tree >= 0)
		close(tree);
	return err;
}

static int bind_one(const char *root, const struct entry *e)
{
	int source = open_source(root, e->source), fd = -1, err = -1;
	struct stat st;

	if (source >= 0 && !fstat(source, &st))
		fd = mounts_open_in(root, e->target, S_ISDIR(st.st_mode) ?
				    O_PATH | O_DIRECTORY : O_PATH, 0);
	if (fd >= 0) {
		err = bind_at(fd, source, e->flags);
		close(fd);
	}
	if (source >= 0)
		close(source);
	return err;
}

static int mount_one(const char *root, const struct entry *e)
{
	char target[40];
	int err, fd;

	if (e->flags & MS_BIND)
		return bind_one(root, e);
	fd = mounts_open_in(root, e->target, O_PATH | O_DIRECTORY, 0);
	if (fd < 0)
		return -1;
	snprintf(target, sizeof(target), "/proc/self/fd/%d", fd);
	if (IS_IN(e->type, kernel_types))
		err = mount(e->source, target, e->type, e->flags, e->data);
	else
		err = mount_external(e, fd);
	close(fd);
	return err;
}

/* late are the types that are, and what lies on top of those */
static enum mount_pass pass_of(struct libmnt_table *table, struct entry *e)
{
	struct libmnt_iter *iter = mnt_new_iter(MNT_ITER_FORWARD);
	enum mount_pass pass = MOUNT_EARLY;
	struct libmnt_fs *fs;

	if (!strcmp(e->target, "/"))
		pass = MOUNT_ROOT;
	else if (IS_IN(e->type, late_types))
		pass = MOUNT_LATE;
	while (pass == MOUNT_EARLY && !mnt_table_next_fs(table, iter, &fs)) {
		const char *type = mnt_fs_get_fstype(fs);

		if (type && IS_IN(type, late_types) &&
		    is_below(e->target, mnt_fs_get_target(fs)))
			pass = MOUNT_LATE;
	}
	mnt_free_iter(iter);
	return pass;
}

static int apply_entry(const struct guest *guest, struct libmnt_table *table,
		       struct libmnt_fs *fs, enum mount_pass pass)
{
	struct entry e;
	int err = 0;

	if (mnt_fs_is_swaparea(fs) ||
	    has_option(mnt_fs_get_options(fs), "noauto"))
		return 0;
	if (read_entry(fs, &e)) {
		msg_error("%s/fstab: wrong options '%s'", guest->dir,
			  mnt_fs_get_options(fs));
		return -1;
	}
	if (pass_of(table, &e) == pass) {
		err = mount_one(guest->vdir, &e);
		if (err && errno == ENOENT && has_option(e.options, "nofail"))
			err = 0;
		if (err)
			msg_errno("%s/fstab: cannot mount '%s' on '%s' of the"
				  " guest", guest->dir, e.source, e.target);
	}
	free(e.data);
	return err;
}

/*
 * The guest's /dev is a mount point of its own: init systems of today insist,
 * and mount one that shows the host's devices where it is none.
 */
static int mount_dev(const struct guest *guest)
{
	int fd = mounts_open_in(guest->vdir, "/dev", O_PATH | O_DIRECTORY, 0);
	int err;

	if (fd < 0)
		return errno == ENOENT ? 0 : -1;
	err = bind_at(fd, fd, MS_NOSUID | MS_NOEXEC);
	if (err)
		msg_errno("cannot mount '%s/dev' on itself", guest->vdir);
	close(fd);
	return err ? -1 : 0;
}

static int syntax_error(struct libmnt_table *table, const char *file, int line)
{
	(void)table;
	msg_error("%s:%d: syntax error", file, line);
	return -1;
}

int mounts_apply(const struct guest *guest, enum mount_pass pass)
{
	struct libmnt_table *table = mnt_new_table();
	struct libmnt_iter *iter = mnt_new_iter(MNT_ITER_FORWARD);
	struct libmnt_fs *fs;
	char path[PATH_MAX];
	int err = 0;

	mnt_table_set_parser_errcb(table, syntax_error);
	if (pass == MOUNT_EARLY)
		err = mount_dev(guest);
	if (!err && conf_has(guest->dir, "fstab"))
		err = mnt_table_parse_file(table, conf_path(path, guest->dir,
							    "fstab"));
	while (!err && !mnt_table_next_fs(table, iter, &fs))
		err = apply_entry(guest, table, fs, pass);
	mnt_free_iter(iter);
	mnt_unref_table(table);
	return err ? -1 : 0;
}

int mounts_pivot(const struct guest *guest)
{
	if (mount(guest->vdir, guest->vdir, NULL, MS_BIND | MS_REC, NULL) ||
	    chdir(guest->vdir) ||
	    syscall(SYS_pivot_root, ".", ".") ||
	    umount2(".", MNT_DETACH) || chdir("/") || rootdir_alone()) {
		msg_errno("cannot make '%s' the root", guest->vdir);
		return -1;
	}
	return 0;
}
