// SPDX-License-Identifier: GPL-2.0-only
/*
 * Locks of the front end: files below /run/lock, held with flock(2).  A lock
 * ends with the process, so there is nothing to clean up.
 */
#define _GNU_SOURCE
#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "front.h"

#define LOCKDIR		"/run/lock"
#define TRY_AGAIN	100000	/* microseconds */

int lock_take(const char *name, int seconds)
{
	char path[PATH_MAX];
	long tries = seconds * (1000000L / TRY_AGAIN);
	int fd;

	snprintf(path, sizeof(path), LOCKDIR "/vserver.%s", name);
	conf_mkdirs(LOCKDIR, 01777);
	fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0644);
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
	return 0;
}

/* one start or stop of a guest at a time */
int lock_guest(const char *dir)
{
	char name[NAME_MAX - 16];
	size_t len = 0;

	for (; *dir && len < sizeof(name) - 9; dir++)
		if (isalnum((unsigned char)*dir))
			name[len++] = *dir;
	strcpy(name + len, ".startup");
	return lock_take(name, 300);
}
