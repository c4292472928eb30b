// SPDX-License-Identifier: GPL-2.0-only
/*
 * The first process of a guest.
 *
 * It is made in new namespaces, mounts what shows them, makes the guest's root
 * its own, makes the two contexts, stores its namespaces with them, takes the
 * rights away that a guest does not have, and runs the guest's init.  All of
 * this happens before the first instruction of the guest's own programs.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/close_range.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "guest-init.h"

#define NAMESPACES	(CLONE_NEWNS | CLONE_NEWUTS | CLONE_NEWIPC | \
			 CLONE_NEWPID)
#define STORED		(NAMESPACES | CLONE_NEWCGROUP | CLONE_FS)

/* names that the guest's uname(2) shows, a file each */
static const struct {
	const char *file;
	int field;
} uts_names[] = {
	{ "uts/sysname",	VHIN_SYSNAME },
	{ "uts/nodename",	VHIN_NODENAME },
	{ "uts/release",	VHIN_RELEASE },
	{ "uts/version",	VHIN_VERSION },
	{ "uts/machine",	VHIN_MACHINE },
	{ "uts/domainname",	VHIN_DOMAINNAME },
};

#define NAMES	(sizeof(uts_names) / sizeof(*uts_names))

/* while the configuration is in reach: the guest's root has none */
static void read_names(const struct guest *guest, char **names)
{
	size_t i;

	for (i = 0; i < NAMES; i++)
		names[i] = conf_scalar(guest->dir, uts_names[i].file);
}

static int set_names(const struct guest *guest, char **names)
{
	size_t i;

	for (i = 0; i < NAMES; i++) {
		if (!names[i] || vc_set_vhi_name(guest->xid, uts_names[i].field,
						 names[i]) >= 0)
			continue;
		msg_errno("cannot set the name of '%s/%s'", guest->dir,
			  uts_names[i].file);
		return -1;
	}
	if (vc_set_vhi_name(guest->xid, VHIN_CONTEXT, guest->dir) < 0) {
		msg_errno("cannot name the context '%s'", guest->dir);
		return -1;
	}
	return 0;
}

static int set_scheduling(const struct guest *guest)
{
	if (front_reset_priority()) {
		msg_errno("cannot leave the caller's priority");
		return -1;
	}
	if (!guest->nice || !setpriority(PRIO_PROCESS, 0, guest->nice))
		return 0;
	msg_errno("cannot set the nice level %ld", guest->nice);
	return -1;
}

static int make_context(const struct guest *guest, char **names)
{
	uint64_t stored = STORED | (guest->stack ? CLONE_NEWNET : 0);
	uint32_t xid = guest->xid;

	if (vc_ctx_create(xid, VXF_INIT_SET) < 0) {
		msg_errno("cannot make context %u", xid);
		return -1;
	}
	if (vc_set_space(xid, stored, 0) < 0 ||
	    vc_set_space(xid, CLONE_NEWNS | CLONE_FS, 1) < 0) {
		msg_errno("cannot store the namespaces of context %u", xid);
		return -1;
	}
	return set_names(guest, names);
}

/* the last step: from here on we have no more than the guest has */
static int finish_context(const struct guest *guest)
{
	struct vc_word flags = guest->word[VC_CFLAGS];
	struct vc_word bcaps = guest->word[VC_BCAPS];
	struct vc_word ccaps = guest->word[VC_CCAPS];

	bcaps.mask = ccaps.mask = ~0ULL;
	flags.mask |= VXF_STATE_SETUP | VXF_STATE_INIT;
	flags.value &= ~(VXF_STATE_SETUP | VXF_STATE_INIT);
	if (vc_set_word(VC_BCAPS, guest->xid, &bcaps) < 0 ||
	    vc_set_word(VC_CCAPS, guest->xid, &ccaps) < 0 ||
	    vc_set_word(VC_UMASK, guest->xid, &guest->word[VC_UMASK]) < 0 ||
	    vc_set_word(VC_CFLAGS, guest->xid, &flags) < 0) {
		msg_errno("cannot set flags and capabilities of context %u",
			  guest->xid);
		return -1;
	}
	return 0;
}

/* session, standard descriptors and signals as a first process has them */
static int clean_process(const struct guest_init *init)
{
	sigset_t none;
	int fd, sig;

	setsid();
	if (init->null_tty) {
		char path[PATH_MAX];

		conf_path(path, init->guest->dir, "apps/init/tty");
		fd = open(path, O_RDWR | O_NOCTTY | O_CLOEXEC);
		if (fd < 0)
			fd = open("/dev/null", O_RDWR | O_CLOEXEC);
		if (fd < 0 || dup2(fd, 0) < 0 || dup2(fd, 1) < 0) {
			msg_errno("cannot open /dev/null");
			return -1;
		}
	} else if (relay_enter(&init->relay)) {
		msg_errno("cannot leave the terminal");
		return -1;
	}
	for (sig = 1; sig < NSIG; sig++)
		signal(sig, SIG_DFL);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	umask(022);
	return 0;
}

/* standard error is ours until the last moment, for messages */
static void run_program(struct guest_init *init)
{
	int err;

	if (init->null_tty)
		dup2(1, 2);
	close_range(3, ~0U, CLOSE_RANGE_CLOEXEC);
	if (init->stub < 0) {
		execve(init->argv.line[0], init->argv.line, init->env.line);
	} else {
		fcntl(init->stub_status, F_SETFD, 0);
		fexecve(init->stub, init->argv.line, init->env.line);
	}
	err = errno;
	(void)!write(init->talk, "f", 1);
	(void)!write(init->talk, &err, sizeof(err));
	_exit(1);
}

static int wait_for_go(int talk)
{
	char c;

	return write(talk, "r", 1) == 1 && read(talk, &c, 1) == 1 && c == 'g' ?
		0 : -1;
}

static int become_guest(struct guest_init *init)
{
	const struct guest *guest = init->guest;
	char *names[NAMES];

	if (init->netns >= 0 && setns(init->netns, CLONE_NEWNET)) {
		msg_errno("cannot enter the guest's network namespace");
		return -1;
	}
	read_names(guest, names);
	if (clean_process(init) || set_scheduling(guest) ||
	    cgroup_join(guest, 0))
		return -1;
	if (unshare(CLONE_NEWCGROUP)) {
		msg_errno("cannot make a cgroup namespace");
		return -1;
	}
	if (mounts_apply(guest, MOUNT_LATE) || mounts_pivot(guest) ||
	    (guest->net && net_create_context(guest, init->net)) ||
	    make_context(guest, names) || wait_for_go(init->talk))
		return -1;
	return finish_context(guest);
}

pid_t guest_init_spawn(struct guest_init *init)
{
	pid_t pid = syscall(SYS_clone, NAMESPACES | SIGCHLD, NULL, NULL, NULL,
			    NULL);

	if (pid < 0)
		msg_errno("cannot make the namespaces of the guest");
	if (pid)
		return pid;
	if (!become_guest(init))
		run_program(init);
	_exit(1);
}
