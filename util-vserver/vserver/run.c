// SPDX-License-Identifier: GPL-2.0-only
/*
 * Processes and contexts: small things that several commands need.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "front.h"

int front_run(char *const argv[])
{
	int status;
	pid_t pid;

	fflush(stdout);
	pid = fork();
	if (!pid) {
		execvp(argv[0], argv);
		msg_errno("cannot run '%s'", argv[0]);
		_exit(127);
	}
	if (pid < 0) {
		msg_errno("cannot make a process");
		return 255;
	}
	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			return 255;
	return WIFEXITED(status) ? WEXITSTATUS(status) :
				   128 + WTERMSIG(status);
}

int front_tasks(uint32_t xid)
{
	struct vcmd_ctx_stat_v0 stat;

	return vc_syscall(VCMD_ctx_stat, xid, &stat) < 0 ? 0 : stat.tasks;
}

static double seconds_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec + now.tv_nsec / 1e9;
}

/* wait_exit has no time limit: a child waits, and is ended when it is late */
int front_wait_gone(uint32_t xid, int seconds)
{
	double end = seconds_now() + seconds;
	pid_t pid = fork(), done;
	int status;

	if (!pid) {
		struct vcmd_wait_exit_v0 result;
		int ret = vc_wait_exit(xid, &result);

		_exit(ret < 0 && errno != ESRCH);
	}
	if (pid < 0)
		return -1;
	while (!(done = waitpid(pid, &status, WNOHANG)) && seconds_now() < end)
		usleep(20000);
	if (done == pid)
		return status ? -1 : 0;
	kill(pid, SIGKILL);
	waitpid(pid, &status, 0);
	errno = ETIMEDOUT;
	return -1;
}
