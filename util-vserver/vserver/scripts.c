// SPDX-License-Identifier: GPL-2.0-only
/*
 * Scripts of the admin: <dir>/scripts/<flavour> and <flavour>.d/<name>, the
 * guest's own or else the default ones.  Each is executed with the flavour and
 * the guest's name as arguments.  A file that is not executable is run with
 * /bin/sh; it cannot change variables of the front end, which is not a shell.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "front.h"

static int run_one(const struct guest *guest, const char *flavour,
		   const char *path)
{
	char *argv[] = { "/bin/sh", (char *)path, (char *)flavour,
			 (char *)guest->base, NULL };
	int status = front_run(access(path, X_OK) ? argv : argv + 1);

	if (status)
		msg_error("script '%s' failed with status %d", path, status);
	return status;
}

/* -1: there was nothing to run */
static int run_base(const struct guest *guest, const char *base,
		    const char *flavour, bool go_on)
{
	char path[PATH_MAX], dir[PATH_MAX];
	struct conf_list names;
	int status = -1;
	struct stat st;
	size_t i;

	conf_path(path, base, "scripts/%s", flavour);
	if (!stat(path, &st) && S_ISREG(st.st_mode))
		status = run_one(guest, flavour, path);
	conf_path(dir, base, "scripts/%s.d", flavour);
	if (conf_entries(dir, &names))
		return status;
	for (i = 0; i < names.count && (go_on || status <= 0); i++) {
		conf_path(path, dir, "%s", names.line[i]);
		if (!stat(path, &st) && S_ISREG(st.st_mode))
			status = run_one(guest, flavour, path);
	}
	conf_free(&names);
	return status;
}

int scripts_run(const struct guest *guest, const char *flavour, bool go_on)
{
	int status = run_base(guest, guest->dir, flavour, go_on);

	if (status < 0)
		status = run_base(guest, DEFAULTS, flavour, go_on);
	return status < 0 || go_on ? 0 : status;
}
