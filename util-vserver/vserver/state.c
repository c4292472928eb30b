// SPDX-License-Identifier: GPL-2.0-only
/*
 * Files that say what runs: the run file of a guest with its xid, the link
 * from the xid back to the configuration, and the file that tells vshelper
 * what to do when the guest reboots or ends.  All are changed under the
 * guest's lock; a run file that a crash left behind does no harm, since the
 * kernel is asked too (guest_is_running()).
 *
 * Each start is an instance, with a name that none had before.  vshelper is
 * run some time after the event, so it tells which instance it is about; when
 * the guest was stopped meanwhile, or started again, the event is void.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "front.h"
#include "state.h"

static int write_helper(const struct guest *guest, uint32_t xid,
			const char *method, const char *instance)
{
	char name[16], text[PATH_MAX + 64];

	snprintf(name, sizeof(name), "%u", xid);
	snprintf(text, sizeof(text), "%s\n%s\n%s", guest->dir, method,
		 instance);
	if (!conf_mkdirs(HELPERSTATE, 0755) &&
	    !conf_write(HELPERSTATE, name, text))
		return 0;
	msg_errno("cannot write '" HELPERSTATE "/%s'", name);
	return -1;
}

/* of a context, to be freed; or NULL */
static char *instance_of(uint32_t xid)
{
	char name[16], *instance = NULL;
	struct conf_list state;

	snprintf(name, sizeof(name), "%u", xid);
	if (!conf_lines(HELPERSTATE, name, false, &state)) {
		if (state.count > 2)
			instance = strdup(state.line[2]);
		conf_free(&state);
	}
	return instance;
}

int state_method(const struct guest *guest, uint32_t xid, const char *method)
{
	char *instance = instance_of(xid);
	int err = write_helper(guest, xid, method, instance ? : "");

	free(instance);
	return err;
}

/* it begins with the context */
bool state_is_instance(const char *instance)
{
	char *now = instance_of(strtoul(instance, NULL, 10));
	bool same = now && !strcmp(now, instance);

	free(now);
	return same;
}

static int write_run(const struct guest *guest)
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

int state_started(const struct guest *guest)
{
	struct timespec now;
	char instance[64];

	clock_gettime(CLOCK_BOOTTIME, &now);
	snprintf(instance, sizeof(instance), "%u.%lld.%09ld", guest->xid,
		 (long long)now.tv_sec, now.tv_nsec);
	return write_run(guest) ||
	       write_helper(guest, guest->xid, METHOD_DEFAULT, instance) ?
		-1 : 0;
}

void state_ended(const struct guest *guest, uint32_t xid)
{
	char path[PATH_MAX], target[PATH_MAX];
	ssize_t n;

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

void state_stopped(const struct guest *guest, uint32_t xid)
{
	char path[64];

	snprintf(path, sizeof(path), HELPERSTATE "/%u", xid);
	unlink(path);
	state_ended(guest, xid);
}
