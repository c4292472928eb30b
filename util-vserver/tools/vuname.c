// SPDX-License-Identifier: GPL-2.0-only
/*
 * vuname: the names that a context has.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "chain.h"
#include "cli.h"
#include "conf.h"
#include "msg.h"
#include "options.h"
#include "quote.h"
#include "seal.h"
#include "vhiname.h"

#define EXIT_FAILED	255
#define EXIT_USAGE	1
#define MAX_TAGS	32

struct values {
	const char *xid, *dir;
	bool get, set, missing_ok;
	const char *tag[MAX_TAGS];
	size_t tags;
};

static int add_tag(void *values, const struct cli_option *option,
		   const char *arg)
{
	struct values *v = values;

	(void)option;
	if (v->tags == MAX_TAGS) {
		msg_error("too many tags");
		return -1;
	}
	v->tag[v->tags++] = arg;
	return 0;
}

#define AT(field)	offsetof(struct values, field)

static const struct cli_option options[] = {
	{ "xid", 0, "ID", "the context", cli_set_string, AT(xid), 0 },
	{ "get", 'g', NULL, "print names (default)", cli_set_true, AT(get), 0 },
	{ "set", 's', NULL, "set names", cli_set_true, AT(set), 0 },
	{ "tag", 't', "TAG=VALUE", "a name to set", add_tag, 0, 0 },
	{ "dir", 0, "DIR", "set the names from files", cli_set_string,
	  AT(dir), 0 },
	{ "missingok", 0, NULL, "--dir: it need not exist", cli_set_true,
	  AT(missing_ok), 0 },
	{ 0 }
};

static const struct cli_tool tool = {
	.name = "vuname",
	.purpose = "names of a context",
	.synopsis = "[-g] --xid ID [tag ...]\n"
		    "-s --xid ID -t TAG=VALUE ... [--] [program ...]\n"
		    "--dir DIR --xid ID [--missingok] [--] [program ...]",
	.options = options,
	.usage_exit = EXIT_USAGE,
};

static void print_name(uint32_t xid, int field, bool first)
{
	char name[VHI_NAME_LEN];

	if (vc_get_vhi_name(xid, field, name) < 0)
		strcpy(name, "???");
	if (!first)
		putchar(' ');
	quote_print(stdout, name);
}

static int get(uint32_t xid, char **tags)
{
	char **tag;
	int i;

	/* a name that is not there is no error, a missing kernel is */
	if (vc_get_version() < 0) {
		msg_errno("cannot get the names of context %u", xid);
		return EXIT_FAILED;
	}
	for (tag = tags; *tag; tag++)
		if (vhiname_parse(*tag, strlen(*tag)) < 0) {
			msg_error("'%s' is no name", *tag);
			return EXIT_FAILED;
		}
	for (tag = tags; *tag; tag++)
		print_name(xid, vhiname_parse(*tag, strlen(*tag)), tag == tags);
	for (i = 0; !*tags && i < VHINAME_COUNT; i++)
		print_name(xid, i, !i);
	putchar('\n');
	return 0;
}

static int set_one(uint32_t xid, const char *tag)
{
	size_t len = strcspn(tag, "=");
	int field = vhiname_parse(tag, len);

	if (!tag[len]) {
		msg_error("'%s' is not TAG=VALUE", tag);
		return -1;
	}
	if (field < 0) {
		msg_error("'%.*s' is no name", (int)len, tag);
		return -1;
	}
	return vhiname_set(xid, field, tag + len + 1);
}

static int set_from_dir(uint32_t xid, const struct values *v)
{
	char *text;
	size_t len;
	int i, ret = 0;

	if (!conf_is_dir(v->dir, ".")) {
		if (v->missing_ok)
			return 0;
		msg_errno("%s", v->dir);
		return -1;
	}
	for (i = 0; !ret && i < VHINAME_COUNT; i++) {
		text = conf_read(v->dir, vhiname[i]);
		if (!text)
			continue;
		len = strlen(text);
		while (len && text[len - 1] == '\n')
			text[--len] = 0;
		ret = vhiname_set(xid, i, text);
		free(text);
	}
	return ret;
}

int main(int argc, char **argv)
{
	struct values v = { 0 };
	uint32_t xid;
	size_t i;

	if (seal_self(argv))
		return EXIT_FAILED;
	argv += cli_parse(&tool, argc, argv, &v);
	if (!v.xid || v.get + v.set + !!v.dir > 1) {
		msg_error(v.xid ? "only one of --get, --set and --dir can be given"
				: "no context is given, see --xid");
		return EXIT_FAILED;
	}
	if (option_id(GUEST_XID, v.xid, &xid))
		return EXIT_FAILED;
	if (!v.set && !v.dir)
		return get(xid, argv);
	if (v.dir && set_from_dir(xid, &v))
		return EXIT_FAILED;
	for (i = 0; i < v.tags; i++)
		if (set_one(xid, v.tag[i]))
			return EXIT_FAILED;
	if (*argv)
		chain_exec(argv, -1);
	return *argv ? EXIT_FAILED : 0;
}
