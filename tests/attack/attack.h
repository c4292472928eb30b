/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What every attack has: how it ends, and the facts about its victim.  README
 * tells how to write one.
 */
#ifndef TESTS_ATTACK_ATTACK_H
#define TESTS_ATTACK_ATTACK_H

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* the way is closed; errno says how */
static inline void refused(const char *what)
{
	printf("refused: %s: %s\n", what, strerrorname_np(errno) ?: "?");
	fflush(stdout);
	_exit(0);
}

/* nothing refused it, but it led nowhere */
static inline void harmless(const char *what)
{
	printf("refused: %s\n", what);
	fflush(stdout);
	_exit(0);
}

static inline void worked(const char *what)
{
	printf("worked: %s\n", what);
	fflush(stdout);
	_exit(1);
}

/* what the attack itself needs is not there */
static inline void broken(const char *what)
{
	printf("broken: %s: %s\n", what, strerrorname_np(errno) ?: "?");
	fflush(stdout);
	_exit(2);
}

#define NEED(condition) do {						\
	if (!(condition))						\
		broken(#condition);					\
} while (0)

/* a fact about the victim; README has their names */
static inline const char *fact(const char *name)
{
	char variable[64];
	const char *value;

	snprintf(variable, sizeof(variable), "VICTIM_%s", name);
	value = getenv(variable);
	if (!value)
		broken(variable);
	return value;
}

static inline long fact_number(const char *name)
{
	return strtol(fact(name), NULL, 0);
}

/* does a file begin with the victim's secret? */
static inline bool has_secret(int fd)
{
	const char *secret = fact("SECRET");
	size_t length = strlen(secret);
	char buf[64] = "";

	return pread(fd, buf, length, 0) == (ssize_t)length &&
	       !memcmp(buf, secret, length);
}

static inline bool named_has_secret(int root, const char *name)
{
	int fd = openat(root, name, O_RDONLY | O_NOFOLLOW);
	bool has = fd >= 0 && has_secret(fd);
	int err = errno;

	if (fd >= 0)
		close(fd);
	errno = err;
	return has;
}

/*
 * The same of the victim's FILE below a directory that may be the victim's root.
 * The root of the tests is itself /root of what the VM has booted from, and who
 * leaves a chroot ends up there.
 */
static inline bool file_has_secret(int root)
{
	char deeper[64];

	snprintf(deeper, sizeof(deeper), "root%s", fact("FILE"));
	return named_has_secret(root, deeper) ||
	       named_has_secret(root, fact("FILE") + 1);
}

/* 0, or -1 with errno, as write(2) of the whole text to a file */
static inline int put(const char *name, const char *text)
{
	int fd = open(name, O_WRONLY), err;
	ssize_t put = fd < 0 ? -1 : write(fd, text, strlen(text));

	err = errno;
	if (fd >= 0)
		close(fd);
	errno = err;
	return put == (ssize_t)strlen(text) ? 0 : -1;
}

/* the text of a small file, or NULL with errno; for the caller to free */
static inline char *get(const char *name)
{
	int fd = open(name, O_RDONLY), err;
	char *buf = malloc(65536);
	ssize_t got = fd < 0 ? -1 : read(fd, buf, 65535);

	err = errno;
	if (fd >= 0)
		close(fd);
	errno = err;
	if (got < 0) {
		free(buf);
		return NULL;
	}
	buf[got] = '\0';
	return buf;
}

#endif /* TESTS_ATTACK_ATTACK_H */
