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
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "build.h"

#define UNIFIED		(IATTR_IXUNLINK | IATTR_IMMUTABLE)

static int remove_below(int fd, dev_t dev)
{
	DIR *dir = fdopendir(fd);
	struct dirent *e;
	int err = 0;

	if (!dir) {
		close(fd);
		return -1;
	}
	while (!err && (e = readdir(dir))) {
		struct stat st;
		int sub;

		if (!strcmp(e->d_name, ".") || !strcmp(e->d_name, ".."))
			continue;
		err = fstatat(fd, e->d_name, &st, AT_SYMLINK_NOFOLLOW);
		if (!err && S_ISDIR(st.st_mode)) {
			if (st.st_dev != dev) {
				errno = EXDEV;
				err = -1;
				break;
			}
			sub = openat(fd, e->d_name, O_RDONLY | O_DIRECTORY |
				     O_NOFOLLOW | O_CLOEXEC);
			err = sub < 0 ? -1 : remove_below(sub, dev);
			if (!err)
				err = unlinkat(fd, e->d_name, AT_REMOVEDIR);
		} else if (!err) {
			err = unlinkat(fd, e->d_name, 0);
		}
	}
	closedir(dir);
	return err;
}

int build_remove_tree(const char *path)
{
	struct stat st;
	int err = 0, fd;

	if (lstat(path, &st))
		return errno == ENOENT ? 0 : -1;
	if (!S_ISDIR(st.st_mode)) {
		err = unlink(path);
	} else {
		fd = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW |
			  O_CLOEXEC);
		err = fd < 0 ? -1 : remove_below(fd, st.st_dev);
		if (!err)
			err = rmdir(path);
	}
	if (err)
		msg_errno("cannot remove '%s'", path);
	return err;
}

static bool is_unified(const char *path, const struct stat *st)
{
	struct vcmd_ctx_iattr_v1 attr = { .name = path };

	return S_ISREG(st->st_mode) &&
	       vc_syscall(VCMD_get_iattr, 0, &attr) >= 0 &&
	       (attr.flags & UNIFIED) == UNIFIED;
}

static int copy_data(struct archive *from, struct archive *to)
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

/* @path is below the source, relative to it */
static int copy_entry(struct archive *from, struct archive *to,
		      struct archive_entry *entry, const char *source,
		      struct archive_entry_linkresolver *links)
{
	struct archive_entry *spare = NULL;
	const char *path = archive_entry_sourcepath(entry);
	const char *name = path + strlen(source);

	while (*name == '/')
		name++;
	archive_entry_set_pathname(entry, *name ? name : ".");
	if (is_unified(path, archive_entry_stat(entry))) {
		if (!linkat(AT_FDCWD, path, AT_FDCWD, name, 0))
			return 0;
		if (errno != EXDEV)
			return -1;
	}
	archive_entry_linkify(links, &entry, &spare);
	if (archive_write_header(to, entry) < ARCHIVE_WARN)
		return -1;
	return archive_entry_size(entry) > 0 ? copy_data(from, to) : 0;
}

static int copy_all(struct archive *from, struct archive *to,
		    const char *source)
{
	struct archive_entry_linkresolver *links =
				archive_entry_linkresolver_new();
	struct archive_entry *entry;
	int r;

	/* links in the order met, as in an old cpio: no entry waits */
	archive_entry_linkresolver_set_strategy(links,
						ARCHIVE_FORMAT_TAR);
	for (;;) {
		entry = archive_entry_new();
		r = archive_read_next_header2(from, entry);
		if (r == ARCHIVE_EOF || r < ARCHIVE_WARN)
			break;
		if (copy_entry(from, to, entry, source, links)) {
			msg_error("cannot copy '%s': %s",
				  archive_entry_sourcepath(entry),
				  archive_error_string(to) ? :
				  strerror(errno));
			break;
		}
		archive_read_disk_descend(from);
		archive_entry_free(entry);
	}
	archive_entry_free(entry);
	archive_entry_linkresolver_free(links);
	return r == ARCHIVE_EOF ? 0 : -1;
}

int build_copy_tree(const char *from, const char *to)
{
	struct archive *in = archive_read_disk_new();
	struct archive *out = archive_write_disk_new();
	int err = -1;

	archive_read_disk_set_symlink_physical(in);
	archive_read_disk_set_behavior(in, ARCHIVE_READDISK_NO_TRAVERSE_MOUNTS);
	archive_write_disk_set_options(out, ARCHIVE_EXTRACT_OWNER |
		ARCHIVE_EXTRACT_PERM | ARCHIVE_EXTRACT_TIME |
		ARCHIVE_EXTRACT_ACL | ARCHIVE_EXTRACT_XATTR |
		ARCHIVE_EXTRACT_SPARSE);
	if (chdir(to))
		msg_errno("cannot enter '%s'", to);
	else if (archive_read_disk_open(in, from) < ARCHIVE_WARN)
		msg_error("cannot read '%s': %s", from,
			  archive_error_string(in));
	else
		err = copy_all(in, out, from);
	archive_read_free(in);
	if (archive_write_close(out) < ARCHIVE_WARN && !err) {
		msg_error("cannot write below '%s': %s", to,
			  archive_error_string(out));
		err = -1;
	}
	archive_write_free(out);
	if (chdir("/"))
		err = -1;
	return err;
}
