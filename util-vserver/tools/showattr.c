// SPDX-License-Identifier: GPL-2.0-only
/*
 * showattr: list the attributes of files.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "cli.h"
#include "iattr.h"
#include "msg.h"
#include "quote.h"
#include "walk.h"

#define EXIT_FAILED	1

struct values {
	bool recurse, hidden, itself, one_fs;
};

#define AT(field)	offsetof(struct values, field)
#define BOOL(l, n, f, h) { n, l, NULL, h, cli_set_true, AT(f), 0 }

static const struct cli_option options[] = {
	BOOL('R', "recursive", recurse, "also all that is below"),
	BOOL('a', "all", hidden, "also names that begin with a dot"),
	BOOL('d', "directory", itself, "a directory, not what is in it"),
	BOOL('x', "one-file-system", one_fs, "stay on the file system"),
	{ 0 }
};

static const struct cli_tool tool = {
	.name = "showattr",
	.purpose = "list the attributes of files",
	.synopsis = "[-Radx] [--] [file ...]",
	.options = options,
	.usage_exit = EXIT_FAILED,
};

static void print_line(const char *text, const char *path)
{
	printf("%-9s ", text);
	quote_print(stdout, path);
	putchar('\n');
}

static void unreadable(const char *path, void *arg)
{
	(void)arg;
	print_line("ERR", path);
	msg_errno("%s", path);
}

static int show(int fd, const char *path, const struct stat *st, void *arg)
{
	struct vc_iattr attr;
	char text[IATTR_TEXT];

	(void)st;
	if (vc_fget_iattr(fd, &attr) < 0) {
		unreadable(path, arg);
		return -1;
	}
	iattr_format(&attr, text);
	print_line(text, path);
	return 0;
}

int main(int argc, char **argv)
{
	struct values v = { 0 };
	struct walk w = { .visit = show, .failed = unreadable };
	int failed = 0;

	argv += cli_parse(&tool, argc, argv, &v);
	w.recurse = v.recurse && !v.itself;
	w.list = !v.itself;
	w.hidden = v.hidden;
	w.one_fs = v.one_fs;
	if (vc_get_version() < 0) {
		msg_errno("cannot read attributes");
		return EXIT_FAILED;
	}
	if (!*argv)
		return walk(&w, ".", NULL) ? EXIT_FAILED : 0;
	for (; *argv; argv++)
		failed |= walk(&w, *argv, NULL);
	return failed ? EXIT_FAILED : 0;
}
