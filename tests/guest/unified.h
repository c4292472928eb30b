/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A unified file with two names, on an ext4 of its own; for the tests of
 * attributes and of copy-on-write links.
 */
#ifndef UNIFIED_H
#define UNIFIED_H

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/xattr.h>

#include "vcmd.h"

#define UNIFIED		0x60000		/* iunlink, immutable */
#define DIR		"/mnt/vs"
#define CONTENT		"the same in both\n"

static inline struct stat status(const char *name)
{
	struct stat st;

	CHECK_EQ(stat(name, &st), 0);
	return st;
}

static inline void make_file_system(void)
{
	CHECK_EQ(system("truncate -s 64M /tmp/vs.img &&"
			"mkfs.ext4 -qF /tmp/vs.img && mkdir -p " DIR " &&"
			"mount -o loop /tmp/vs.img " DIR), 0);
}

static inline void file_system_is_clean(void)
{
	CHECK_EQ(system("umount " DIR " && fsck.ext4 -fn /tmp/vs.img"), 0);
}

/* two names of one file, unified */
static inline void make_pair(const char *content)
{
	int fd;

	CHECK_EQ(chdir(DIR), 0);
	if (!access("a", F_OK))
		CHECK_EQ(set_attr("a", 0, UNIFIED), 0);
	if (!access("b", F_OK))
		CHECK_EQ(set_attr("b", 0, UNIFIED), 0);
	unlink("a");
	unlink("b");
	fd = open("a", O_CREAT | O_EXCL | O_WRONLY, 0640);
	CHECK(fd >= 0);
	CHECK_EQ(write(fd, content, strlen(content)), strlen(content));
	CHECK_EQ(fchown(fd, 12, 34), 0);
	CHECK_EQ(fchmod(fd, 04750), 0);
	CHECK_EQ(fsetxattr(fd, "user.note", "kept", 4, 0), 0);
	close(fd);
	CHECK_EQ(link("a", "b"), 0);
	CHECK_EQ(set_attr("a", UNIFIED, UNIFIED), 0);
}

static inline void check_content(const char *name, const char *want)
{
	char buf[64] = "";
	int fd = open(name, O_RDONLY);

	CHECK(fd >= 0);
	CHECK(read(fd, buf, sizeof(buf) - 1) >= 0);
	CHECK(!strcmp(buf, want));
	close(fd);
}

#endif /* UNIFIED_H */
