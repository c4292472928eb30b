// SPDX-License-Identifier: GPL-2.0-only
/*
 * The root directory of a new guest.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "build.h"

/* what a guest's /dev has: everything else is not for guests */
static const struct {
	const char *name;
	mode_t mode;
	unsigned int major, minor;
	const char *target;
} devices[] = {
	{ "null",	S_IFCHR | 0666, 1, 3, NULL },
	{ "zero",	S_IFCHR | 0666, 1, 5, NULL },
	{ "full",	S_IFCHR | 0666, 1, 7, NULL },
	{ "random",	S_IFCHR | 0644, 1, 8, NULL },
	{ "urandom",	S_IFCHR | 0644, 1, 9, NULL },
	{ "tty",	S_IFCHR | 0666, 5, 0, NULL },
	{ "ptmx",	S_IFCHR | 0666, 5, 2, NULL },
	{ "fd",		S_IFLNK, 0, 0, "/proc/self/fd" },
	{ "stdin",	S_IFLNK, 0, 0, "fd/0" },
	{ "stdout",	S_IFLNK, 0, 0, "fd/1" },
	{ "stderr",	S_IFLNK, 0, 0, "fd/2" },
	{ "shm",	S_IFDIR | 01777, 0, 0, NULL },
	{ "pts",	S_IFDIR | 0755, 0, 0, NULL },
};

bool build_may_have(const struct stat *st)
{
	size_t i;

	if (S_ISBLK(st->st_mode))
		return false;
	if (!S_ISCHR(st->st_mode))
		return true;
	for (i = 0; i < sizeof(devices) / sizeof(*devices); i++)
		if (S_ISCHR(devices[i].mode) &&
		    st->st_rdev == makedev(devices[i].major, devices[i].minor))
			return true;
	return false;
}

static int make_device(int dir, size_t i)
{
	mode_t mode = devices[i].mode;

	switch (mode & S_IFMT) {
	case S_IFLNK:
		return symlinkat(devices[i].target, dir, devices[i].name);
	case S_IFDIR:
		return mkdirat(dir, devices[i].name, mode & 07777) ||
		       fchmodat(dir, devices[i].name, mode & 07777, 0);
	default:
		return mknodat(dir, devices[i].name, mode,
			       makedev(devices[i].major, devices[i].minor)) ||
		       fchmodat(dir, devices[i].name, mode & 07777, 0);
	}
}

/* /dev is emptied first: a template's or a distribution's may have anything */
int build_make_devices(const struct build *b)
{
	char path[PATH_MAX];
	size_t i;
	int dir;

	if (build_remove_tree(conf_path(path, b->vdir, "dev")))
		return -1;
	if (mkdir(path, 0755)) {
		msg_errno("cannot make '%s'", path);
		return -1;
	}
	dir = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	for (i = 0; i < sizeof(devices) / sizeof(*devices); i++)
		if (dir < 0 || make_device(dir, i)) {
			msg_errno("cannot make '%s/%s'", path,
				  devices[i].name);
			break;
		}
	if (dir >= 0)
		close(dir);
	return i == sizeof(devices) / sizeof(*devices) ? 0 : -1;
}

static bool is_empty(const char *path)
{
	DIR *dir = opendir(path);
	struct dirent *e;
	bool empty = true;

	while (dir && empty && (e = readdir(dir)))
		empty = !strcmp(e->d_name, ".") || !strcmp(e->d_name, "..") ||
			!strcmp(e->d_name, "lost+found");
	if (dir)
		closedir(dir);
	return empty;
}

static int set_barrier(const char *path, bool on)
{
	struct vcmd_ctx_iattr_v1 attr = {
		.name = path, .mask = IATTR_BARRIER,
		.flags = on ? IATTR_BARRIER : 0,
	};

	return vc_syscall(VCMD_set_iattr, 0, &attr);
}

/* a user of the host must not reach programs that a guest made setuid root */
static void protect(const char *rootdir)
{
	struct stat st;

	if (stat(rootdir, &st) || !(st.st_mode & 0011))
		return;
	if (strcmp(rootdir, VROOT))
		msg_warn("users of the host can enter '%s': make its mode 0700",
			 rootdir);
	else if (chmod(rootdir, 0700))
		msg_warn("cannot make the mode of '%s' 0700: %s", rootdir,
			 strerror(errno));
}

int build_make_root(struct build *b)
{
	if (conf_mkdirs(b->rootdir, 0700) || conf_mkdirs(b->vdir, 0755)) {
		msg_errno("cannot make '%s'", b->vdir);
		return -1;
	}
	if (!is_empty(b->vdir) && !b->exists_ok) {
		msg_error("'%s' exist already: --force renames it", b->vdir);
		return -1;
	}
	b->own_root = !b->exists_ok;
	protect(b->rootdir);
	/* what is above the guests' roots is out of reach from a chroot */
	set_barrier(b->vdir, false);
	if (set_barrier(b->rootdir, true) < 0 && errno != ENOSYS)
		msg_warn("cannot set the barrier on '%s': %s", b->rootdir,
			 strerror(errno));
	return 0;
}

/*
 * open a file of the root for writing, as the guest sees its path; only one
 * that is missing or empty is written to
 */
static int open_new(const struct build *b, const char *path)
{
	int fd = mounts_open_in(b->vdir, path, O_WRONLY | O_CREAT | O_NONBLOCK,
				0644);
	struct stat st;

	if (fd >= 0 && (fstat(fd, &st) || !S_ISREG(st.st_mode) ||
			st.st_size > 0)) {
		close(fd);
		return -1;
	}
	return fd;
}

static void write_new(const struct build *b, const char *path,
		      const char *text)
{
	int fd = open_new(b, path);

	if (fd < 0)
		return;
	if (write(fd, text, strlen(text)) < 0)
		msg_warn("cannot write '%s%s': %s", b->vdir, path,
			 strerror(errno));
	close(fd);
}

/* any file: a time zone is no text */
static int copy_new(const struct build *b, const char *from, const char *path)
{
	int in = open(from, O_RDONLY | O_CLOEXEC), out;

	if (in < 0)
		return -1;
	out = open_new(b, path);
	while (out >= 0 && sendfile(out, in, NULL, 1 << 20) > 0)
		;
	if (out >= 0)
		close(out);
	close(in);
	return 0;
}

/* host files that a guest needs to find others, unless it has its own */
static void copy_defaults(const struct build *b)
{
	static const char * const files[] = {
		"hosts", "nsswitch.conf", "krb5.conf", "krb.conf", "krb.realms",
		"ldap.conf", "localtime", "resolv.conf",
	};
	char from[PATH_MAX], path[PATH_MAX];
	size_t i;

	for (i = 0; i < sizeof(files) / sizeof(*files); i++) {
		snprintf(path, sizeof(path), "/etc/%s", files[i]);
		conf_path(from, DEFAULTS "/files", "%s", files[i]);
		if (copy_new(b, from, path) &&
		    !strcmp(files[i], "resolv.conf"))
			copy_new(b, "/etc/resolv.conf", path);
	}
}

static void write_names(const struct build *b)
{
	const char *name = b->hostname ? b->hostname : b->name;
	size_t len = strcspn(name, ".");
	char text[512];
	int fd;

	snprintf(text, sizeof(text), "127.0.0.1\tlocalhost\n127.0.1.1\t%s %.*s\n",
		 name, (int)len, name);
	write_new(b, "/etc/hosts", text);
	/* debootstrap leaves the name of the host here */
	fd = mounts_open_in(b->vdir, "/etc/hostname",
			    O_WRONLY | O_CREAT | O_TRUNC | O_NONBLOCK, 0644);
	if (fd < 0 || dprintf(fd, "%.*s\n", (int)len, name) < 0)
		msg_warn("cannot write '%s/etc/hostname'", b->vdir);
	if (fd >= 0)
		close(fd);
}

/* each system its own identity */
static void forget_machine_id(const struct build *b)
{
	int fd = mounts_open_in(b->vdir, "/etc/machine-id",
				O_WRONLY | O_TRUNC | O_NONBLOCK, 0);

	if (fd >= 0)
		close(fd);
}

int build_finish_root(const struct build *b)
{
	static const char * const dirs[] = { "dev", "etc", "proc", "run",
					    "sys" };
	char path[PATH_MAX];
	size_t i;

	for (i = 0; i < sizeof(dirs) / sizeof(*dirs); i++)
		if (mkdir(conf_path(path, b->vdir, "%s", dirs[i]), 0755) &&
		    errno != EEXIST) {
			msg_errno("cannot make '%s'", path);
			return -1;
		}
	if (build_make_devices(b))
		return -1;
	copy_defaults(b);
	write_names(b);
	forget_machine_id(b);
	return 0;
}
