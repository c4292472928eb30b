// SPDX-License-Identifier: GPL-2.0-only
/*
 * vdevmap: the devices that guests open and make.
 */
#include <stdint.h>

#include "cli.h"
#include "devmap.h"
#include "msg.h"
#include "options.h"
#include "vserver.h"

#define EXIT_FAILED	1

struct values {
	const char *xid, *device, *target;
	bool set, unset, load, open, create, remap;
	unsigned long flags;
};

#define AT(field)		offsetof(struct values, field)
#define BOOL(n, c, f, h)	{ n, c, NULL, h, cli_set_true, AT(f), 0 }
#define TEXT(n, c, a, f, h)	{ n, c, a, h, cli_set_string, AT(f), 0 }

static const struct cli_option options[] = {
	TEXT("xid", 'x', "ID", xid, "the context, 0 for the default map"),
	BOOL("set", 's', set, "add an entry, or replace it"),
	BOOL("unset", 'u', unset, "remove it"),
	BOOL("load", 0, load, "set the default map from the configuration"),
	BOOL("open", 'o', open, "the guest may open the device"),
	BOOL("create", 'c', create, "the guest may make its node"),
	BOOL("remap", 'r', remap, "the guest gets the target instead"),
	{ "flags", 'f', "N", "the three as a number: 2, 1 and 16",
	  option_number, AT(flags), 0 },
	TEXT("device", 'd', "NODE", device, "the device (all others)"),
	TEXT("target", 't', "NODE", target, "another device"),
	{ 0 }
};

static const struct cli_tool tool = {
	.name = "vdevmap",
	.purpose = "devices that guests open and make",
	.synopsis = "--xid ID --set [options]\n"
		    "--xid ID --unset [--device NODE]\n"
		    "--load",
	.options = options,
	.usage_exit = EXIT_FAILED,
};

static int change(const struct values *v, uint32_t xid)
{
	uint32_t flags = v->flags | (v->open ? DATTR_OPEN : 0) |
			 (v->create ? DATTR_CREATE : 0) |
			 (v->remap ? DATTR_REMAP : 0);
	int err = v->set ? vc_set_mapping(xid, v->device, v->target, flags) :
			   vc_unset_mapping(xid, v->device);

	if (err < 0)
		msg_errno("cannot %s '%s' in the map of context %u",
			  v->set ? "set" : "unset",
			  v->device ? v->device : "all others", xid);
	return err;
}

int main(int argc, char **argv)
{
	struct values v = { 0 };
	uint32_t xid;

	argv += cli_parse(&tool, argc, argv, &v);
	if (*argv)
		cli_usage(&tool, "no argument is taken");
	if (v.set + v.unset + v.load != 1)
		cli_usage(&tool, "exactly one of --set, --unset and --load "
			  "must be given");
	if (v.load == !!v.xid)
		cli_usage(&tool, "--xid goes with --set and --unset");
	if (v.flags > UINT32_MAX)
		cli_usage(&tool, "--flags has 32 bits");
	if (v.load)
		return devmap_load(DEFAULTS, 0) ? EXIT_FAILED : 0;
	if (option_id(GUEST_XID, v.xid, &xid) || change(&v, xid) < 0)
		return EXIT_FAILED;
	return 0;
}
