// SPDX-License-Identifier: GPL-2.0-only
/*
 * vserver: build, start, enter, limit and stop guests.
 */
#define _GNU_SOURCE
#include <limits.h>
#include <paths.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"
#include "front.h"
#include "seal.h"

/* properties of a command */
#define NO_GUEST	0x1	/* the guest need not exist */
#define SEALED		0x2	/* it enters a guest */

static const struct {
	const char *name;
	front_command *run;
	int flags;
	const char *help;
} commands[] = {
	{ "build", cmd_build, NO_GUEST, "-m METHOD [OPTION...]: make a guest" },
	{ "start", cmd_start, SEALED, "start it" },
	{ "stop", cmd_stop, SEALED, "stop it" },
	{ "restart", cmd_restart, SEALED, "stop it, then start it" },
	{ "condrestart", cmd_condrestart, SEALED, "restart it if it runs" },
	{ "status", cmd_status, 0, "tell whether it runs: exit status 0 or 3" },
	{ "running", cmd_running, 0, "exit status 0 if it runs, 1 if not" },
	{ "enter", cmd_enter, SEALED, "a shell in it" },
	{ "exec", cmd_exec, SEALED, "COMMAND...: run a command in it" },
	{ "suexec", cmd_suexec, SEALED, "USER COMMAND...: the same as a user" },
	{ "delete", cmd_delete, SEALED, "remove it and all its files" },
	{ "cleanup", cmd_cleanup, SEALED, NULL },
};

#define COMMANDS	(sizeof(commands) / sizeof(*commands))

static const struct cli_option options[] = {
	{ "silent", 0, NULL, "tell less, ask nothing", cli_set_true,
	  offsetof(struct front, silent), 0 },
	{ "defaulttty", 0, NULL, "use the terminal of the configuration",
	  cli_set_true, offsetof(struct front, defaulttty), 0 },
	{ "instance", 0, "NAME", NULL, cli_set_string,
	  offsetof(struct front, instance), 0 },
	{ 0 }
};

static const struct cli_tool tool = {
	.name = "vserver",
	.purpose = "build, start, enter and stop guests",
	.synopsis = "[OPTION...] [--] GUEST COMMAND [ARGUMENT...]",
	.options = options,
	.usage_exit = 1,
};

static int list_commands(void)
{
	size_t i;

	fprintf(stderr, "Usage: vserver [OPTION...] [--] GUEST COMMAND"
		" [ARGUMENT...]\nCommands:\n");
	for (i = 0; i < COMMANDS; i++)
		if (commands[i].help)
			fprintf(stderr, "  %-12s %s\n", commands[i].name,
				commands[i].help);
	return 2;
}

/* a name, a path, or the number of a running context */
static int find_guest(struct front *front)
{
	char *end;
	unsigned long xid = strtoul(front->name, &end, 10);

	if (!*end && *front->name && !guest_of_xid(xid, front->dir))
		return 0;
	return guest_find(front->name, front->dir);
}

/*
 * Programs that we run are those of the host, whatever the working directory is:
 * relative words of PATH lead into the guest's root while we are there.
 */
static void clean_path(void)
{
	const char *path = getenv("PATH"), *end;
	char clean[PATH_MAX] = "";
	size_t len = 0;

	for (; path; path = *end ? end + 1 : NULL) {
		end = path + strcspn(path, ":");
		if (*path == '/' && len + (end - path) + 1 < sizeof(clean))
			len += sprintf(clean + len, "%s%.*s", len ? ":" : "",
				       (int)(end - path), path);
	}
	setenv("PATH", len ? clean : _PATH_STDPATH, 1);
}

int main(int argc, char **argv)
{
	struct front front = { 0 };
	int first = cli_parse(&tool, argc, argv, &front);
	size_t i;

	if (argc - first < 2)
		return list_commands();
	msg_set_program("vserver");
	clean_path();
	front.name = argv[first];
	for (i = 0; i < COMMANDS; i++)
		if (!strcmp(commands[i].name, argv[first + 1]))
			break;
	if (i == COMMANDS) {
		msg_error("unknown command '%s'", argv[first + 1]);
		return list_commands();
	}
	if (commands[i].flags & SEALED && seal_self(argv))
		return 255;
	if (!(commands[i].flags & NO_GUEST) && find_guest(&front)) {
		msg_error("Can not find a vserver-setup at '%s%s/'.",
			  strchr(front.name, '/') ? "" : CONFDIR "/",
			  front.name);
		return 5;
	}
	return commands[i].run(&front, argc - first - 1, argv + first + 1);
}
