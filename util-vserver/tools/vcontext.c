// SPDX-License-Identifier: GPL-2.0-only
/*
 * vcontext: make a process context or enter one, and run a program there.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <sched.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/personality.h>
#include <unistd.h>

#include "chain.h"
#include "cli.h"
#include "msg.h"
#include "options.h"
#include "personality.h"
#include "rootdir.h"
#include "seal.h"
#include "vlogin.h"

#define EXIT_FAILED	255
#define EXIT_EXISTS	254

enum mode {
	MODE_NONE,
	MODE_CREATE,
	MODE_MIGRATE,
	MODE_SELF,
};

struct values {
	enum mode mode;
	bool two_modes;
	const char *xid;
	bool initpid, endsetup, disconnect, silent, silent_exist;
	const char *uid;
	bool chroot, pivot, spaces;
	const char *sync_path, *sync_message;
	const char *type, *flags;
	bool vlogin, close_fds;
};

static int set_mode(void *values, const struct cli_option *option,
		    const char *arg)
{
	struct values *v = values;

	(void)arg;
	v->two_modes |= v->mode && v->mode != (enum mode)option->value;
	v->mode = option->value;
	return 0;
}

#define AT(field)	offsetof(struct values, field)
#define BOOL(n, f, h)	{ n, 0, NULL, h, cli_set_true, AT(f), 0 }
#define TEXT(n, a, f, h) { n, 0, a, h, cli_set_string, AT(f), 0 }

static const struct cli_option options[] = {
	{ "create", 0, NULL, "make a context", set_mode, 0, MODE_CREATE },
	{ "migrate", 0, NULL, "enter the context --xid", set_mode, 0,
	  MODE_MIGRATE },
	{ "migrate-self", 0, NULL, "finish the own context", set_mode, 0,
	  MODE_SELF },
	TEXT("xid", "ID", xid, "the context"),
	TEXT("ctx", "ID", xid, NULL),
	BOOL("initpid", initpid, "become the init of the context"),
	BOOL("fakeinit", initpid, NULL),
	BOOL("endsetup", endsetup, "the setup of the context is over"),
	BOOL("disconnect", disconnect, "return when the program starts"),
	BOOL("silent", silent, "do not tell the id of a new context"),
	BOOL("silentexist", silent_exist, "no message when it exists"),
	TEXT("uid", "UID", uid, "run the program as this user (a number)"),
	BOOL("chroot", chroot, "the current directory becomes the root"),
	BOOL("pivot-root", pivot, "the same, by a mount namespace"),
	BOOL("namespace", spaces, "--chroot: with the context's mounts"),
	TEXT("syncsock", "PATH", sync_path, "a socket: wait there to go on"),
	TEXT("syncmsg", "TEXT", sync_message, "what to send to it (ok)"),
	TEXT("personality-type", "TYPE", type, "execution domain"),
	TEXT("personality-flags", "LIST", flags, "its flags"),
	BOOL("vlogin", vlogin, "give the program a terminal of the guest"),
	BOOL("closefd", close_fds, "close all files but stdin to stderr"),
	{ 0 }
};

static const struct cli_tool tool = {
	.name = "vcontext",
	.purpose = "make or enter a process context",
	.synopsis = "--create [--xid ID] [options] [--] program ...\n"
		    "--migrate --xid ID [options] [--] program ...\n"
		    "--migrate-self [options] [--] program ...",
	.options = options,
	.usage_exit = EXIT_FAILED,
};

static void check_usage(const struct values *v, char **argv)
{
	if (!v->mode)
		cli_usage(&tool, "neither --create nor --migrate is given");
	if (v->two_modes)
		cli_usage(&tool, "only one of --create, --migrate and "
			  "--migrate-self can be given");
	if (v->initpid && v->mode == MODE_CREATE)
		cli_usage(&tool, "--initpid needs a --migrate mode");
	if (v->mode == MODE_MIGRATE && !v->xid)
		cli_usage(&tool, "--migrate needs --xid");
	if (v->disconnect && v->vlogin)
		cli_usage(&tool, "--vlogin cannot be used with --disconnect");
	if (!*argv)
		cli_usage(&tool, "no program is given");
}

/* what the texts of the options amount to */
struct plan {
	uint32_t xid;
	bool any_xid;
	unsigned long uid, domain;
};

static int make_plan(const struct values *v, struct plan *p)
{
	p->any_xid = v->mode == MODE_CREATE && !v->xid;
	if (!p->any_xid &&
	    option_id(GUEST_XID, v->mode == MODE_SELF ? NULL : v->xid,
		      &p->xid))
		return -1;
	if (v->uid && option_parse_number(v->uid, UINT32_MAX - 1, &p->uid)) {
		msg_error("--uid: '%s' is no number", v->uid);
		return -1;
	}
	if (v->type && personality_parse_type(v->type, &p->domain)) {
		msg_error("'%s' is no personality", v->type);
		return -1;
	}
	if (v->type && v->flags &&
	    personality_parse_flags(v->flags, &p->domain)) {
		msg_error("'%s' has an unknown flag", v->flags);
		return -1;
	}
	return 0;
}

/* returns an exit status, 0 for success */
static int create(const struct values *v, struct plan *p)
{
	int ret = p->any_xid ? vc_ctx_create_any(VXF_INIT_SET) :
			       vc_ctx_create(p->xid, VXF_INIT_SET);

	if (ret >= 0) {
		p->xid = ret;
		if (!v->silent)
			printf("New security context is %d\n", ret);
		fflush(stdout);
		return 0;
	}
	if (errno == EEXIST || errno == EBUSY) {
		if (!v->silent_exist)
			msg_error("context %u exists already", p->xid);
		return EXIT_EXISTS;
	}
	if (p->any_xid)
		msg_errno("cannot create a context");
	else
		msg_errno("cannot create context %u", p->xid);
	return EXIT_FAILED;
}

/* a stored working directory comes with the stored mounts: it counts then */
static int change_root(const struct values *v, const struct plan *p)
{
	uint64_t spaces = CLONE_NEWNS | CLONE_FS;

	if (v->pivot)
		return rootdir_pivot(p->xid);
	if (!v->chroot)
		return 0;
	if (v->spaces && v->mode == MODE_SELF &&
	    vc_set_space(p->xid, spaces, 0) < 0) {
		msg_errno("cannot store the mounts of context %u", p->xid);
		return -1;
	}
	if (v->spaces && v->mode == MODE_MIGRATE &&
	    vc_enter_space(p->xid, spaces, 0) < 0) {
		msg_errno("cannot enter the mounts of context %u", p->xid);
		return -1;
	}
	return rootdir_chroot();
}

/*
 * The caller becomes init by the call that clears the flag when it is in the
 * context, and by entering it otherwise.
 */
static int clear_flags(const struct values *v, const struct plan *p)
{
	struct vc_word word = {
		.mask = (v->initpid ? VXF_STATE_INIT : 0) |
			(v->endsetup ? VXF_STATE_SETUP : 0),
	};

	if (!word.mask || vc_set_word(VC_CFLAGS, p->xid, &word) >= 0)
		return 0;
	msg_errno("cannot change the flags of context %u", p->xid);
	return -1;
}

static int migrate(const struct values *v, const struct plan *p)
{
	uint64_t how = v->initpid ? VXM_SET_INIT | VXM_SET_REAPER : 0;

	if (v->mode != MODE_MIGRATE || vc_ctx_migrate(p->xid, how) >= 0)
		return 0;
	msg_errno("cannot enter context %u", p->xid);
	return -1;
}

static int late_steps(const struct values *v, const struct plan *p, int sync,
		      int terminal)
{
	if (terminal >= 0 && vlogin_attach(terminal)) {
		msg_errno("cannot get a terminal in the guest");
		return -1;
	}
	if (v->uid && setuid(p->uid)) {
		msg_errno("cannot become user %lu", p->uid);
		return -1;
	}
	if (v->type && personality(p->domain) < 0) {
		msg_errno("cannot set the personality %s", v->type);
		return -1;
	}
	if (sync >= 0 && chain_sync(sync, v->sync_message)) {
		msg_errno("%s", v->sync_path);
		return -1;
	}
	return 0;
}

/* what is done in a child when the caller shall not wait or lend its tty */
static int fork_first(const struct values *v, int *parent, int *terminal)
{
	if (v->disconnect) {
		*parent = chain_detach();
		if (*parent >= 0)
			return 0;
	} else if (v->vlogin && vlogin_wanted()) {
		*terminal = vlogin_fork();
		if (*terminal >= 0)
			return 0;
	} else {
		return 0;
	}
	msg_errno("cannot make a process");
	return -1;
}

static int run(const struct values *v, char **argv)
{
	int sync = -1, parent = -1, terminal = -1, ret;
	struct plan p = { 0 };

	if (make_plan(v, &p))
		return EXIT_FAILED;
	if (v->close_fds)
		chain_close_fds();
	if (v->sync_path) {
		sync = chain_sync_connect(v->sync_path);
		if (sync < 0) {
			msg_errno("%s", v->sync_path);
			return EXIT_FAILED;
		}
	}
	if (fork_first(v, &parent, &terminal))
		return EXIT_FAILED;
	if (v->mode == MODE_CREATE) {
		ret = create(v, &p);
		if (ret)
			return ret;
	}
	if (terminal >= 0 && vlogin_leave(terminal)) {
		msg_errno("cannot leave the terminal");
		return EXIT_FAILED;
	}
	if (change_root(v, &p) || clear_flags(v, &p) || migrate(v, &p) ||
	    late_steps(v, &p, sync, terminal))
		return EXIT_FAILED;
	chain_exec(argv, parent);
	return EXIT_FAILED;
}

int main(int argc, char **argv)
{
	struct values v = { .sync_message = "ok" };

	if (seal_self(argv))
		return EXIT_FAILED;
	argv += cli_parse(&tool, argc, argv, &v);
	check_usage(&v, argv);
	return run(&v, argv);
}
