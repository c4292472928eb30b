// SPDX-License-Identifier: GPL-2.0-only
/*
 * vshelper EVENT XID: what the kernel runs when a guest reboots or ends.
 *
 * The file HELPERSTATE/<xid>, which start and stop write, has the guest's
 * configuration directory in its first line, a method in its second and the
 * instance of the guest in its third: what we do is done if that is the last.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "conf.h"
#include "guest.h"
#include "msg.h"
#include "vserver.h"

/* what `vserver' is asked to do */
static const struct {
	const char *event;
	const char *command;
} reactions[] = {
	{ "restart",	"restart" },
	{ "halt",	"stop" },
	{ "poweroff",	"stop" },
	{ "shutdown",	"cleanup" },
	{ "swsusp",	NULL },
	{ "startup",	NULL },
};

#define EVENTS	(sizeof(reactions) / sizeof(*reactions))

/* the kernel gives us no descriptors */
static void open_log(void)
{
	int fd = open("/dev/null", O_RDWR);

	while (fd >= 0 && fd < 2)
		fd = dup(fd);
	if (fd > 2)
		close(fd);
	if (isatty(2))
		return;
	fd = open(DEFAULTS "/apps/vshelper/logfile",
		  O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0644);
	if (fd >= 0) {
		dup2(fd, 1);
		dup2(fd, 2);
	}
}

static void log_call(int argc, char **argv)
{
	time_t now = time(NULL);
	char date[32];
	int i;

	strftime(date, sizeof(date), "%F %T", localtime(&now));
	printf("%s: vshelper", date);
	for (i = 1; i < argc; i++)
		printf(" %s", argv[i]);
	printf("\n");
	fflush(stdout);
}

/* a program of the admin for the event: the guest's own, or the default */
static void try_program(const char *base, char **argv)
{
	char path[PATH_MAX];

	conf_path(path, base, "apps/vshelper/%s", argv[1]);
	if (!access(path, X_OK)) {
		execv(path, argv);
		msg_errno("cannot run '%s'", path);
	}
}

static int react(const struct conf_list *state, const char *command)
{
	char *argv[] = { "vserver", "--silent", "--defaulttty", "--instance",
			 state->line[2], "--", state->line[0], (char *)command,
			 NULL };

	execv("/usr/sbin/vserver", argv);
	msg_errno("cannot run 'vserver %s %s'", state->line[0], command);
	return 1;
}

static int handle(char **argv, size_t event, const struct conf_list *state)
{
	const char *dir = state->line[0], *method = state->line[1];

	if (!strcmp(method, "async")) {
		/* a stop waits for just this */
		vc_ctx_kill(atoi(argv[2]), 0, SIGKILL);
		return 0;
	}
	if (strcmp(method, "default")) {
		msg_error("'" HELPERSTATE "/%s': unknown method '%s'",
			  argv[2], method);
		return 1;
	}
	try_program(dir, argv);
	try_program(DEFAULTS, argv);
	if (!reactions[event].command)
		return 0;
	return react(state, reactions[event].command);
}

int main(int argc, char **argv)
{
	struct conf_list state;
	size_t event;

	msg_set_program("vshelper");
	open_log();
	log_call(argc, argv);
	if (argc < 3 || strchr(argv[2], '/')) {
		msg_error("usage: vshelper EVENT XID");
		return 1;
	}
	for (event = 0; event < EVENTS; event++)
		if (!strcmp(reactions[event].event, argv[1]))
			break;
	if (event == EVENTS) {
		msg_error("Unknown action '%s'", argv[1]);
		return 1;
	}
	if (conf_has(DEFAULTS, "apps/vshelper/disabled"))
		return 0;
	if (conf_lines(HELPERSTATE, argv[2], false, &state) ||
	    state.count < 3) {
		printf("context %s is not configured\n", argv[2]);
		return 0;
	}
	if (conf_has(state.line[0], "apps/vshelper/disabled"))
		return 0;
	return handle(argv, event, &state);
}
