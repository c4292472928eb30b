/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Calls that name a file or a directory.
 */
#ifndef TESTS_ISOLATION_SYSCALLS_PATH_H
#define TESTS_ISOLATION_SYSCALLS_PATH_H

#include <linux/fanotify.h>
#include <linux/fs.h>
#include <linux/openat2.h>
#include <sys/fanotify.h>
#include <sys/inotify.h>
#include <sys/sysmacros.h>
#include <sys/xattr.h>

#include "syscalls_numbers.h"
#include "syscalls_victim.h"

static const struct open_how read_only = { .flags = O_RDONLY };
static char *const true_args[] = { "syscalls", "true", NULL };

static inline const char *program(void)
{
	return owner == OWN ? "/proc/self/exe" : file();
}

static inline const char *link_name(void)
{
	return owner == OWN ? ROOM "/link" : file();
}

/* ---- what is looked at ---- */

ALL(access, file(), R_OK);
ALL(faccessat, AT_FDCWD, file(), R_OK);
ALL(faccessat2, AT_FDCWD, file(), R_OK, 0);
ALL(chdir, dir());
ALL(chroot, dir());
ALL(execve, program(), true_args, no_args);
ALL(execveat, AT_FDCWD, program(), true_args, no_args, 0);
ALL(open, file(), O_RDONLY);
ALL(openat, AT_FDCWD, file(), O_RDONLY);
ALL(openat2, AT_FDCWD, file(), &read_only, sizeof(read_only));
ALL(open_tree, AT_FDCWD, file(), 0);
ALL(statfs, file(), buf);
ALL(statx, AT_FDCWD, file(), 0, STATX_BASIC_STATS, buf);
ALL(readlink, link_name(), buf, sizeof(buf));
ALL(readlinkat, AT_FDCWD, link_name(), buf, sizeof(buf));
ALL(stat, file(), buf);
ALL(lstat, file(), buf);
#ifdef __x86_64__
ALL(newfstatat, AT_FDCWD, file(), buf, 0);
#else
ALL(fstatat64, AT_FDCWD, file(), buf, 0);
ALL(stat64, file(), buf);
ALL(lstat64, file(), buf);
ALL(oldstat, file(), buf);
ALL(oldlstat, file(), buf);
/* of struct statfs64 */
ALL(statfs64, file(), 84, buf);
ALL(uselib, program());
#endif

/* ---- watches ---- */

ALL(inotify_add_watch, need(inotify_init()), file(), IN_OPEN);
static inline int marks(void)
{
	return need(CALL(fanotify_init, FAN_REPORT_FID, O_RDONLY));
}

ALL(fanotify_mark, marks(), FAN_MARK_ADD, WIDE(FAN_MODIFY), AT_FDCWD, file());

/* ---- owner, mode, times, size ---- */

ALL(chmod, file(), 0600);
ALL(fchmodat, AT_FDCWD, file(), 0600);
ALL(fchmodat2, AT_FDCWD, file(), 0600, 0);
ALL(chown, file(), 0, 0);
ALL(lchown, file(), 0, 0);
ALL(fchownat, AT_FDCWD, file(), 0, 0, 0);
ALL(truncate, file(), 16L);
ALL(utime, file(), NULL);
ALL(utimes, file(), NULL);
ALL(futimesat, AT_FDCWD, file(), NULL);
ALL(utimensat, AT_FDCWD, file(), NULL, 0);
#ifdef __i386__
ALL(chown32, file(), 0, 0);
ALL(lchown32, file(), 0, 0);
ALL(truncate64, file(), WIDE(16));
ALL(utimensat_time64, AT_FDCWD, file(), NULL, 0);
#endif

/* ---- extended attributes ---- */

static inline const char *with_attribute(void)
{
	if (owner == OWN)
		need(setxattr(file(), "user.a", "x", 1, 0));
	return file();
}

ALL(setxattr, file(), "user.b", "x", 1, 0);
ALL(lsetxattr, file(), "user.b", "x", 1, 0);
ALL(getxattr, with_attribute(), "user.a", buf, sizeof(buf));
ALL(lgetxattr, with_attribute(), "user.a", buf, sizeof(buf));
ALL(listxattr, file(), buf, sizeof(buf));
ALL(llistxattr, file(), buf, sizeof(buf));
ALL(removexattr, with_attribute(), "user.a");
ALL(lremovexattr, with_attribute(), "user.a");
OWN_EXPR("setxattr:security", CALL(setxattr, file(), "security.a", "x", 1, 0));
OWN_EXPR("setxattr:trusted", CALL(setxattr, file(), "trusted.a", "x", 1, 0));
OWN_EXPR("lsetxattr:security",
	 CALL(lsetxattr, file(), "security.a", "x", 1, 0));
OWN_EXPR("lsetxattr:trusted", CALL(lsetxattr, file(), "trusted.a", "x", 1, 0));
OWN_EXPR("fsetxattr:security",
	 CALL(fsetxattr, a_file(), "security.a", "x", 1, 0));
OWN_EXPR("fsetxattr:trusted",
	 CALL(fsetxattr, a_file(), "trusted.a", "x", 1, 0));
OWN_EXPR("removexattr:security", CALL(removexattr, file(), "security.a"));
OWN_EXPR("removexattr:trusted", CALL(removexattr, file(), "trusted.a"));
OWN_EXPR("lremovexattr:security", CALL(lremovexattr, file(), "security.a"));
OWN_EXPR("lremovexattr:trusted", CALL(lremovexattr, file(), "trusted.a"));
OWN_EXPR("fremovexattr:security", CALL(fremovexattr, a_file(), "security.a"));
OWN_EXPR("fremovexattr:trusted", CALL(fremovexattr, a_file(), "trusted.a"));
OWN(fsetxattr, a_file(), "user.b", "x", 1, 0);
OWN(flistxattr, a_file(), buf, sizeof(buf));
OWN(fgetxattr, need(open(with_attribute(), O_RDONLY)), "user.a", buf, 8);
OWN(fremovexattr, need(open(with_attribute(), O_RDWR)), "user.a");

/* ---- names ---- */

ALL(creat, new(), 0600);
ALL(mkdir, new(), 0700);
ALL(mkdirat, AT_FDCWD, new(), 0700);
ALL(mknod, new(), S_IFIFO | 0600, 0);
ALL(mknodat, AT_FDCWD, new(), S_IFIFO | 0600, 0);

/* the disk that the guests are on, and the memory of the machine */
static inline long node_of(long call, mode_t type)
{
	unsigned int dev = makedev(1, 1);
	struct stat root;

	need(stat("/", &root));
	if (type == S_IFBLK)
		dev = root.st_dev;
	if (call == SYS_mknod)
		return syscall(call, new(), type | 0600, dev);
	return syscall(call, AT_FDCWD, new(), type | 0600, dev);
}

OWN_EXPR("mknod:S_IFCHR", node_of(SYS_mknod, S_IFCHR));
OWN_EXPR("mknod:S_IFBLK", node_of(SYS_mknod, S_IFBLK));
OWN_EXPR("mknodat:S_IFCHR", node_of(SYS_mknodat, S_IFCHR));
OWN_EXPR("mknodat:S_IFBLK", node_of(SYS_mknodat, S_IFBLK));
ALL(symlink, "file", new());
ALL(symlinkat, "file", AT_FDCWD, new());
ALL(link, file(), ROOM "/dir/new");
ALL(linkat, AT_FDCWD, file(), AT_FDCWD, ROOM "/dir/new", 0);
/* that of others stays where it is */
ALL(rename, file(), owner == OWN ? new() : file());
ALL(renameat, AT_FDCWD, file(), AT_FDCWD, owner == OWN ? new() : file());
ALL(renameat2, AT_FDCWD, file(), AT_FDCWD, owner == OWN ? new() : file(), 0);
ALL(rmdir, owner == OWN ? ROOM "/empty" : dir());
ALL(unlink, spare());
ALL(unlinkat, AT_FDCWD, spare(), 0);

/* ---- handles ---- */

struct handle {
	struct file_handle head;
	unsigned int id[32];
};

static inline struct handle *handle_of(const char *name)
{
	static struct handle handle;
	int mount;

	handle.head.handle_bytes = sizeof(handle.id);
	if (CALL(name_to_handle_at, AT_FDCWD, name, &handle, &mount, 0) < 0)
		return NULL;
	return &handle;
}

/*
 * Of what belongs to others: inode 2, the root of the ext4 that has the roots
 * of all guests, as FILEID_INO32_GEN (1) of include/linux/exportfs.h has it.
 */
static inline struct handle *handle(void)
{
	static struct handle top = {
		.head = { .handle_bytes = 8, .handle_type = 1 },
		.id = { 2, 0 },
	};
	struct handle *own = handle_of(ROOM "/file");

	NEED(own);
	return owner == OWN ? own : &top;
}

ALL_EXPR("name_to_handle_at", handle_of(file()) ? 0 : -1);
ALL(open_by_handle_at, a_dir(), handle(), O_RDONLY);

#endif /* TESTS_ISOLATION_SYSCALLS_PATH_H */
