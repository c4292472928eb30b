// SPDX-License-Identifier: GPL-2.0-only
/*
 * vkill: signals to processes of contexts.
 */
#define _GNU_SOURCE
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "cli.h"
#include "msg.h"
#include "options.h"

#define EXIT_FAILED	1

struct values {
	const char *xid, *signal;
};

#define AT(field)	offsetof(struct values, field)

static const struct cli_option options[] = {
	{ "xid", 'c', "ID", "the context", cli_set_string, AT(xid), 0 },
	{ "ctx", 0, "ID", NULL, cli_set_string, AT(xid), 0 },
	{ "signal", 's', "SIGNAL", "name or number (TERM)", cli_set_string,
	  AT(signal), 0 },
	{ 0 }
};

static const struct cli_tool tool = {
	.name = "vkill",
	.purpose = "send a signal to processes of a context",
	.synopsis = "[-s SIGNAL] [-c ID] [--] pid ...\n[-s SIGNAL] -c ID",
	.options = options,
	.usage_exit = EXIT_FAILED,
};

static int parse_signal(const char *text)
{
	unsigned long number;
	const char *name;
	int sig;

	if (!option_parse_number(text, SIGRTMAX, &number))
		return number;
	if (!strncasecmp(text, "SIG", 3))
		text += 3;
	for (sig = 1; sig < SIGRTMAX; sig++) {
		name = sigabbrev_np(sig);
		if (name && !strcasecmp(name, text))
			return sig;
	}
	return -1;
}

static int kill_one(const char *xid_text, const char *pid_text, int sig)
{
	unsigned long pid;
	uint32_t xid;
	int ret;

	if (option_parse_number(pid_text, INT32_MAX, &pid)) {
		msg_error("'%s' is no process id", pid_text);
		return -1;
	}
	if (xid_text) {
		if (option_id(GUEST_XID, xid_text, &xid))
			return -1;
	} else {
		ret = vc_get_task_xid(pid);
		if (ret < 0) {
			msg_errno("process %lu", pid);
			return -1;
		}
		/* nothing that this tool is for, and dangerous by mistake */
		if (!ret) {
			msg_error("process %lu is in no context", pid);
			return -1;
		}
		xid = ret;
	}
	if (vc_ctx_kill(xid, pid, sig) >= 0)
		return 0;
	if (pid)
		msg_errno("process %lu of context %u", pid, xid);
	else
		msg_errno("context %u", xid);
	return -1;
}

int main(int argc, char **argv)
{
	struct values v = { 0 };
	int sig, failed = 0;

	argv += cli_parse(&tool, argc, argv, &v);
	if (!v.xid && !*argv)
		cli_usage(&tool, "neither a context nor a process is given");
	sig = v.signal ? parse_signal(v.signal) : SIGTERM;
	if (sig < 0) {
		msg_error("'%s' is no signal", v.signal);
		return EXIT_FAILED;
	}
	if (!*argv)
		return kill_one(v.xid, "0", sig) ? EXIT_FAILED : 0;
	for (; *argv; argv++)
		failed |= kill_one(v.xid, *argv, sig);
	return failed ? EXIT_FAILED : 0;
}
