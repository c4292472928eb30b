// SPDX-License-Identifier: GPL-2.0-only
/*
 * ncontext: make a network context or enter one, and run a program there.
 */
#include <errno.h>
#include <stdint.h>
#include <stdio.h>

#include "chain.h"
#include "cli.h"
#include "msg.h"
#include "options.h"
#include "seal.h"

#define EXIT_FAILED	255
#define EXIT_EXISTS	254

struct values {
	bool create, migrate, self;
	const char *nid;
	bool disconnect, silent, silent_exist;
	const char *sync_path, *sync_message;
};

#define AT(field)	offsetof(struct values, field)
#define BOOL(n, f, h)	{ n, 0, NULL, h, cli_set_true, AT(f), 0 }
#define TEXT(n, a, f, h) { n, 0, a, h, cli_set_string, AT(f), 0 }

static const struct cli_option options[] = {
	BOOL("create", create, "make a network context"),
	BOOL("migrate", migrate, "enter the network context --nid"),
	BOOL("migrate-self", self, "stay in the own network context"),
	TEXT("nid", "ID", nid, "the network context"),
	BOOL("disconnect", disconnect, "return when the program starts"),
	BOOL("silent", silent, "do not tell the id of a new context"),
	BOOL("silentexist", silent_exist, "no message when it exists"),
	TEXT("syncsock", "PATH", sync_path, "a socket: wait there to go on"),
	TEXT("syncmsg", "TEXT", sync_message, "what to send to it (ok)"),
	{ 0 }
};

static const struct cli_tool tool = {
	.name = "ncontext",
	.purpose = "make or enter a network context",
	.synopsis = "--create [--nid ID] [options] [--] program ...\n"
		    "--migrate --nid ID [options] [--] program ...\n"
		    "--migrate-self [options] [--] program ...",
	.options = options,
	.usage_exit = EXIT_FAILED,
};

static void check_usage(const struct values *v, char **argv)
{
	if (!v->create && !v->migrate && !v->self)
		cli_usage(&tool, "neither --create nor --migrate is given");
	if (v->create + v->migrate + v->self > 1)
		cli_usage(&tool, "only one of --create, --migrate and "
			  "--migrate-self can be given");
	if (v->migrate && !v->nid)
		cli_usage(&tool, "--migrate needs --nid");
	if (!*argv)
		cli_usage(&tool, "no program is given");
}

/* returns an exit status, 0 for success */
static int create(const struct values *v)
{
	uint32_t nid = 0;
	int ret;

	if (v->nid && option_id(GUEST_NID, v->nid, &nid))
		return EXIT_FAILED;
	ret = v->nid ? vc_net_create(nid, NXF_INIT_SET) :
		       vc_net_create_any(NXF_INIT_SET);
	if (ret >= 0) {
		if (!v->silent)
			printf("New network context is %d\n", ret);
		fflush(stdout);
		return 0;
	}
	if (errno == EEXIST || errno == EBUSY) {
		if (!v->silent_exist)
			msg_error("network context %u exists already", nid);
		return EXIT_EXISTS;
	}
	if (v->nid)
		msg_errno("cannot create network context %u", nid);
	else
		msg_errno("cannot create a network context");
	return EXIT_FAILED;
}

static int migrate(const struct values *v)
{
	uint32_t nid;

	if (option_id(GUEST_NID, v->self ? NULL : v->nid, &nid))
		return EXIT_FAILED;
	if (v->self || vc_net_migrate(nid) >= 0)
		return 0;
	msg_errno("cannot enter network context %u", nid);
	return EXIT_FAILED;
}

static int run(const struct values *v, char **argv)
{
	int sync = -1, parent = -1, ret;

	if (v->sync_path) {
		sync = chain_sync_connect(v->sync_path);
		if (sync < 0) {
			msg_errno("%s", v->sync_path);
			return EXIT_FAILED;
		}
	}
	if (v->disconnect) {
		parent = chain_detach();
		if (parent < 0) {
			msg_errno("cannot make a process");
			return EXIT_FAILED;
		}
	}
	ret = v->create ? create(v) : migrate(v);
	if (ret)
		return ret;
	if (sync >= 0 && chain_sync(sync, v->sync_message)) {
		msg_errno("%s", v->sync_path);
		return EXIT_FAILED;
	}
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
