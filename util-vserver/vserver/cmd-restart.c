// SPDX-License-Identifier: GPL-2.0-only
/*
 * vserver NAME restart, condrestart.
 *
 * One lock holds for the stop and the start.  vshelper runs a restart, too, for
 * a guest that rebooted: it is done when nobody stopped the guest meanwhile,
 * and not for ever when the guest does nothing else.
 */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "state.h"

#define REBOOTS		RUNDIR "/.reboots"
#define MOST		10	/* reboots */
#define WITHIN		60	/* seconds */

/* the times of the last reboots are in a file, in seconds */
static bool too_often(const struct front *front)
{
	char text[(MOST + 1) * 24] = "", path[PATH_MAX];
	const char *name = strrchr(front->dir, '/') + 1;
	struct conf_list list;
	size_t i, len = 0, count = 0;
	struct timespec now;

	clock_gettime(CLOCK_BOOTTIME, &now);
	conf_lines(REBOOTS, name, false, &list);
	for (i = 0; i < list.count && count < MOST; i++) {
		long long then = atoll(list.line[i]);

		if (then + WITHIN < now.tv_sec)
			continue;
		len += sprintf(text + len, "%lld\n", then);
		count++;
	}
	conf_free(&list);
	if (count == MOST) {
		unlink(conf_path(path, REBOOTS, "%s", name));
		return true;
	}
	sprintf(text + len, "%lld", (long long)now.tv_sec);
	if (conf_mkdirs(REBOOTS, 0755) || conf_write(REBOOTS, name, text))
		msg_errno("cannot write '" REBOOTS "/%s'", name);
	return false;
}

int cmd_restart(struct front *front, int argc, char **argv)
{
	int status;

	if (stop_arguments(argc, argv) ||
	    lock_guest(front->dir, LOCK_SECONDS) < 0)
		return 1;
	if (front->instance && !state_is_instance(front->instance))
		return 0;
	if (front->instance && too_often(front)) {
		msg_error("'%s' rebooted more than %d times within %d seconds:"
			  " it stays stopped", front->name, MOST, WITHIN);
		return stop_guest(front);
	}
	status = stop_in_child(front);
	if (status && guest_is_running(front->dir, NULL))
		return status;
	return start_guest(front);
}

int cmd_condrestart(struct front *front, int argc, char **argv)
{
	if (!guest_is_running(front->dir, NULL))
		return 0;
	return cmd_restart(front, argc, argv);
}
