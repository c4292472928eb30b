// SPDX-License-Identifier: GPL-2.0-only
/*
 * setattr: change the attributes of files.
 */
#include <errno.h>
#include <stdio.h>

#include "cli.h"
#include "msg.h"
#include "options.h"
#include "vserver.h"
#include "walk.h"

#define EXIT_FAILED	1

/* known to older kernels only, which then refuse it */
#define IATTR_WRITE	0x00000008

struct values {
	bool recurse, one_fs;
	uint32_t set, clear;
};

static int set_flag(void *values, const struct cli_option *option,
		    const char *arg)
{
	struct values *v = values;

	(void)arg;
	v->set |= option->value;
	return 0;
}

static int clear_flag(void *values, const struct cli_option *option,
		      const char *arg)
{
	struct values *v = values;

	(void)arg;
	v->clear |= option->value;
	return 0;
}

static int set_number(void *values, const struct cli_option *option,
		      const char *arg)
{
	struct values *v = values;
	unsigned long flags;

	if (option_parse_number(arg, UINT32_MAX, &flags)) {
		msg_error("--%s: '%s' is no number", option->name, arg);
		return -1;
	}
	if (option->value)
		v->clear |= flags;
	else
		v->set |= flags;
	return 0;
}

#define AT(field)	offsetof(struct values, field)
#define ATTR(n, f, h)	{ n, 0, NULL, h, set_flag, 0, f }
#define NO_ATTR(n, f)	{ n, 0, NULL, NULL, clear_flag, 0, f }
#define IUNLINK		(IATTR_IXUNLINK | IATTR_IMMUTABLE)

static const struct cli_option options[] = {
	{ "recursive", 'R', NULL, "also all that is below", cli_set_true,
	  AT(recurse), 0 },
	{ "one-file-system", 'x', NULL, "stay on the file system",
	  cli_set_true, AT(one_fs), 0 },
	ATTR("barrier", IATTR_BARRIER, "no way out of a root (--~barrier "
	     "etc. clear)"),
	NO_ATTR("~barrier", IATTR_BARRIER),
	NO_ATTR("!barrier", IATTR_BARRIER),
	ATTR("iunlink", IUNLINK, "unchangeable, but can be removed"),
	NO_ATTR("~iunlink", IUNLINK),
	NO_ATTR("!iunlink", IUNLINK),
	ATTR("immu", IUNLINK, NULL),
	NO_ATTR("~immu", IUNLINK),
	NO_ATTR("!immu", IUNLINK),
	ATTR("ixunlink", IATTR_IXUNLINK, "only the second half of iunlink"),
	NO_ATTR("~ixunlink", IATTR_IXUNLINK),
	NO_ATTR("!ixunlink", IATTR_IXUNLINK),
	ATTR("iunlink-but-not-immutable", IATTR_IXUNLINK, NULL),
	NO_ATTR("~iunlink-but-not-immutable", IATTR_IXUNLINK),
	NO_ATTR("!iunlink-but-not-immutable", IATTR_IXUNLINK),
	ATTR("immutable", IATTR_IMMUTABLE, "unchangeable"),
	NO_ATTR("~immutable", IATTR_IMMUTABLE),
	NO_ATTR("!immutable", IATTR_IMMUTABLE),
	ATTR("cow", IATTR_COW, "a write makes a copy of a linked file"),
	NO_ATTR("~cow", IATTR_COW),
	NO_ATTR("!cow", IATTR_COW),
	ATTR("admin", IATTR_ADMIN, "/proc: seen by the host"),
	NO_ATTR("~admin", IATTR_ADMIN),
	NO_ATTR("!admin", IATTR_ADMIN),
	ATTR("watch", IATTR_WATCH, "/proc: seen by the spectator"),
	NO_ATTR("~watch", IATTR_WATCH),
	NO_ATTR("!watch", IATTR_WATCH),
	ATTR("hide", IATTR_HIDE, "/proc: seen by the two only"),
	NO_ATTR("~hide", IATTR_HIDE),
	NO_ATTR("!hide", IATTR_HIDE),
	ATTR("write", IATTR_WRITE, "of older kernels"),
	NO_ATTR("~write", IATTR_WRITE),
	NO_ATTR("!write", IATTR_WRITE),
	{ "flags", 0, "N", "set these, as a number", set_number, 0, 0 },
	{ "~flags", 0, "N", NULL, set_number, 0, 1 },
	{ 0 }
};

static const struct cli_tool tool = {
	.name = "setattr",
	.purpose = "change the attributes of files",
	.synopsis = "[-Rx] --ATTRIBUTE|--~ATTRIBUTE ... [--] file ...",
	.options = options,
	.usage_exit = EXIT_FAILED,
};

static void unreachable(const char *path, void *arg)
{
	(void)arg;
	msg_errno("%s", path);
}

/*
 * In a tree a file that cannot have an attribute - a barrier is for
 * directories, COW for files - does not get it; one that is named must.
 */
static int change(int fd, const char *path, const struct stat *st, void *arg)
{
	const struct values *v = arg;
	struct vc_iattr now, attr = {
		.flags = v->set & ~v->clear,
		.mask = v->set | v->clear,
	};

	(void)st;
	if (vc_fget_iattr(fd, &now) < 0 || vc_fset_iattr(fd, &attr) < 0) {
		msg_errno("%s", path);
		return -1;
	}
	if (!v->recurse && attr.flags & ~now.mask) {
		msg_error("%s: cannot have this attribute", path);
		return -1;
	}
	return 0;
}

int main(int argc, char **argv)
{
	struct values v = { 0 };
	struct walk w = {
		.visit = change,
		.failed = unreachable,
		.hidden = true,
	};
	int failed = 0;

	argv += cli_parse(&tool, argc, argv, &v);
	w.recurse = v.recurse;
	w.one_fs = v.one_fs;
	if (!*argv)
		cli_usage(&tool, "no file is given");
	for (; *argv; argv++)
		failed |= walk(&w, *argv, &v);
	return failed ? EXIT_FAILED : 0;
}
