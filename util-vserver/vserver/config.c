// SPDX-License-Identifier: GPL-2.0-only
/*
 * The configuration of a guest, and what it has without any.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <linux/capability.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "front.h"

#define CAP(name)	(1ULL << CAP_##name)

/*
 * What root in a guest may do.  It is the set of `vattribute --secure' and
 * SETPCAP, with which systemd takes capabilities away from services; it can
 * add nothing that the set does not have.
 */
#define GUEST_BCAPS							\
	(CAP(CHOWN) | CAP(DAC_OVERRIDE) | CAP(DAC_READ_SEARCH) |	\
	 CAP(FOWNER) | CAP(FSETID) | CAP(KILL) | CAP(SETGID) |		\
	 CAP(SETUID) | CAP(NET_BIND_SERVICE) | CAP(SYS_CHROOT) |	\
	 CAP(SYS_PTRACE) | CAP(SYS_TTY_CONFIG) | CAP(LEASE) |		\
	 CAP(SETFCAP) | CAP(SYS_BOOT) | CAP(AUDIT_WRITE) | CAP(SETPCAP))

/*
 * The set of `vattribute --secure', and what services of today use: their own
 * mounts and namespaces, limits of open files.
 */
#define GUEST_CCAPS							\
	(VXC_SET_UTSNAME | VXC_RAW_ICMP | VXC_AUDIT_CONTROL |		\
	 VXC_SET_RLIMIT | VXC_OOM_ADJUST | VXC_SECURE_MOUNT)

/* not INFO_INIT: in its own pid namespace the init is process 1 anyway */
#define GUEST_CFLAGS							\
	(VXF_HIDE_NETIF | VXF_VIRT_UPTIME | VXF_SC_HELPER)

/*
 * not NEWUSER: in a user namespace of its own every user has all capabilities,
 * in kernel code that few expect there
 */
#define GUEST_UMASK							\
	(CLONE_NEWNS | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWPID |	\
	 CLONE_NEWCGROUP)

static const struct {
	const char *file;
	const char *old_file;
	uint64_t value;
} words[VC_WORDS] = {
	[VC_CFLAGS]	= { "cflags", "flags", GUEST_CFLAGS },
	[VC_CCAPS]	= { "ccapabilities", NULL, GUEST_CCAPS },
	[VC_BCAPS]	= { "bcapabilities", NULL, GUEST_BCAPS },
	[VC_UMASK]	= { "umask", NULL, GUEST_UMASK },
	[VC_NFLAGS]	= { "nflags", NULL, NXF_HIDE_NETIF },
	[VC_NCAPS]	= { "ncapabilities", NULL, NXC_RAW_ICMP },
};

const char *const net_stack_names[STACKS] = {
	[STACK_VETH]	= "veth",
	[STACK_MACVLAN]	= "macvlan",
	[STACK_IPVLAN]	= "ipvlan",
};

static int read_word(struct guest *guest, int w)
{
	const char *file = words[w].file, *bad;
	struct conf_list list;
	size_t i, len;
	int err = 0;

	guest->word[w].value = words[w].value;
	guest->word[w].mask = words[w].value;
	if (words[w].old_file && !conf_has(guest->dir, "%s", file))
		file = words[w].old_file;
	if (conf_lines(guest->dir, file, true, &list)) {
		msg_errno("cannot read '%s/%s'", guest->dir, file);
		return -1;
	}
	for (i = 0; i < list.count && !err; i++) {
		err = vc_parse_list(list.line[i], &vc_names[w],
				    &guest->word[w], &bad, &len);
		if (err)
			msg_error("%s/%s: Unknown %s '%.*s'", guest->dir, file,
				  vc_names[w].what, (int)len, bad);
	}
	conf_free(&list);
	return err;
}

/* context ids: the network's is the context's unless it has its own */
static int read_ids(struct guest *guest)
{
	long xid = 0, nid = 0;

	if (conf_number(guest->dir, "context", &xid) ||
	    xid < VX_MIN_XID || xid > VX_MAX_XID) {
		msg_error("%s/context: no context id from %d to %d: write one",
			  guest->dir, VX_MIN_XID, VX_MAX_XID);
		return -1;
	}
	nid = xid;
	if (conf_number(guest->dir, "ncontext", &nid) ||
	    nid < NX_MIN_NID || nid > NX_MAX_NID) {
		msg_error("%s/ncontext: no context id from %d to %d",
			  guest->dir, NX_MIN_NID, NX_MAX_NID);
		return -1;
	}
	guest->xid = xid;
	guest->nid = nid;
	return 0;
}

/* in a stack of its own a guest needs no network context */
static void read_stack(struct guest *guest)
{
	char *text = conf_scalar(guest->dir, "spaces/net");
	int s;

	guest->stack = !text || !strcmp(text, "0") ? STACK_HOST :
		       !*text ? STACK_EMPTY : STACK_OTHER;
	for (s = 0; s < STACKS && guest->stack == STACK_OTHER; s++)
		if (net_stack_names[s] && !strcmp(text, net_stack_names[s]))
			guest->stack = s;
	if (guest->stack == STACK_OTHER)
		guest->stack_of = text;
	else
		free(text);
	guest->net = !conf_has(guest->dir, "noncontext") &&
		     (guest->stack == STACK_HOST ||
		      conf_has(guest->dir, "ncontext"));
}

static int read_style(struct guest *guest)
{
	char *style = conf_scalar(guest->dir, "apps/init/style");
	int err = 0;

	if (!style || !strcmp(style, "sysv")) {
		guest->style = STYLE_SYSV;
	} else if (!strcmp(style, "plain")) {
		guest->style = STYLE_PLAIN;
	} else {
		msg_error("%s/apps/init/style: Unknown init-style '%s'",
			  guest->dir, style);
		err = -1;
	}
	free(style);
	guest->runlevel_start = conf_scalar(guest->dir,
					    "apps/init/runlevel.start");
	if (!guest->runlevel_start)
		guest->runlevel_start = conf_scalar(guest->dir,
						    "apps/init/runlevel");
	guest->runlevel_stop = conf_scalar(guest->dir,
					   "apps/init/runlevel.stop");
	return err;
}

int config_read(const char *dir, struct guest *guest)
{
	char path[PATH_MAX];
	const char *slash;
	int w;

	*guest = (struct guest){ 0 };
	if (strlen(dir) >= VHI_NAME_LEN) {
		msg_error("'%s': the path of the configuration is longer than"
			  " %d characters", dir, VHI_NAME_LEN - 1);
		return -1;
	}
	strcpy(guest->dir, dir);
	slash = strrchr(dir, '/');
	snprintf(guest->base, sizeof(guest->base), "%s", slash + 1);
	if (!realpath(conf_path(path, dir, "vdir"), guest->vdir)) {
		msg_errno("no root directory '%s'", path);
		return -1;
	}
	if (read_ids(guest) || read_style(guest))
		return -1;
	read_stack(guest);
	for (w = 0; w < VC_WORDS; w++)
		if (read_word(guest, w))
			return -1;
	if (conf_number(dir, "nice", &guest->nice)) {
		msg_errno("cannot read '%s/nice'", dir);
		return -1;
	}
	return 0;
}
