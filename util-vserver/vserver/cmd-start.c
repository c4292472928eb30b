// SPDX-License-Identifier: GPL-2.0-only
/*
 * vserver NAME start
 *
 * Each step has its undoing; when one fails, those before it are undone in
 * reverse and nothing of the guest runs.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "devmap.h"
#include "guest-init.h"
#include "seal.h"
#include "state.h"

#define STUB	"/usr/lib/util-vserver/vserver-init"

/**
 * struct start - a start under way
 * @front: the command line
 * @guest: the guest
 * @net: its addresses
 * @init: its first process
 * @pid: of that
 * @talk: the parent's end of the socket to it
 * @status: where the stub tells how the start command ended, or -1
 * @err: exit status when a step fails; 1 unless the step says otherwise
 */
struct start {
	struct front *front;
	struct guest *guest;
	struct net_config net;
	struct guest_init init;
	pid_t pid;
	int talk;
	int status;
	int err;
};

static int run_scripts(struct start *s, const char *flavour, const char *dir)
{
	if (chdir(dir)) {
		msg_errno("cannot enter '%s'", dir);
		return -1;
	}
	s->err = scripts_run(s->guest, flavour, false);
	return s->err ? -1 : 0;
}

static int step_initialize(struct start *s)
{
	return run_scripts(s, "initialize", s->guest->dir);
}

static int step_mount_root(struct start *s)
{
	return mounts_apply(s->guest, MOUNT_ROOT) ? -1 :
	       run_scripts(s, "prepre-start", s->guest->dir);
}

static int step_net(struct start *s)
{
	if (s->guest->stack == STACK_HOST)
		return net_up(s->guest, &s->net);
	s->init.netns = net_stack_make(s->guest, &s->net);
	return s->init.netns < 0 ? -1 : 0;
}

static void undo_net(struct start *s)
{
	if (s->init.netns >= 0)
		close(s->init.netns);
	net_down(s->guest);
}

static int step_mount(struct start *s)
{
	return mounts_apply(s->guest, MOUNT_EARLY);
}

static int step_cgroup(struct start *s)
{
	return cgroup_create(s->guest);
}

static void undo_cgroup(struct start *s)
{
	cgroup_remove(s->guest);
}

static int step_prepare(struct start *s)
{
	if (net_tun_node(s->guest, &s->net) || chdir(s->guest->vdir) || init_prepare(s->guest))
		return -1;
	return run_scripts(s, "pre-start", s->guest->vdir);
}

/* style sysv runs its command below a process 1 of ours */
static int open_stub(struct start *s)
{
	int ends[2];

	s->init.stub = s->init.stub_status = s->status = -1;
	if (s->guest->style != STYLE_SYSV)
		return 0;
	s->init.stub = seal_copy(STUB);
	if (s->init.stub < 0 || pipe2(ends, O_CLOEXEC)) {
		msg_errno("cannot use '" STUB "'");
		return -1;
	}
	s->status = ends[0];
	s->init.stub_status = ends[1];
	return 0;
}

static int step_spawn(struct start *s)
{
	int ends[2];
	char c = 0;

	/* before there are descriptors whose end somebody waits for */
	s->init.null_tty = s->front->defaulttty ||
			   s->guest->style == STYLE_PLAIN;
	if (!s->init.null_tty && relay_start(&s->init.relay))
		return -1;
	if (open_stub(s) || init_command(s->guest, false, &s->init.argv) ||
	    init_environment(s->guest, &s->init.env))
		return -1;
	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends)) {
		msg_errno("cannot make a socket");
		return -1;
	}
	s->talk = ends[0];
	s->init.talk = ends[1];
	s->init.guest = s->guest;
	s->init.net = &s->net;
	s->pid = guest_init_spawn(&s->init);
	close(ends[1]);
	if (s->init.stub_status >= 0)
		close(s->init.stub_status);
	/* on failure the child has said why */
	return s->pid > 0 && read(s->talk, &c, 1) == 1 && c == 'r' ? 0 : -1;
}

/* the context may be another's who was faster */
static bool is_ours(const struct guest *guest)
{
	char name[VHI_NAME_LEN];

	return vc_get_vhi_name(guest->xid, VHIN_CONTEXT, name) >= 0 &&
	       !strcmp(name, guest->dir);
}

/* until the contexts are gone, nobody can start the guest again */
static void undo_spawn(struct start *s)
{
	if (s->pid > 0) {
		kill(s->pid, SIGKILL);
		waitpid(s->pid, NULL, 0);
	}
	relay_finish(&s->init.relay);
	if (!is_ours(s->guest))
		return;
	front_clear_persistent(s->guest, s->guest->xid);
	if (front_wait_gone(s->guest->xid, 10))
		msg_error("context %u of '%s' does not end", s->guest->xid,
			  s->guest->base);
}

/* the context is in setup: what the guest keeps goes by its map, too */
static int step_devices(struct start *s)
{
	return devmap_load(s->guest->dir, s->guest->xid);
}

static int step_state(struct start *s)
{
	return state_started(s->guest);
}

static void undo_state(struct start *s)
{
	state_stopped(s->guest, s->guest->xid);
}

/* the guest's program runs when the socket closes without a word */
static int step_go(struct start *s)
{
	const char *what = s->init.argv.line[0];
	int err = 0, status;
	char c = 0;

	if (write(s->talk, "g", 1) != 1 || read(s->talk, &c, 1) < 0 ||
	    (c == 'f' && read(s->talk, &err, sizeof(err)) < 0)) {
		msg_errno("lost the first process of the guest");
		return -1;
	}
	if (c == 'f') {
		errno = err;
		msg_errno("cannot run '%s' of the guest", what);
		return -1;
	}
	if (s->status >= 0) {
		if (read(s->status, &status, sizeof(status)) != sizeof(status))
			status = 255;
		relay_finish(&s->init.relay);
		if (status) {
			msg_error("'%s' of the guest failed with status %d;"
				  " see its output above", what, status);
			s->err = status;
			return -1;
		}
	} else if (waitpid(s->pid, &status, WNOHANG) == s->pid) {
		msg_error("'%s' of the guest ended at once", what);
		s->pid = 0;
		return -1;
	}
	return 0;
}

static int step_post(struct start *s)
{
	return run_scripts(s, "post-start", s->guest->vdir);
}

static const struct {
	int (*make)(struct start *s);
	void (*undo)(struct start *s);
} steps[] = {
	{ step_initialize,	NULL },
	{ step_mount_root,	NULL },
	{ step_net,		undo_net },
	{ step_mount,		NULL },
	{ step_cgroup,		undo_cgroup },
	{ step_prepare,		NULL },
	{ step_spawn,		undo_spawn },
	{ step_devices,		NULL },
	{ step_state,		undo_state },
	{ step_go,		NULL },
	{ step_post,		NULL },
};

static int run_steps(struct start *s)
{
	int i, n = sizeof(steps) / sizeof(*steps);

	for (i = 0; i < n; i++) {
		s->err = 0;
		if (steps[i].make(s))
			break;
	}
	if (i == n)
		return 0;
	msg_error("Failed to start vserver '%s'", s->guest->base);
	/* a step that failed may have begun: it is undone too */
	for (; i >= 0; i--)
		if (steps[i].undo)
			steps[i].undo(s);
	return s->err ? s->err : 1;
}

/* the kernel and the caller can do this at all */
static int check_kernel(void)
{
	if (vc_get_version() >= 0)
		return 0;
	msg_errno("cannot use contexts");
	return -1;
}

/* the guest does not run: whoever has its number is another */
static int check_context(const struct guest *guest)
{
	struct vcmd_vx_info_v0 info;

	if (vc_syscall(VCMD_vx_info, guest->xid, &info) < 0)
		return 0;
	msg_error("the context %u of '%s' is in use by another one",
		  guest->xid, guest->base);
	return -1;
}

int start_guest(struct front *front)
{
	struct guest guest;
	struct start s = {
		.front = front, .guest = &guest, .init.netns = -1,
	};
	int ret;

	if (guest_is_running(front->dir, NULL)) {
		msg_warn("vserver '%s' already running", front->name);
		return 0;
	}
	if (config_read(front->dir, &guest) || check_context(&guest) ||
	    net_config_read(front->dir, &s.net) || mounts_unshare())
		return 1;
	ret = run_steps(&s);
	net_config_free(&s.net);
	return ret;
}

int cmd_start(struct front *front, int argc, char **argv)
{
	if (stop_arguments(argc, argv) || check_kernel() ||
	    lock_guest(front->dir, LOCK_SECONDS) < 0)
		return 1;
	return start_guest(front);
}
