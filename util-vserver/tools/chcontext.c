// SPDX-License-Identifier: GPL-2.0-only
/*
 * chcontext: run a program in a process context of its own.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <sched.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>

#include "chain.h"
#include "cli.h"
#include "msg.h"
#include "options.h"
#include "seal.h"
#include "vhiname.h"
#include "words.h"

#define EXIT_FAILED	255
#define EXIT_ATTRIBUTES	1

struct values {
	const char *xid, *hostname, *domainname, *spaces;
	bool disconnect, silent;
	struct vc_word word[VC_WORDS];
};

static int set_secure(void *values, const struct cli_option *option,
		      const char *arg)
{
	struct values *v = values;

	(void)option;
	(void)arg;
	words_secure_context(v->word);
	return 0;
}

#define AT(field)	offsetof(struct values, field)
#define TEXT(n, a, f, h) { n, 0, a, h, cli_set_string, AT(f), 0 }
#define BOOL(n, f, h)	{ n, 0, NULL, h, cli_set_true, AT(f), 0 }
#define LIST(n, w, h)	{ n, 0, "LIST", h, option_list, AT(word[w]), w }

static const struct cli_option options[] = {
	LIST("cap", VC_BCAPS, "system capabilities, !x is without x"),
	{ "secure", 0, NULL, "what a guest usually has", set_secure, 0, 0 },
	TEXT("xid", "ID", xid, "the context (a new one)"),
	TEXT("ctx", "ID", xid, NULL),
	BOOL("disconnect", disconnect, "return when the program starts"),
	TEXT("domainname", "NAME", domainname, "domain name in the context"),
	TEXT("hostname", "NAME", hostname, "host name in the context"),
	LIST("flag", VC_CFLAGS, "context flags; fakeinit: become its init"),
	TEXT("spaces", "LIST", spaces, "namespaces, as vattribute --umask"),
	BOOL("silent", silent, "do not tell the id of a new context"),
	{ 0 }
};

static const struct cli_tool tool = {
	.name = "chcontext",
	.purpose = "run a program in a process context",
	.synopsis = "[options] [--] program ...",
	.options = options,
	.usage_exit = EXIT_FAILED,
};

/* what a new context gets: the default ones, and those that are asked for */
static int get_spaces(const struct values *v, uint64_t *spaces)
{
	struct vc_word word = { 0 };
	const char *bad;
	size_t len;

	if (vc_get_space_default(spaces) < 0) {
		msg_errno("cannot make a context");
		return -1;
	}
	if (v->spaces && vc_parse_list(v->spaces, &vc_names[VC_UMASK], &word,
				       &bad, &len)) {
		msg_error("Unknown %s '%.*s'", vc_names[VC_UMASK].what,
			  (int)len, bad);
		return -1;
	}
	*spaces = (*spaces & ~word.mask) | word.value;
	return 0;
}

/* a new pid namespace holds the children of its maker */
static int make_spaces(uint64_t spaces)
{
	if (unshare(spaces & ~(uint64_t)CLONE_FS) ||
	    (spaces & CLONE_NEWNS &&
	     mount(NULL, "/", NULL, MS_REC | MS_SLAVE, NULL))) {
		msg_errno("cannot make the namespaces");
		return -1;
	}
	if (spaces & CLONE_NEWPID && chain_fork() < 0) {
		msg_errno("cannot make a process");
		return -1;
	}
	return 0;
}

/* returns the id, 0 when it exists, -1 with the message printed */
static int create(uint32_t xid)
{
	int ret = xid ? vc_ctx_create(xid, VXF_INIT_SET) :
			vc_ctx_create_any(VXF_INIT_SET);

	if (ret >= 0)
		return ret;
	if (xid && (errno == EEXIST || errno == EBUSY))
		return 0;
	if (xid)
		msg_errno("cannot create context %u", xid);
	else
		msg_errno("cannot create a context");
	return -1;
}

static int name_it(const struct values *v, uint32_t xid)
{
	if (v->hostname && vhiname_set(xid, VHIN_NODENAME, v->hostname))
		return -1;
	if (v->domainname && vhiname_set(xid, VHIN_DOMAINNAME, v->domainname))
		return -1;
	return 0;
}

/* the new context is filled, and its setup ends; returns an exit status */
static int finish(const struct values *v, uint32_t xid, uint64_t spaces)
{
	static const enum vc_word_id order[] = {
		VC_BCAPS, VC_CCAPS, VC_CFLAGS
	};
	struct vc_word end = { .mask = VXF_STATE_SETUP };

	if (!v->silent)
		printf("New security context is %u\n", xid);
	fflush(stdout);
	if (vc_set_space(xid, spaces, 0) < 0) {
		msg_errno("cannot store the namespaces of context %u", xid);
		return EXIT_FAILED;
	}
	if (name_it(v, xid))
		return EXIT_FAILED;
	if (words_set(xid, v->word, order, sizeof(order) / sizeof(*order)))
		return EXIT_ATTRIBUTES;
	if (v->word[VC_CFLAGS].value & VXF_INFO_INIT)
		end.mask |= VXF_STATE_INIT;
	if (vc_set_word(VC_CFLAGS, xid, &end) < 0) {
		msg_errno("cannot end the setup of context %u", xid);
		return EXIT_FAILED;
	}
	return 0;
}

/* enter a context that exists, as it is */
static int join(uint32_t xid)
{
	if ((xid == VX_WATCH_XID || vc_enter_space(xid, 0, 0) >= 0) &&
	    vc_ctx_migrate(xid, 0) >= 0)
		return 0;
	msg_errno("cannot enter context %u", xid);
	return EXIT_FAILED;
}

static bool exists(uint32_t xid)
{
	struct vcmd_vx_info_v0 info;

	return xid == VX_WATCH_XID || vc_get_vx_info(xid, &info) >= 0;
}

/* returns an exit status, 0 for success */
static int enter(const struct values *v)
{
	uint32_t xid = 0;
	uint64_t spaces;
	int ret;

	if (v->xid && option_id(GUEST_XID, v->xid, &xid))
		return EXIT_FAILED;
	if (v->xid && !xid) {
		msg_error("context 0 is the host, it cannot be entered");
		return EXIT_FAILED;
	}
	if (xid && exists(xid))
		return join(xid);
	if (get_spaces(v, &spaces) || make_spaces(spaces))
		return EXIT_FAILED;
	ret = create(xid);
	if (!ret)
		return join(xid);
	return ret < 0 ? EXIT_FAILED : finish(v, ret, spaces);
}

int main(int argc, char **argv)
{
	struct values v = { 0 };
	int parent = -1, ret;

	if (seal_self(argv))
		return EXIT_FAILED;
	argv += cli_parse(&tool, argc, argv, &v);
	if (!*argv)
		cli_usage(&tool, "no program is given");
	if (v.disconnect) {
		parent = chain_detach();
		if (parent < 0) {
			msg_errno("cannot make a process");
			return EXIT_FAILED;
		}
	}
	ret = enter(&v);
	if (ret)
		return ret;
	chain_exec(argv, parent);
	return EXIT_FAILED;
}
