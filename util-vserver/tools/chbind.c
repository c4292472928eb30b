// SPDX-License-Identifier: GPL-2.0-only
/*
 * chbind: run a program in a network context with addresses of its own.
 */
#include <errno.h>
#include <stdint.h>
#include <stdio.h>

#include "chain.h"
#include "cli.h"
#include "msg.h"
#include "netoptions.h"
#include "options.h"
#include "seal.h"
#include "words.h"

#define EXIT_FAILED	255
#define EXIT_ATTRIBUTES	1

struct values {
	bool silent, disconnect;
	const char *nid;
	struct netoptions list;
	struct vc_word word[VC_WORDS];
};

static int set_secure(void *values, const struct cli_option *option,
		      const char *arg)
{
	struct values *v = values;

	(void)option;
	(void)arg;
	words_secure_network(v->word);
	return 0;
}

#define AT(field)	offsetof(struct values, field)
#define ADDR(n, a, k, h) { n, 0, a, h, netoptions_set, AT(list), k }
#define LIST(n, w, h)	{ n, 0, "LIST", h, option_list, AT(word[w]), w }

static const struct cli_option options[] = {
	{ "silent", 0, NULL, "do not tell the id of a new context",
	  cli_set_true, AT(silent), 0 },
	{ "disconnect", 0, NULL, "return when the program starts",
	  cli_set_true, AT(disconnect), 0 },
	{ "nid", 0, "ID", "the network context (a new one)", cli_set_string,
	  AT(nid), 0 },
	ADDR("ip", "ADDRESS", ADDRESS_IP, "IPv4 or IPv6 with /prefix or "
	     "/mask, or an interface"),
	ADDR("bcast", "ADDRESS", ADDRESS_BCAST, "broadcast address, or an "
	     "interface"),
	ADDR("lback", "ADDRESS", ADDRESS_LBACK, "loopback address"),
	LIST("flag", VC_NFLAGS, "network flags"),
	LIST("ncap", VC_NCAPS, "network capabilities"),
	{ "secure", 0, NULL, "what a guest usually has", set_secure, 0, 0 },
	{ 0 }
};

static const struct cli_tool tool = {
	.name = "chbind",
	.purpose = "run a program in a network context",
	.synopsis = "[options] [--] program ...",
	.options = options,
	.usage_exit = EXIT_FAILED,
};

static int fill(const struct values *v, uint32_t nid)
{
	static const enum vc_word_id order[] = { VC_NCAPS, VC_NFLAGS };

	if (!v->silent)
		printf("New network context is %u\n", nid);
	fflush(stdout);
	if (words_set(nid, v->word, order, sizeof(order) / sizeof(*order)))
		return EXIT_ATTRIBUTES;
	return netoptions_add(nid, &v->list) ? EXIT_FAILED : 0;
}

/*
 * A context that exists is entered as it is; --nid 1, the spectator, cannot
 * be made.  Returns an exit status, 0 for success.
 */
static int enter(const struct values *v)
{
	uint32_t nid = 0;
	int ret = -1;

	if (v->nid && option_id(GUEST_NID, v->nid, &nid))
		return EXIT_FAILED;
	if (!v->nid)
		ret = vc_net_create_any(NXF_INIT_SET);
	else if (nid != NX_WATCH_NID)
		ret = vc_net_create(nid, NXF_INIT_SET);
	if (ret >= 0)
		return fill(v, ret);
	if (nid != NX_WATCH_NID && errno != EEXIST && errno != EBUSY) {
		msg_errno("cannot create network context %u", nid);
		return EXIT_FAILED;
	}
	if (vc_net_migrate(nid) < 0) {
		msg_errno("cannot enter network context %u", nid);
		return EXIT_FAILED;
	}
	return 0;
}

int main(int argc, char **argv)
{
	static struct values v;
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
