// SPDX-License-Identifier: GPL-2.0-only
/*
 * vwait: wait until a context has ended.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/time.h>

#include "cli.h"
#include "msg.h"
#include "options.h"

#define EXIT_USAGE	1
#define EXIT_KILLED	1
#define EXIT_TIMEOUT	2
#define EXIT_INTERNAL	126
#define EXIT_FAILED	127

struct values {
	unsigned long timeout, status_fd;
	bool terminate;
};

#define AT(field)	offsetof(struct values, field)

static const struct cli_option options[] = {
	{ "timeout", 0, "SECONDS", "wait no longer than that", option_number,
	  AT(timeout), 0 },
	{ "terminate", 0, NULL, "end the context after that time",
	  cli_set_true, AT(terminate), 0 },
	{ "status-fd", 0, "FD", "descriptor to tell the outcome to",
	  option_number, AT(status_fd), 0 },
	{ 0 }
};

static const struct cli_tool tool = {
	.name = "vwait",
	.purpose = "wait until a context has ended",
	.synopsis = "[--timeout SECONDS [--terminate]] [--status-fd FD] ID",
	.options = options,
	.usage_exit = EXIT_USAGE,
};

static volatile sig_atomic_t time_is_up;

static void on_alarm(int sig)
{
	(void)sig;
	time_is_up = 1;
}

/* the timer goes off again and again: the call may begin after the first */
static int start_timer(unsigned long seconds)
{
	struct sigaction action = { .sa_handler = on_alarm };
	struct itimerval timer = {
		.it_value.tv_sec = seconds,
		.it_interval.tv_usec = 100000,
	};

	/* without SA_RESTART the call returns */
	sigaction(SIGALRM, &action, NULL);
	return setitimer(ITIMER_REAL, &timer, NULL);
}

static void tell(const struct values *v, const char *format, ...)
{
	va_list args;

	if (!v->status_fd)
		return;
	va_start(args, format);
	vdprintf(v->status_fd, format, args);
	va_end(args);
}

static int give_up(const struct values *v, uint32_t xid)
{
	if (!v->terminate) {
		tell(v, "TIMEOUT\n");
		return EXIT_TIMEOUT;
	}
	vc_ctx_kill(xid, 1, SIGKILL);
	if (vc_ctx_kill(xid, 0, SIGKILL) < 0 && errno != ESRCH) {
		msg_errno("cannot end context %u", xid);
		tell(v, "ERROR %d\n", errno);
		return EXIT_FAILED;
	}
	tell(v, "KILLED\n");
	return EXIT_KILLED;
}

static int wait_for(const struct values *v, uint32_t xid)
{
	struct vcmd_wait_exit_v0 result = { 0 };
	int err;

	if (v->timeout && start_timer(v->timeout)) {
		msg_errno("cannot start a timer");
		tell(v, "??? timer\n");
		return EXIT_INTERNAL;
	}
	while (vc_wait_exit(xid, &result) < 0) {
		if (errno == EINTR && time_is_up)
			return give_up(v, xid);
		if (errno == EINTR)
			continue;
		err = errno;
		msg_errno("cannot wait for context %u", xid);
		tell(v, "ERROR %d\n", err);
		return EXIT_FAILED;
	}
	tell(v, "FINISHED %d\n", result.exit_code);
	return 0;
}

int main(int argc, char **argv)
{
	struct values v = { 0 };
	uint32_t xid;

	argv += cli_parse(&tool, argc, argv, &v);
	if (!argv[0] || argv[1])
		cli_usage(&tool, "exactly one context must be given");
	if (v.timeout > INT32_MAX || v.status_fd > INT32_MAX)
		cli_usage(&tool, "a number is too large");
	if (option_id(GUEST_XID, *argv, &xid)) {
		tell(&v, "ERROR %d\n", errno);
		return EXIT_FAILED;
	}
	return wait_for(&v, xid);
}
