/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef TESTS_ATTACK_KERNEL_VSERVER_H
#define TESTS_ATTACK_KERNEL_VSERVER_H

#include "vcmd.h"

#include "attack.h"

#define ATTACKER	310
#define BARE		300
#define OTHER		320

/* -errno of vs(), as attacks tell of it */
static inline long tried(long ret)
{
	errno = ret < 0 ? -ret : 0;
	return ret;
}

/* the context that the caller is in now, by what /proc says */
static inline unsigned int context(void)
{
	char *status = get("/proc/self/status"), *line;

	NEED(status);
	line = strstr(status, "VxID:");
	NEED(line);
	return atoi(line + 5);
}

/* the rest is done by a child, which may not come back out of a context */
static inline void in_child(void)
{
	pid_t pid = fork();
	int status = 0;

	if (!pid)
		return;
	NEED(pid > 0 && waitpid(pid, &status, 0) == pid);
	_exit(WIFEXITED(status) ? WEXITSTATUS(status) : 2);
}

#endif /* TESTS_ATTACK_KERNEL_VSERVER_H */
