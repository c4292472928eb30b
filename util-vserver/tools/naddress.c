// SPDX-License-Identifier: GPL-2.0-only
/*
 * naddress: the addresses of a network context.
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

#define EXIT_FAILED	255

struct values {
	bool add, remove, set, silent;
	const char *nid;
	struct netoptions list;
};

#define AT(field)	offsetof(struct values, field)
#define BOOL(n, f, h)	{ n, 0, NULL, h, cli_set_true, AT(f), 0 }
#define ADDR(n, a, k, h) { n, 0, a, h, netoptions_set, AT(list), k }

static const struct cli_option options[] = {
	BOOL("add", add, "add the addresses"),
	BOOL("remove", remove, "remove them"),
	BOOL("set", set, "remove all addresses, then add these"),
	BOOL("silent", silent, "do not tell what is done"),
	{ "nid", 0, "ID", "the network context (own)", cli_set_string,
	  AT(nid), 0 },
	ADDR("ip", "ADDRESS", ADDRESS_IP, "IPv4 or IPv6 with /prefix or "
	     "/mask, or an interface"),
	ADDR("mask", "ADDRESS/MASK", ADDRESS_MASK, "a whole network"),
	ADDR("range", "FROM-TO", ADDRESS_RANGE, "IPv4 addresses, also "
	     "with /mask"),
	ADDR("bcast", "ADDRESS", ADDRESS_BCAST, "broadcast address, or an "
	     "interface"),
	ADDR("lback", "ADDRESS", ADDRESS_LBACK, "loopback address"),
	{ 0 }
};

static const struct cli_tool tool = {
	.name = "naddress",
	.purpose = "addresses of a network context",
	.synopsis = "--add|--remove|--set [options] [--] [program ...]",
	.options = options,
	.usage_exit = EXIT_FAILED,
};

/* one line: each address is shown before it is tried */
static int change(const struct values *v, uint32_t nid)
{
	int (*one)(uint32_t, const struct address *) =
		v->remove ? address_remove : address_add;
	char text[64];
	size_t i;

	if (!v->silent && v->list.count)
		fputs(v->remove ? "Removing" : "Adding", stdout);
	for (i = 0; i < v->list.count; i++) {
		address_format(&v->list.addr[i], text, sizeof(text));
		if (!v->silent)
			printf(" %s", text);
		if (one(nid, &v->list.addr[i]) >= 0)
			continue;
		if (!v->silent)
			putchar('\n');
		msg_errno("cannot %s %s %s network context %u",
			  v->remove ? "remove" : "add", text,
			  v->remove ? "from" : "to", nid);
		return -1;
	}
	if (!v->silent && v->list.count)
		putchar('\n');
	fflush(stdout);
	return 0;
}

int main(int argc, char **argv)
{
	static struct values v;
	uint32_t nid;

	if (seal_self(argv))
		return EXIT_FAILED;
	argv += cli_parse(&tool, argc, argv, &v);
	if (v.add + v.remove + v.set != 1)
		cli_usage(&tool, "exactly one of --add, --remove and --set "
			  "must be given");
	if (option_id(GUEST_NID, v.nid, &nid))
		return EXIT_FAILED;
	if (v.set && vc_net_remove_all(nid) < 0) {
		msg_errno("cannot remove the addresses of network context %u",
			  nid);
		return EXIT_FAILED;
	}
	if (change(&v, nid))
		return EXIT_FAILED;
	if (*argv)
		chain_exec(argv, -1);
	return *argv ? EXIT_FAILED : 0;
}
