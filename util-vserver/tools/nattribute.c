// SPDX-License-Identifier: GPL-2.0-only
/*
 * nattribute: flags and capabilities of a network context.
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
	const char *nid;
	bool get, set, has_mark;
	struct vcmd_nmark_v0 mark;
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

static int set_mark(void *values, const struct cli_option *option,
		    const char *arg)
{
	struct values *v = values;

	v->has_mark = !option_parse_mark(arg, &v->mark);
	if (!v->has_mark)
		msg_error("--%s: '%s' is no mark, NUMBER[/MASK]", option->name,
			  arg);
	return v->has_mark ? 0 : 1;
}

#define AT(field)	offsetof(struct values, field)
#define LIST(n, w, h)	{ n, 0, "LIST", h, option_list, AT(word[w]), w }

static const struct cli_option options[] = {
	{ "nid", 0, "ID", "the network context (own)", cli_set_string,
	  AT(nid), 0 },
	{ "get", 0, NULL, "print them", cli_set_true,
	  AT(get), 0 },
	{ "set", 0, NULL, "change them (default)", cli_set_true, AT(set), 0 },
	LIST("ncap", VC_NCAPS, "network capabilities"),
	LIST("flag", VC_NFLAGS, "network flags"),
	{ "mark", 0, "MARK", "NUMBER[/MASK] of what it sends, or 0", set_mark,
	  0, 0 },
	{ "secure", 0, NULL, "what a guest usually has", set_secure, 0, 0 },
	{ 0 }
};

static const struct cli_tool tool = {
	.name = "nattribute",
	.purpose = "flags, capabilities and mark of a network context",
	.synopsis = "[--nid ID] --get [--] [program ...]\n"
		    "[--nid ID] [--set] [options] [--] [program ...]",
	.options = options,
	.usage_exit = EXIT_USAGE,
};

/* in the order in which they are set and printed */
static const enum vc_word_id order[] = { VC_NCAPS, VC_NFLAGS };

#define NR_WORDS	(sizeof(order) / sizeof(*order))

static int print_all(uint32_t nid)
{
	struct vcmd_nmark_v0 mark;

	if (words_print(nid, order, NR_WORDS))
		return -1;
	if (vc_get_nmark(nid, &mark) < 0) {
		msg_errno("cannot get the mark of network context %u", nid);
		return -1;
	}
	if (mark.mask)
		printf("mark:\n0x%x/0x%x\n", mark.mark, mark.mask);
	return 0;
}

static int set_all(uint32_t nid, struct values *v)
{
	/* the flags may end the setup of the caller */
	if (v->has_mark && vc_set_nmark(nid, &v->mark) < 0) {
		msg_errno("cannot set the mark of network context %u", nid);
		return -1;
	}
	return words_set(nid, v->word, order, NR_WORDS);
}

int main(int argc, char **argv)
{
	struct values v = { 0 };
	uint32_t nid;

	if (seal_self(argv))
		return EXIT_FAILED;
	argv += cli_parse(&tool, argc, argv, &v);
	if (v.get && v.set)
		cli_usage(&tool, "both --get and --set are given");
	if (option_id(GUEST_NID, v.nid, &nid))
		return EXIT_FAILED;
	if (v.get ? print_all(nid) : set_all(nid, &v))
		return EXIT_FAILED;
	if (!*argv)
		return 0;
	fflush(stdout);
	chain_exec(argv, -1);
	return EXIT_FAILED;
}
