// SPDX-License-Identifier: GPL-2.0-only
/*
 * vserver NAME stop; and cleanup, which vshelper runs when a guest has ended by
 * itself.
 *
 * The guest is asked to end; when it does not in time, its processes are
 * killed.  In the end nothing of it is left: contexts, addresses, groups.  A
 * stop that a signal ends leaves the guest as it was, as far as it still runs.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "state.h"

#define SYNC_TIMEOUT	30	/* seconds that a guest has to end */
#define KILL_TIMEOUT	10	/* the same after SIGKILL */

static long sync_timeout(const char *dir)
{
	long seconds = SYNC_TIMEOUT;

	conf_number(DEFAULTS, "apps/vshelper/sync-timeout", &seconds);
	conf_number(dir, "apps/vshelper/sync-timeout", &seconds);
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

/*
 * What is asked may never answer.  A process with those that it makes is killed
 * then; one that has joined the guest's group already may be frozen there.
 */
static int ask_in_time(const struct guest *guest, uint32_t xid)
{
	int status;
	pid_t pid;

	cgroup_thaw(guest, xid);
	fflush(stdout);
	pid = fork();
	if (!pid) {
		setpgid(0, 0);
		/* it writes to a terminal, but not as the foreground */
		signal(SIGTTOU, SIG_IGN);
		signal(SIGTERM, SIG_DFL);
		ask(guest, xid);
		_exit(0);
	}
	if (pid < 0)
		return -1;
	setpgid(pid, pid);
	return front_wait(pid, sync_timeout(guest->dir), &status);
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
	cgroup_thaw(guest, xid);
	while (gone && *word && !front_signal) {
		vc_ctx_kill(xid, 0, atoi(*word++));
		gone = front_wait_gone(xid, *word ? atoi(*word++) :
						    KILL_TIMEOUT);
	}
	conf_free(&list);
	if (gone && !front_signal) {
		cgroup_kill(guest);
		vc_ctx_kill(xid, 0, SIGKILL);
		gone = front_wait_gone(xid, KILL_TIMEOUT);
	}
	return gone;
}

static int end_guest(const struct guest *guest, uint32_t xid)
{
	struct vc_word quiet = { 0, VXF_SC_HELPER };
	int late;

	/* the kernel need not tell us what we do ourselves */
	vc_set_word(VC_CFLAGS, xid, &quiet);
	late = ask_in_time(guest, xid);
	if (front_signal)
		return -1;
	front_clear_persistent(guest, xid);
	if (!front_wait_gone(xid, late ? 0 : sync_timeout(guest->dir)))
		return 0;
	/* a sysv guest keeps what rc did not end: that is usual there */
	if (late || (guest->style == STYLE_PLAIN && !front_signal))
		msg_warn("'%s' did not end in time: its processes are killed",
			 guest->base);
	if (!kill_sequence(guest, xid))
		return 0;
	if (!front_signal)
		msg_error("processes of '%s' remain in context %u",
			  guest->base, xid);
	return -1;
}

/* what fails is tried again by the next stop */
static int clean_up(const struct guest *guest, uint32_t xid, bool ended)
{
	int err = net_down(guest);

	scripts_run(guest, "postpost-stop", true);
	err |= cgroup_remove(guest);
	(ended ? state_ended : state_stopped)(guest, xid);
	return err;
}

/* the guest goes on: vshelper is told again what happens to it */
static void resume(const struct guest *guest, uint32_t xid)
{
	struct vc_word flags = guest->word[VC_CFLAGS];

	flags.mask = VXF_SC_HELPER | VXF_PERSISTENT;
	flags.value &= flags.mask;
	vc_set_word(VC_CFLAGS, xid, &flags);
	state_method(guest, xid, METHOD_DEFAULT);
}

static int stop_running(const struct guest *guest, uint32_t xid)
{
	int err = chdir(guest->vdir);

	if (err)
		msg_errno("cannot enter '%s'", guest->vdir);
	else
		scripts_run(guest, "pre-stop", true);
	if (err || front_signal || end_guest(guest, xid)) {
		resume(guest, xid);
		/* it may have ended just now, and nobody was told */
		if (guest_is_running(guest->dir, NULL))
			return -1;
	}
	scripts_run(guest, "post-stop", true);
	return clean_up(guest, xid, false);
}

int stop_guest(struct front *front)
{
	struct guest guest;
	uint32_t xid;
	bool running = guest_is_running(front->dir, &xid);
	int err;

	/* what it has on the host is named as it was at the start */
	if (running)
		guest_of_xid(xid, front->dir);
	if (config_read(front->dir, &guest))
		return 1;
	if (!running) {
		if (!front->instance)
			msg_warn("vserver '%s' is not running", front->name);
		return clean_up(&guest, guest.xid, false) ? 1 : 0;
	}
	if (state_method(&guest, xid, METHOD_ASYNC))
		return 1;
	front_catch_signals();
	err = stop_running(&guest, xid);
	if (front_signal)
		msg_error("the stop of '%s' was ended by a signal",
			  guest.base);
	return front_signal ? 128 + front_signal : err ? 1 : 0;
}

int stop_in_child(struct front *front)
{
	int status;
	pid_t pid;

	fflush(stdout);
	pid = fork();
	if (!pid)
		_exit(stop_guest(front));
	if (pid < 0) {
		msg_errno("cannot make a process");
		return 1;
	}
	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			return 1;
	return WIFEXITED(status) ? WEXITSTATUS(status) :
				   128 + WTERMSIG(status);
}

int stop_leftovers(const char *dir)
{
	struct guest guest = { 0 };
	long xid = 0;
	int err;

	snprintf(guest.dir, sizeof(guest.dir), "%s", dir);
	snprintf(guest.base, sizeof(guest.base), "%s", strrchr(dir, '/') + 1);
	conf_number(dir, "context", &xid);
	err = net_down(&guest) | cgroup_remove(&guest);
	state_stopped(&guest, xid);
	return err;
}

int stop_lock(const struct front *front)
{
	int fd = lock_guest(front->dir, sync_timeout(front->dir));
	uint32_t xid;

	if (fd >= 0)
		return fd;
	/* its rc script may have no end */
	if (guest_is_running(front->dir, &xid)) {
		msg_warn("the processes of '%s' are killed, so that its start"
			 " ends", front->name);
		vc_ctx_kill(xid, 0, SIGKILL);
	}
	return lock_guest(front->dir, LOCK_SECONDS);
}

int stop_arguments(int argc, char **argv)
{
	if (argc <= 1)
		return 0;
	msg_error("%s: unknown argument '%s'", argv[0], argv[1]);
	return -1;
}

int cmd_stop(struct front *front, int argc, char **argv)
{
	if (stop_arguments(argc, argv))
		return 1;
	if ((front->instance ? lock_guest(front->dir, LOCK_SECONDS) :
			       stop_lock(front)) < 0)
		return 1;
	if (front->instance && !state_is_instance(front->instance))
		return 0;
	return stop_guest(front);
}

int cmd_cleanup(struct front *front, int argc, char **argv)
{
	struct guest guest;

	if (stop_arguments(argc, argv) ||
	    lock_guest(front->dir, LOCK_SECONDS) < 0)
		return 1;
	if (guest_is_running(front->dir, NULL) ||
	    (front->instance && !state_is_instance(front->instance)))
		return 0;
	if (config_read(front->dir, &guest))
		return 1;
	return clean_up(&guest, guest.xid, front->instance) ? 1 : 0;
}
