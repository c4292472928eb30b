// SPDX-License-Identifier: GPL-2.0-only
/*
 * Locks of the front end, held with flock(2).  A lock ends with the process, so
 * there is nothing to clean up.  Who can open a file can lock it: users of the
 * host cannot even reach these.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "front.h"

#define LOCKDIR		RUNDIR "/.lock"
#define TRY_AGAIN	100000	/* microseconds */
#define LONGEST		200	/* characters of a lock's name */

int lock_take(const char *name, int seconds)
{
	char path[PATH_MAX];
	long tries = seconds * (1000000L / TRY_AGAIN);
	int fd = -1;

	conf_path(path, LOCKDIR, "%s", name);
	if (!conf_mkdirs(LOCKDIR, 0700))
		fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW,
			  0600);
	if (fd < 0) {
		msg_errno("cannot open the lock '%s'", path);
		return -1;
	}
	while (flock(fd, LOCK_EX | LOCK_NB)) {
		if (errno != EWOULDBLOCK || tries-- <= 0) {
			msg_errno("cannot get the lock '%s' within %d seconds",
				  path, seconds);
			close(fd);
			return -1;
		}
		usleep(TRY_AGAIN);
	}
	return fd;
}

/* children that were made meanwhile have the descriptor, too */
void lock_release(int fd)
{
	flock(fd, LOCK_UN);
	close(fd);
}

/* one start or stop of a guest at a time, however its directory is spelled */
int lock_guest(const char *dir, int seconds)
{
	char path[PATH_MAX], name[LONGEST + 16], *c;
	size_t len;

	if (!realpath(dir, path))
		snprintf(path, sizeof(path), "%s", dir);
	for (c = path; *c; c++)
		if (*c == '/')
			*c = ':';
	len = c - path;
	snprintf(name, sizeof(name), "guest%.*s", LONGEST,
		 len > LONGEST ? c - LONGEST : path);
	return lock_take(name, seconds);
}
