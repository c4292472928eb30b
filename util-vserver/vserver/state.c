// SPDX-License-Identifier: GPL-2.0-only
/*
 * Files that say what runs: the run file of a guest with its xid, the link
 * from the xid back to the configuration, and the file that tells vshelper
 * what to do when the guest reboots or ends.  All are changed under the
 * guest's lock; a run file that a crash left behind does no harm, since the
 * kernel is asked too (guest_is_running()).
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "front.h"
#include "state.h"

int state_helper(const struct guest *guest, uint32_t xid, const char *method)
{
	char name[16], text[PATH_MAX + 16];

	snprintf(name, sizeof(name), "%u", xid);
	snprintf(text, sizeof(text), "%s\n%s", guest->dir, method);
	if (!conf_mkdirs(HELPERSTATE, 0755) &&
	    !conf_write(HELPERSTATE, name, text))
		return 0;
	msg_errno("cannot write '" HELPERSTATE "/%s'", name);
	return -1;
}

int state_running(const struct guest *guest)
{
	char text[16], link[64], run[PATH_MAX];

	snprintf(text, sizeof(text), "%u", guest->xid);
	snprintf(link, sizeof(link), RUNREV "/%u", guest->xid);
	unlink(link);
	if (conf_mkdirs(RUNDIR, 0755) || conf_mkdirs(RUNREV, 0755) ||
	    conf_write(guest->dir, "run", text)) {
		msg_errno("cannot write the run file '%s'",
			  conf_path(run, guest->dir, "run"));
		return -1;
	}
	if (symlink(guest->dir, link)) {
		msg_errno("cannot make the link '%s'", link);
		return -1;
	}
	return 0;
}

void state_stopped(const struct guest *guest, uint32_t xid)
{
	char path[PATH_MAX], target[PATH_MAX];
	ssize_t n;

	snprintf(path, sizeof(path), HELPERSTATE "/%u", xid);
	unlink(path);
	snprintf(path, sizeof(path), RUNREV "/%u", xid);
	unlink(path);
	/* the file that the link names; the link itself stays */
	conf_path(path, guest->dir, "run");
	n = readlink(path, target, sizeof(target) - 1);
	if (n > 0) {
		target[n] = 0;
		unlink(target);
	}
}
