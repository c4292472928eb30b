// SPDX-License-Identifier: GPL-2.0-only
/*
 * vserver NAME stop, restart, condrestart; and cleanup, which vshelper runs
 * when a guest has ended by itself.
 *
 * The guest is asked to end; when it does not in time, its processes are
 * killed.  In the end nothing of it is left: contexts, addresses, groups.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "state.h"

#define SYNC_TIMEOUT	30	/* seconds that a guest has to end */
#define KILL_TIMEOUT	10	/* the same after SIGKILL */

static long sync_timeout(const struct guest *guest)
{
	long seconds = SYNC_TIMEOUT;

	conf_number(DEFAULTS, "apps/vshelper/sync-timeout", &seconds);
	conf_number(guest->dir, "apps/vshelper/sync-timeout", &seconds);
	return seconds;
}

/* ask the guest's own init or rc script to end it */
static void ask(const struct guest *guest, uint32_t xid)
{
	struct enter enter = { 0 };
	struct conf_list argv;

	if (guest->style == STYLE_PLAIN && !conf_has(guest->dir,
						     "apps/init/cmd.stop")) {
		int sig = init_is_systemd(guest) ? SIGRTMIN + 4 : SIGINT;

		if (vc_ctx_kill(xid, 1, sig) < 0 && errno != ESRCH)
			msg_errno("cannot signal the init of '%s'",
				  guest->base);
		return;
	}
	if (init_command(guest, true, &argv))
		return;
	enter.argv = argv.line;
	setenv("RUNLEVEL", guest->runlevel_stop ? guest->runlevel_stop : "6",
	       1);
	setenv("PREVLEVEL",
	       guest->runlevel_start ? guest->runlevel_start : "3", 1);
	enter_run(guest, xid, &enter);
	conf_free(&argv);
}

/* signals and the seconds between them, one a line: 15 5 9 */
static int kill_sequence(const struct guest *guest, uint32_t xid)
{
	static char *usual[] = { "15", "5", "9", NULL };
	struct conf_list list;
	char **word = usual;
	int gone = -1;

	if (!conf_lines(guest->dir, "apps/init/killseq", false, &list) &&
	    list.count)
		word = list.line;
	while (gone && *word) {
		vc_ctx_kill(xid, 0, atoi(*word++));
		gone = front_wait_gone(xid, *word ? atoi(*word++) :
						    KILL_TIMEOUT);
	}
	conf_free(&list);
	return gone;
}

static void clear_persistent(const struct guest *guest, uint32_t xid)
{
	struct vc_word no = { 0, VXF_PERSISTENT };

	vc_set_word(VC_CFLAGS, xid, &no);
	no.mask = NXF_PERSISTENT;
	vc_set_word(VC_NFLAGS, guest->nid, &no);
}

static int end_guest(const struct guest *guest, uint32_t xid)
{
	struct vc_word quiet = { 0, VXF_SC_HELPER };

	/* the kernel need not tell us what we do ourselves */
	vc_set_word(VC_CFLAGS, xid, &quiet);
	ask(guest, xid);
	clear_persistent(guest, xid);
	if (!front_wait_gone(xid, sync_timeout(guest)))
		return 0;
	/* a sysv guest keeps what rc did not end: that is usual there */
	if (guest->style == STYLE_PLAIN)
		msg_warn("'%s' did not end in time: its processes are killed",
			 guest->base);
	if (!kill_sequence(guest, xid))
		return 0;
	msg_error("processes of '%s' remain in context %u", guest->base, xid);
	return -1;
}

/* what fails is tried again by the next stop */
static int clean_up(const struct guest *guest, uint32_t xid)
{
	int err = net_down(guest);

	scripts_run(guest, "postpost-stop", true);
	cgroup_remove(guest);
	state_stopped(guest, xid);
	return err;
}

static int stop(struct front *front)
{
	struct guest guest;
	uint32_t xid;
	int err;

	if (config_read(front->dir, &guest))
		return 1;
	if (!guest_is_running(front->dir, &xid)) {
		msg_warn("vserver '%s' is not running", front->name);
		return clean_up(&guest, guest.xid) ? 1 : 0;
	}
	if (state_helper(&guest, xid, METHOD_ASYNC) || chdir(guest.vdir))
		return 1;
	scripts_run(&guest, "pre-stop", true);
	err = end_guest(&guest, xid);
	scripts_run(&guest, "post-stop", true);
	if (!err)
		err = clean_up(&guest, xid);
	return err ? 1 : 0;
}

static int no_arguments(int argc, char **argv)
{
	if (argc <= 1)
		return 0;
	msg_error("%s: unknown argument '%s'", argv[0], argv[1]);
	return -1;
}

int cmd_stop(struct front *front, int argc, char **argv)
{
	if (no_arguments(argc, argv) || lock_guest(front->dir, LOCK_SECONDS) < 0)
		return 1;
	return stop(front);
}

int cmd_cleanup(struct front *front, int argc, char **argv)
{
	struct guest guest;

	if (no_arguments(argc, argv) || lock_guest(front->dir, LOCK_SECONDS) < 0)
		return 1;
	if (guest_is_running(front->dir, NULL))
		return 0;
	if (config_read(front->dir, &guest))
		return 1;
	return clean_up(&guest, guest.xid) ? 1 : 0;
}

/* both parts as commands of their own, so that each has its lock */
int cmd_restart(struct front *front, int argc, char **argv)
{
	char *stop_argv[] = { "vserver", "--sync", front->dir, "stop", NULL };
	char *start_argv[] = { "vserver", "--", front->dir, "start", NULL };

	if (no_arguments(argc, argv))
		return 1;
	if (front->defaulttty)
		start_argv[1] = "--defaulttty";
	front_run(stop_argv);
	execvp(start_argv[0], start_argv);
	msg_errno("cannot run '%s'", start_argv[0]);
	return 1;
}

int cmd_condrestart(struct front *front, int argc, char **argv)
{
	if (!guest_is_running(front->dir, NULL))
		return 0;
	return cmd_restart(front, argc, argv);
}
