// SPDX-License-Identifier: GPL-2.0-only
/*
 * Trees of files: removing and copying.  Links are never followed and other
 * file systems never entered.
 */
#define _GNU_SOURCE
#include <archive.h>
#include <archive_entry.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "build.h"

#define UNIFIED		(IATTR_IXUNLINK | IATTR_IMMUTABLE)

/* deeper directories are moved up: a descriptor is open for each level */
#define DEEPEST		64

/* tenths of a second for a lease of the guest's on a file, which ends before */
#define LEASE_TRIES	600

/**
 * struct removal - a removal under way
 * @top: directory that is emptied
 * @moved: directories moved to @top so far
 */
struct removal {
	int top;
	unsigned int moved;
};

static int open_below(int fd, const char *path, int flags, int resolve)
{
	struct open_how how = {
		.flags = flags | O_CLOEXEC,
		.resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | resolve,
	};

	return syscall(SYS_openat2, fd, path, &how, sizeof(how));
}

static int move_up(struct removal *r, int fd, const char *name)
{
	char to[32];

	do
		snprintf(to, sizeof(to), ".removed.%u", r->moved++);
	while (renameat2(fd, name, r->top, to, RENAME_NOREPLACE) &&
	       errno == EEXIST);
	return faccessat(fd, name, F_OK, AT_SYMLINK_NOFOLLOW) ? 0 : -1;
}

static int remove_below(struct removal *r, int fd, unsigned int depth);

static int remove_entry(struct removal *r, int fd, const char *name,
			unsigned int depth)
{
	struct stat st;
	int sub;

	if (fstatat(fd, name, &st, AT_SYMLINK_NOFOLLOW))
		return -1;
	if (!S_ISDIR(st.st_mode))
		return unlinkat(fd, name, 0);
	if (depth == DEEPEST)
		return move_up(r, fd, name);
	/* what is mounted may be of the same file system, and is not ours */
	sub = open_below(fd, name, O_RDONLY | O_DIRECTORY, RESOLVE_NO_XDEV);
	if (sub < 0 || remove_below(r, sub, depth + 1))
		return -1;
	return unlinkat(fd, name, AT_REMOVEDIR);
}

/* closes @fd */
static int remove_below(struct removal *r, int fd, unsigned int depth)
{
	DIR *dir = fdopendir(fd);
	struct dirent *e;
	int err = 0;

	if (!dir) {
		close(fd);
		return -1;
	}
	while (!err && (e = readdir(dir)))
		if (strcmp(e->d_name, ".") && strcmp(e->d_name, ".."))
			err = remove_entry(r, fd, e->d_name, depth);
	closedir(dir);
	return err;
}

/* until nothing more is moved up */
static int remove_all(const char *path)
{
	struct removal r = { .moved = 0 };
	unsigned int before;
	int err;

	r.top = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (r.top < 0)
		return -1;
	do {
		int fd = openat(r.top, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);

		before = r.moved;
		err = fd < 0 ? -1 : remove_below(&r, fd, 0);
	} while (!err && r.moved != before);
	close(r.top);
	return err ? -1 : rmdir(path);
}

int build_remove_tree(const char *path)
{
	struct stat st;

	if (lstat(path, &st))
		return errno == ENOENT ? 0 : -1;
	if (!(S_ISDIR(st.st_mode) ? remove_all(path) : unlink(path)))
		return 0;
	msg_errno("cannot remove '%s'", path);
	return -1;
}

static bool is_unified(const char *path, const struct stat *st)
{
	struct vcmd_ctx_iattr_v1 attr = { .name = path };

	return S_ISREG(st->st_mode) &&
	       vc_syscall(VCMD_get_iattr, 0, &attr) >= 0 &&
	       (attr.flags & UNIFIED) == UNIFIED;
}

int build_copy_data(struct archive *from, struct archive *to)
{
	const void *buf;
	la_int64_t offset;
	size_t size;
	int r;

	while ((r = archive_read_data_block(from, &buf, &size, &offset)) ==
	       ARCHIVE_OK)
		if (archive_write_data_block(to, buf, size, offset) < 0)
			return -1;
	return r == ARCHIVE_EOF ? 0 : -1;
}

/*
 * Did what could not be read go away meanwhile?  Of a directory libarchive only
 * tells the path: what can be opened now was made anew.
 */
static bool went_away(struct archive *from)
{
	const char *text = archive_error_string(from), *end;
	char path[PATH_MAX];
	int fd;

	if (archive_errno(from) == ENOENT)
		return true;
	end = text ? strstr(text, ": Couldn't visit directory") : NULL;
	if (!end || end - text >= PATH_MAX)
		return false;
	snprintf(path, sizeof(path), "%.*s", (int)(end - text), text);
	fd = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (fd >= 0) {
		close(fd);
		msg_warn("'%s' changed and is left out", path);
		return true;
	}
	return errno == ENOENT || errno == ENOTDIR || errno == ELOOP;
}

/* by parts that a system call takes */
static int open_long(const char *path)
{
	int dir = open("/", O_PATH | O_CLOEXEC), fd;
	char part[PATH_MAX];
	const char *end;

	path += strspn(path, "/");
	while (dir >= 0 && strlen(path) >= PATH_MAX) {
		end = memrchr(path, '/', PATH_MAX - 1);
		snprintf(part, sizeof(part), "%.*s",
			 end ? (int)(end - path) : 0, path);
		fd = open_below(dir, part, O_PATH | O_DIRECTORY, 0);
		close(dir);
		dir = fd;
		path = end ? end + 1 : path;
	}
	if (dir < 0)
		return -1;
	fd = open_below(dir, path, O_RDONLY | O_NONBLOCK, 0);
	close(dir);
	return fd;
}

/*
 * a regular file that had this name a moment ago: whatever has it now, nobody
 * waits for it, but for a lease, which the kernel ends
 */
static int open_regular(const char *path)
{
	int fd = open_long(path), tries = 0;
	struct stat st;

	while (fd < 0 && errno == EWOULDBLOCK && tries++ < LEASE_TRIES) {
		usleep(100000);
		fd = open_long(path);
	}
	if (fd < 0 && errno == ENXIO)
		errno = ENOENT;
	if (fd >= 0 && (fstat(fd, &st) || !S_ISREG(st.st_mode))) {
		close(fd);
		errno = ENOENT;
		return -1;
	}
	return fd;
}

/* what is there, between the holes, of a file that may grow meanwhile */
static int copy_content(int fd, struct archive *to, off_t size)
{
	off_t at = 0, end;
	char buf[1 << 16];
	ssize_t n = 1;

	while (n > 0 && at < size && (at = lseek(fd, at, SEEK_DATA)) >= 0) {
		end = lseek(fd, at, SEEK_HOLE);
		if (end > size)
			end = size;
		for (; at < end && n > 0; at += n) {
			size_t len = sizeof(buf);

			if ((off_t)len > end - at)
				len = end - at;
			n = pread(fd, buf, len, at);
			if (n > 0 && archive_write_data_block(to, buf, n, at) < 0)
				return -1;
		}
	}
	return n < 0 || (at < 0 && errno != ENXIO) ? -1 : 0;
}

/* one that went away is left out, as files of a guest that runs may do */
static int copy_file(struct archive *to, const char *path, const char *name,
		     off_t size)
{
	int fd = open_regular(path), err;

	if (fd >= 0) {
		err = copy_content(fd, to, size);
		close(fd);
		return err;
	}
	if ((errno != ENOENT && errno != ENOTDIR && errno != ELOOP) ||
	    archive_write_finish_entry(to))
		return -1;
	return unlink(name);
}

/* in the copy, which may have a link where the source has a directory by now */
static int link_unified(const char *path, const char *name)
{
	const char *last = strrchr(name, '/');
	char parent[PATH_MAX];
	int dir, err;

	snprintf(parent, sizeof(parent), "./%.*s", last ? (int)(last - name) : 0,
		 name);
	dir = open_below(AT_FDCWD, parent, O_PATH | O_DIRECTORY, 0);
	if (dir < 0)
		return -1;
	err = linkat(AT_FDCWD, path, dir, last ? last + 1 : name, 0);
	close(dir);
	return err;
}

static int copy_entry(struct archive *to, struct archive_entry *entry,
		      struct archive_entry_linkresolver *links)
{
	struct archive_entry *spare = NULL;
	const char *path = archive_entry_sourcepath(entry);
	const char *name = path + strspn(path, "/");

	if (!build_may_have(archive_entry_stat(entry))) {
		msg_warn("'%s' is left out: no device for guests", path);
		return 0;
	}
	archive_entry_set_pathname(entry, *name ? name : ".");
	if (is_unified(path, archive_entry_stat(entry))) {
		if (!link_unified(path, name) || errno == ENOENT)
			return 0;
		if (errno != EXDEV && errno != EMLINK)
			return -1;
	}
	archive_entry_linkify(links, &entry, &spare);
	if (archive_write_header(to, entry) < ARCHIVE_WARN)
		return -1;
	return archive_entry_size(entry) > 0 &&
	       copy_file(to, path, name, archive_entry_size(entry)) ? -1 : 0;
}

/* ARCHIVE_OK, _EOF, or what failed after a message */
static int copy_next(struct archive *from, struct archive *to,
		     struct archive_entry *entry,
		     struct archive_entry_linkresolver *links)
{
	int r = archive_read_next_header2(from, entry);

	if (r == ARCHIVE_EOF)
		return r;
	if (r < ARCHIVE_WARN) {
		if (r == ARCHIVE_FAILED && went_away(from))
			return ARCHIVE_OK;
		msg_error("cannot read what is copied: %s",
			  archive_error_string(from));
		return r;
	}
	if (copy_entry(to, entry, links)) {
		msg_error("cannot copy '%s': %s",
			  archive_entry_sourcepath(entry),
			  archive_error_string(to) ? :
			  archive_error_string(from) ? : strerror(errno));
		return ARCHIVE_FATAL;
	}
	archive_read_disk_descend(from);
	return ARCHIVE_OK;
}

static int copy_all(struct archive *from, struct archive *to)
{
	struct archive_entry_linkresolver *links =
				archive_entry_linkresolver_new();
	struct archive_entry *entry;
	int r;

	/* links in the order met, as in an old cpio: no entry waits */
	archive_entry_linkresolver_set_strategy(links,
						ARCHIVE_FORMAT_TAR);
	do {
		entry = archive_entry_new();
		r = copy_next(from, to, entry, links);
		archive_entry_free(entry);
	} while (r == ARCHIVE_OK);
	archive_entry_linkresolver_free(links);
	return r == ARCHIVE_EOF ? 0 : -1;
}

/*
 * With the source as root and the target as current directory: the source may
 * be a guest that runs and changes its links meanwhile.
 */
static int copy_inside(const char *source)
{
	struct archive *in = archive_read_disk_new();
	struct archive *out = archive_write_disk_new();
	int err = -1;

	archive_read_disk_set_symlink_physical(in);
	archive_read_disk_set_behavior(in, ARCHIVE_READDISK_NO_TRAVERSE_MOUNTS);
	archive_write_disk_set_options(out, ARCHIVE_EXTRACT_OWNER |
		ARCHIVE_EXTRACT_PERM | ARCHIVE_EXTRACT_TIME |
		ARCHIVE_EXTRACT_ACL | ARCHIVE_EXTRACT_XATTR |
		ARCHIVE_EXTRACT_SPARSE | ARCHIVE_EXTRACT_SECURE_SYMLINKS |
		ARCHIVE_EXTRACT_SECURE_NODOTDOT);
	if (archive_read_disk_open(in, "/") < ARCHIVE_WARN)
		msg_error("cannot read '%s': %s", source,
			  archive_error_string(in));
	else
		err = copy_all(in, out);
	archive_read_free(in);
	if (archive_write_close(out) < ARCHIVE_WARN && !err) {
		msg_error("cannot finish the copy of '%s': %s", source,
			  archive_error_string(out));
		err = -1;
	}
	archive_write_free(out);
	return err;
}

int build_copy_tree(const char *from, const char *to)
{
	int status = -1;
	pid_t pid = fork();

	if (!pid) {
		if (!chdir(to) && !chroot(from))
			_exit(copy_inside(from) ? 1 : 0);
		msg_errno("cannot enter '%s' and '%s'", to, from);
		_exit(1);
	}
	if (pid < 0 || waitpid(pid, &status, 0) < 0)
		msg_errno("cannot copy '%s'", from);
	return status ? -1 : 0;
}
