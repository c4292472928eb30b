// SPDX-License-Identifier: GPL-2.0-only
/*
 * vattribute: flags and capabilities of a process context.
 */
#include <stdint.h>
#include <stdio.h>

#include "chain.h"
#include "cli.h"
#include "msg.h"
#include "options.h"
#include "seal.h"
#include "words.h"

#define EXIT_FAILED	1
#define EXIT_USAGE	255

struct values {
	const char *xid;
	bool get, set;
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
#define LIST(n, w, h)	{ n, 0, "LIST", h, option_list, AT(word[w]), w }

static const struct cli_option options[] = {
	{ "xid", 0, "ID", "the context (own)", cli_set_string, AT(xid), 0 },
	{ "get", 0, NULL, "print flags and capabilities", cli_set_true,
	  AT(get), 0 },
	{ "set", 0, NULL, "change them (default)", cli_set_true, AT(set), 0 },
	LIST("bcap", VC_BCAPS, "bound on system capabilities"),
	LIST("ccap", VC_CCAPS, "context capabilities"),
	LIST("flag", VC_CFLAGS, "context flags"),
	LIST("umask", VC_UMASK, "namespaces that the guest may make"),
	{ "secure", 0, NULL, "what a guest usually has", set_secure, 0, 0 },
	{ 0 }
};

static const struct cli_tool tool = {
	.name = "vattribute",
	.purpose = "flags and capabilities of a process context",
	.synopsis = "[--xid ID] --get [--] [program ...]\n"
		    "[--xid ID] [--set] [options] [--] [program ...]",
	.options = options,
	.usage_exit = EXIT_USAGE,
};

/* in the order in which they are set and printed */
static const enum vc_word_id order[] = {
	VC_BCAPS, VC_CCAPS, VC_CFLAGS, VC_UMASK
};

#define NR_WORDS	(sizeof(order) / sizeof(*order))

int main(int argc, char **argv)
{
	struct values v = { 0 };
	uint32_t xid;

	if (seal_self(argv))
		return EXIT_FAILED;
	argv += cli_parse(&tool, argc, argv, &v);
	if (v.get && v.set)
		cli_usage(&tool, "both --get and --set are given");
	if (option_id(GUEST_XID, v.xid, &xid))
		return EXIT_FAILED;
	if (v.get ? words_print(xid, order, NR_WORDS) :
		    words_set(xid, v.word, order, NR_WORDS))
		return EXIT_FAILED;
	if (!*argv)
		return 0;
	fflush(stdout);
	chain_exec(argv, -1);
	return EXIT_FAILED;
}
