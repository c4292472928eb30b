// SPDX-License-Identifier: GPL-2.0-only
/*
 * vserver NAME delete
 */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "build.h"
#include "front.h"

static bool confirmed(const struct front *front)
{
	char answer[16] = "";

	if (front->silent)
		return true;
	printf("Are you sure you want to delete the vserver %s (y/N) ",
	       front->name);
	fflush(stdout);
	if (!fgets(answer, sizeof(answer), stdin))
		return false;
	return !strcmp(answer, "y\n") || !strcmp(answer, "Y\n");
}

/* a file that a link of the configuration names */
static void remove_target(const struct front *front, const char *name)
{
	char path[PATH_MAX], target[PATH_MAX];
	ssize_t n = readlink(conf_path(path, front->dir, "%s", name), target,
			     sizeof(target) - 1);

	if (n <= 0)
		return;
	target[n] = 0;
	if (*target == '/')
		build_remove_tree(target);
}

/* nothing runs and nothing is on the host, or else -1 after a message */
static int end_guest(struct front *front)
{
	if (stop_lock(front) < 0)
		return -1;
	if (guest_is_running(front->dir, NULL)) {
		stop_in_child(front);
		if (guest_is_running(front->dir, NULL)) {
			msg_error("'%s' was not deleted: it still runs",
				  front->name);
			return -1;
		}
	}
	if (!stop_leftovers(front->dir))
		return 0;
	msg_error("'%s' was not deleted: the host still has something of it",
		  front->name);
	return -1;
}

int cmd_delete(struct front *front, int argc, char **argv)
{
	char path[PATH_MAX], vdir[PATH_MAX];

	if (stop_arguments(argc, argv))
		return 1;
	if (!confirmed(front))
		return 2;
	if (end_guest(front))
		return 1;
	if (!realpath(conf_path(path, front->dir, "vdir"), vdir)) {
		msg_errno("no root directory '%s'", path);
		return 1;
	}
	if (build_remove_tree(vdir))
		return 1;
	remove_target(front, "cache");
	remove_target(front, "run");
	return build_remove_tree(front->dir) ? 1 : 0;
}
