// SPDX-License-Identifier: GPL-2.0-only
/*
 * vserver NAME enter, exec, suexec
 */
#define _GNU_SOURCE
#include <stdio.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "front.h"

static int run(struct front *front, struct enter *enter)
{
	struct guest guest;
	uint32_t xid;

	if (config_read(front->dir, &guest))
		return 1;
	if (!guest_is_running(front->dir, &xid)) {
		msg_error("vserver '%s' is not running", front->name);
		return 1;
	}
	enter->keep_env = conf_has(DEFAULTS, "apps/exec/keep-environment");
	return enter_run(&guest, xid, enter);
}

int cmd_exec(struct front *front, int argc, char **argv)
{
	struct enter enter = { .argv = argv + 1, .pty = true };

	if (argc < 2) {
		msg_error("exec: no command");
		return 1;
	}
	return run(front, &enter);
}

int cmd_suexec(struct front *front, int argc, char **argv)
{
	struct enter enter = {
		.user = argv[1], .argv = argv + 2, .pty = true,
	};

	if (argc < 3) {
		msg_error("suexec: no user or no command");
		return 1;
	}
	return run(front, &enter);
}

/* the configured shell, or the best one that the guest has */
static char **find_shell(struct front *front)
{
	static char *shells[][3] = {
		{ "/bin/bash", "-login", NULL },
		{ "/bin/sh", "-l", NULL },
		{ "/bin/csh", NULL, NULL },
	};
	static char *own[2];
	char vdir[PATH_MAX];
	size_t i;
	int fd;

	own[0] = conf_scalar(front->dir, "shell");
	if (!own[0])
		own[0] = conf_scalar(DEFAULTS, "shell");
	if (own[0] && *own[0])
		return own;
	conf_path(vdir, front->dir, "vdir");
	for (i = 0; i < sizeof(shells) / sizeof(*shells); i++) {
		fd = mounts_open_in(vdir, shells[i][0], O_PATH, 0);
		if (fd >= 0) {
			close(fd);
			return shells[i];
		}
	}
	return NULL;
}

int cmd_enter(struct front *front, int argc, char **argv)
{
	struct enter enter = { .argv = find_shell(front), .pty = true };

	if (argc > 1) {
		msg_error("enter: unknown argument '%s'", argv[1]);
		return 1;
	}
	if (!enter.argv) {
		msg_error("vserver '%s' has no shell: write one into '%s/shell'",
			  front->name, front->dir);
		return 1;
	}
	return run(front, &enter);
}
