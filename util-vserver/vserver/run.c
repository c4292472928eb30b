// SPDX-License-Identifier: GPL-2.0-only
/*
 * Processes and contexts: small things that several commands need.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <linux/ioprio.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "front.h"

volatile sig_atomic_t front_signal;

static void note_signal(int sig)
{
	front_signal = sig;
}

/* what the caller ignores stays ignored */
void front_catch_signals(void)
{
	static const int signals[] = { SIGHUP, SIGINT, SIGTERM };
	struct sigaction act = { .sa_handler = note_signal }, old;
	size_t i;

	for (i = 0; i < sizeof(signals) / sizeof(*signals); i++)
		if (!sigaction(signals[i], NULL, &old) &&
		    old.sa_handler != SIG_IGN)
			sigaction(signals[i], &act, NULL);
}

/* the limits that stand for CAP_SYS_NICE and CAP_IPC_LOCK, to the kernel's own */
static int reset_limits(void)
{
	static const struct {
		int resource;
		rlim_t most;
	} usual[] = {
		{ RLIMIT_NICE, 0 },
		{ RLIMIT_RTPRIO, 0 },
		{ RLIMIT_MEMLOCK, 8 << 20 },	/* MLOCK_LIMIT */
	};
	struct rlimit limit;
	size_t i;

	for (i = 0; i < sizeof(usual) / sizeof(*usual); i++) {
		if (getrlimit(usual[i].resource, &limit))
			return -1;
		if (limit.rlim_max <= usual[i].most)
			continue;
		limit.rlim_max = usual[i].most;
		if (limit.rlim_cur > limit.rlim_max)
			limit.rlim_cur = limit.rlim_max;
		if (setrlimit(usual[i].resource, &limit))
			return -1;
	}
	return 0;
}

/* what is spared when memory is short */
static int reset_oom_score(void)
{
	FILE *f = fopen("/proc/self/oom_score_adj", "r+");
	int score, ret = -1;

	if (!f)
		return -1;
	if (fscanf(f, "%d", &score) == 1)
		ret = score < 0 && (rewind(f), fputs("0", f) < 0) ? -1 : 0;
	return fclose(f) ? -1 : ret;
}

/* what the caller's shell has, and a guest could not give itself */
int front_reset_priority(void)
{
	struct sched_param none = { 0 };
	int policy = sched_getscheduler(0);

	if (policy != SCHED_OTHER && policy != SCHED_BATCH &&
	    policy != SCHED_IDLE && sched_setscheduler(0, SCHED_OTHER, &none))
		return -1;
	if (getpriority(PRIO_PROCESS, 0) < 0 && setpriority(PRIO_PROCESS, 0, 0))
		return -1;
	if (syscall(SYS_ioprio_set, IOPRIO_WHO_PROCESS, 0, 0))
		return -1;
	return reset_limits() || reset_oom_score() ? -1 : 0;
}

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
	while (waitpid(pid, &status, 0) < 0) {
		if (errno != EINTR)
			return 255;
		if (front_signal)
			kill(pid, front_signal);
	}
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

int front_wait(pid_t pid, int seconds, int *status)
{
	double end = seconds_now() + seconds;
	pid_t done;

	while (!(done = waitpid(pid, status, WNOHANG)) && !front_signal &&
	       seconds_now() < end)
		usleep(20000);
	if (done == pid)
		return 0;
	/* with those that it made, when it leads a group */
	if (kill(-pid, SIGKILL))
		kill(pid, SIGKILL);
	waitpid(pid, status, 0);
	errno = ETIMEDOUT;
	return -1;
}

/* wait_exit has no time limit: a child waits, and is ended when it is late */
int front_wait_gone(uint32_t xid, int seconds)
{
	pid_t pid = fork();
	int status;

	if (!pid) {
		struct vcmd_wait_exit_v0 result;
		int ret = vc_wait_exit(xid, &result);

		_exit(ret < 0 && errno != ESRCH);
	}
	return pid < 0 || front_wait(pid, seconds, &status) || status ? -1 : 0;
}

void front_clear_persistent(const struct guest *guest, uint32_t xid)
{
	struct vc_word no = { 0, VXF_PERSISTENT };

	vc_set_word(VC_CFLAGS, xid, &no);
	no.mask = NXF_PERSISTENT;
	vc_set_word(VC_NFLAGS, guest->nid, &no);
}
