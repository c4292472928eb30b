// SPDX-License-Identifier: GPL-2.0-only
/*
 * vprocunhide: choose the entries of /proc that guests see.
 *
 * A list has one path on a line, with a sign in front of it that says who sees
 * the entry.  The list of the host replaces the packaged one.
 */
#include <errno.h>
#include <glob.h>
#include <stdio.h>
#include <string.h>

#include "cli.h"
#include "conf.h"
#include "guest.h"
#include "msg.h"
#include "vserver.h"
#include "walk.h"

#define EXIT_NO_LIST	1
#define EXIT_SOME	2
#define EXIT_ALL	3

#define HOST_DIR	DEFAULTS "/apps/vprocunhide"
#define HOST_LIST	"files"
#define PACKAGED_DIR	"/usr/share/util-vserver/defaults"
#define PACKAGED_LIST	"vprocunhide-files"

#define ALL_FLAGS	(IATTR_HIDE | IATTR_ADMIN | IATTR_WATCH)

/* what a sign sets, of which attributes; the first one may be left out */
static const struct sign {
	char sign;
	uint32_t flags, mask;
} signs[] = {
	{ '+', 0,					IATTR_HIDE },
	{ '!', IATTR_HIDE,				IATTR_HIDE },
	{ '-', IATTR_HIDE | IATTR_ADMIN,		ALL_FLAGS },
	{ ':', IATTR_HIDE | IATTR_WATCH,		ALL_FLAGS },
	{ '~', IATTR_HIDE | IATTR_ADMIN | IATTR_WATCH,	ALL_FLAGS },
	/* of older kernels: a guest writes to no entry */
	{ '>', 0,					0 },
};

static const struct cli_option options[] = {
	{ 0 }
};

static const struct cli_tool tool = {
	.name = "vprocunhide",
	.purpose = "choose the entries of /proc that guests see",
	.synopsis = "",
	.options = options,
	.usage_exit = EXIT_NO_LIST,
};

static void unreachable(const char *path, void *arg)
{
	(void)arg;
	/* entries come and go */
	if (errno != ENOENT)
		msg_errno("%s", path);
}

static int change(int fd, const char *path, const struct stat *st, void *arg)
{
	const struct sign *sign = arg;
	struct vc_iattr now, attr = { .flags = sign->flags, .mask = sign->mask };

	(void)st;
	if (vc_fget_iattr(fd, &now) < 0) {
		msg_errno("%s", path);
		return -1;
	}
	/* a file of /proc/sys has no attributes and needs none */
	if (!(now.mask & IATTR_HIDE))
		return 0;
	if (vc_fset_iattr(fd, &attr) < 0) {
		msg_errno("%s", path);
		return -1;
	}
	return 0;
}

/* one line of the list; 1 done, 0 nothing to do, -1 failed */
static int apply(char *line)
{
	const struct sign *sign = signs;
	struct walk w = {
		.visit = change, .failed = unreachable,
		.hidden = true, .one_fs = true,
	};
	size_t i, len;
	glob_t found;
	int ret = 0;

	for (i = 0; i < sizeof(signs) / sizeof(signs[0]); i++)
		if (*line == signs[i].sign)
			sign = &signs[i];
	line += *line == sign->sign;
	len = strlen(line);
	w.recurse = len > 1 && line[len - 1] == '/';
	if (w.recurse)
		line[len - 1] = 0;
	if (!sign->mask || glob(line, 0, NULL, &found))
		return 0;
	for (i = 0; i < found.gl_pathc && ret >= 0; i++)
		ret = walk(&w, found.gl_pathv[i], (void *)sign) ? -1 : 1;
	globfree(&found);
	return ret;
}

int main(int argc, char **argv)
{
	const char *dir = PACKAGED_DIR, *name = PACKAGED_LIST;
	struct conf_list list;
	size_t i, done = 0, failed = 0;
	int ret;

	argv += cli_parse(&tool, argc, argv, NULL);
	if (*argv)
		cli_usage(&tool, "no argument is taken");
	if (vc_get_version() < 0) {
		msg_errno("/proc");
		return EXIT_ALL;
	}
	if (conf_has(HOST_DIR, HOST_LIST)) {
		dir = HOST_DIR;
		name = HOST_LIST;
	}
	if (!conf_has(dir, "%s", name)) {
		msg_error("%s/%s: there is no list", dir, name);
		return EXIT_NO_LIST;
	}
	if (conf_lines(dir, name, true, &list) < 0) {
		msg_errno("%s/%s", dir, name);
		return EXIT_NO_LIST;
	}
	for (i = 0; i < list.count; i++) {
		ret = apply(list.line[i]);
		done += ret > 0;
		failed += ret < 0;
	}
	conf_free(&list);
	return !failed ? 0 : done ? EXIT_SOME : EXIT_ALL;
}
