/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What the probes of the isolation matrix share: attempts in a process of their
 * own, the line that tells of a cell, the facts about the victims.  README has
 * the form of the lines.
 */
#ifndef TESTS_ISOLATION_CELL_H
#define TESTS_ISOLATION_CELL_H

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* a debug kernel takes ten to try the number of each mount there may be */
#define CELL_SECONDS	30
/* no errno is that high: the attempt did not end by itself */
#define CELL_KILLED	255

enum owner { OWN, OTHER, HOST, OWNERS };

static const char *const owner_names[] = { "own", "other", "host" };

/* a fact about the victim of an owner, as tests/attack/README names it */
static inline const char *fact_of(enum owner owner, const char *name)
{
	char variable[64];
	const char *value;

	snprintf(variable, sizeof(variable), "%s_%s",
		 owner == OTHER ? "OTHER" : "VICTIM", name);
	value = getenv(variable);
	if (!value) {
		fprintf(stderr, "%s is not set\n", variable);
		exit(2);
	}
	return value;
}

static inline void cell(const char *table, const char *name,
			const char *column, const char *result)
{
	printf("CELL %s %s %s %s\n", table, name, column, result);
	fflush(stdout);
}

/* "ok", "absent" for ENOSYS, or the name of the errno */
static inline const char *result_of(int err)
{
	const char *name = strerrorname_np(err);

	if (!err)
		return "ok";
	if (err == ENOSYS)
		return "absent";
	return err == CELL_KILLED || !name ? "killed" : name;
}

/*
 * The errno of an attempt - a function that returns a negative value with errno
 * when it was refused - made in a child; 0 when it was not refused.
 */
static inline int errno_of(long (*attempt)(void *), void *arg)
{
	int status;
	pid_t pid;

	fflush(stdout);
	pid = fork();
	if (!pid) {
		alarm(CELL_SECONDS);
		errno = 0;
		_exit(attempt(arg) < 0 ? errno : 0);
	}
	if (pid < 0 || waitpid(pid, &status, 0) != pid || !WIFEXITED(status))
		return CELL_KILLED;
	return WEXITSTATUS(status);
}

#endif /* TESTS_ISOLATION_CELL_H */
