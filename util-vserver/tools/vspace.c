// SPDX-License-Identifier: GPL-2.0-only
/*
 * vspace: namespaces, and those stored with a context.
 */
#define _GNU_SOURCE
#include <sched.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/mount.h>

#include "chain.h"
#include "cli.h"
#include "msg.h"
#include "options.h"
#include "seal.h"

#define EXIT_FAILED	255

struct values {
	bool make, store;
	const char *enter;
	uint64_t spaces;
	unsigned long index;
};

static int add_space(void *values, const struct cli_option *option,
		     const char *arg)
{
	struct values *v = values;

	(void)arg;
	v->spaces |= option->value;
	return 0;
}

static int remove_space(void *values, const struct cli_option *option,
			const char *arg)
{
	struct values *v = values;

	(void)arg;
	v->spaces &= ~(uint64_t)option->value;
	return 0;
}

/* the kernel's default, or else all that it knows, or else nothing */
static uint64_t default_spaces(void)
{
	uint64_t mask = 0;

	if (vc_get_space_default(&mask) < 0 && vc_get_space_mask(&mask) < 0)
		return 0;
	return mask;
}

static int add_default(void *values, const struct cli_option *option,
		       const char *arg)
{
	struct values *v = values;

	(void)option;
	(void)arg;
	v->spaces |= default_spaces();
	return 0;
}

static int remove_default(void *values, const struct cli_option *option,
			  const char *arg)
{
	struct values *v = values;

	(void)option;
	(void)arg;
	v->spaces &= ~default_spaces();
	return 0;
}

static int set_mask(void *values, const struct cli_option *option,
		    const char *arg)
{
	struct values *v = values;
	unsigned long mask;

	(void)option;
	if (option_parse_number(arg, ~0UL, &mask)) {
		msg_error("--mask: '%s' is no number", arg);
		return -1;
	}
	v->spaces = mask;
	return 0;
}

#define AT(field)	offsetof(struct values, field)
#define SPACE(n, l, f, h) { n, l, NULL, h, add_space, 0, f }
#define NO_SPACE(n, f)	{ "~" n, 0, NULL, NULL, remove_space, 0, f }

static const struct cli_option options[] = {
	{ "new", 'n', NULL, "run a program in new spaces", cli_set_true,
	  AT(make), 0 },
	{ "enter", 'e', "ID", "run it in the spaces of a context",
	  cli_set_string, AT(enter), 0 },
	{ "set", 's', NULL, "store the spaces with the own context",
	  cli_set_true, AT(store), 0 },
	SPACE("mount", 'M', CLONE_NEWNS, "mounts (--~mount etc. remove one)"),
	NO_SPACE("mount", CLONE_NEWNS),
	SPACE("fs", 'F', CLONE_FS, "root and working directory"),
	NO_SPACE("fs", CLONE_FS),
	SPACE("ipc", 'I', CLONE_NEWIPC, "System V IPC, message queues"),
	NO_SPACE("ipc", CLONE_NEWIPC),
	SPACE("uts", 'U', CLONE_NEWUTS, "host name"),
	NO_SPACE("uts", CLONE_NEWUTS),
	SPACE("user", 'S', CLONE_NEWUSER, "users"),
	NO_SPACE("user", CLONE_NEWUSER),
	SPACE("pid", 'P', CLONE_NEWPID, "process ids"),
	NO_SPACE("pid", CLONE_NEWPID),
	SPACE("net", 'N', CLONE_NEWNET, "network"),
	NO_SPACE("net", CLONE_NEWNET),
	{ "default", 0, NULL, "those that contexts usually have", add_default,
	  0, 0 },
	{ "~default", 0, NULL, NULL, remove_default, 0, 0 },
	{ "mask", 'm', "MASK", "exactly these, CLONE_* as a number", set_mask,
	  0, 0 },
	{ "index", 'i', "N", "which set of the context (0)", option_number,
	  AT(index), 0 },
	{ 0 }
};

static const struct cli_tool tool = {
	.name = "vspace",
	.purpose = "namespaces of a context",
	.synopsis = "--new spaces [--] program ...\n"
		    "--enter ID spaces [--] program ...\n"
		    "--set spaces [--] [program ...]",
	.options = options,
	.usage_exit = EXIT_FAILED,
};

/* a child, so that new process ids count for the program too */
static int run_in_new(const struct values *v, char **argv)
{
	uint64_t spaces = v->spaces & ~(uint64_t)CLONE_FS;

	if (unshare(spaces)) {
		msg_errno("cannot make the spaces");
		return EXIT_FAILED;
	}
	if (spaces & CLONE_NEWNS &&
	    mount(NULL, "/", NULL, MS_REC | MS_SLAVE, NULL)) {
		msg_errno("cannot separate the mounts");
		return EXIT_FAILED;
	}
	if (chain_fork() < 0) {
		msg_errno("cannot make a process");
		return EXIT_FAILED;
	}
	chain_exec(argv, -1);
	return EXIT_FAILED;
}

static int run_in_context(const struct values *v, char **argv)
{
	uint32_t xid;

	if (option_id(GUEST_XID, v->enter, &xid))
		return EXIT_FAILED;
	if (vc_enter_space(xid, v->spaces, v->index) < 0) {
		msg_errno("cannot enter the spaces of context %u", xid);
		return EXIT_FAILED;
	}
	if (v->spaces & CLONE_NEWPID && chain_fork() < 0) {
		msg_errno("cannot make a process");
		return EXIT_FAILED;
	}
	chain_exec(argv, -1);
	return EXIT_FAILED;
}

static int store(const struct values *v, char **argv)
{
	uint32_t xid;

	if (option_id(GUEST_XID, NULL, &xid))
		return EXIT_FAILED;
	if (vc_set_space(xid, v->spaces, v->index) < 0) {
		msg_errno("cannot store the spaces of context %u", xid);
		return EXIT_FAILED;
	}
	if (*argv)
		chain_exec(argv, -1);
	return *argv ? EXIT_FAILED : 0;
}

int main(int argc, char **argv)
{
	struct values v = { 0 };

	if (seal_self(argv))
		return EXIT_FAILED;
	argv += cli_parse(&tool, argc, argv, &v);
	if (v.make + v.store + !!v.enter != 1)
		cli_usage(&tool, "exactly one of --new, --enter and --set "
			  "must be given");
	if (!v.store && !*argv)
		cli_usage(&tool, "no program is given");
	if (v.index > UINT32_MAX) {
		msg_error("--index: too large");
		return EXIT_FAILED;
	}
	if (v.make)
		return run_in_new(&v, argv);
	return v.store ? store(&v, argv) : run_in_context(&v, argv);
}
