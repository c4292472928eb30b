// SPDX-License-Identifier: GPL-2.0-only
/*
 * Configuration files, in a directory of the test's own.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "conf.h"
#include "tap.h"

static char dir[] = "/tmp/conf_test.XXXXXX";

/* a file without anything added to it */
static void put(const char *name, const char *text, size_t len)
{
	char path[PATH_MAX];
	int fd = open(conf_path(path, dir, "%s", name),
		      O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);

	CHECK_EQ(write(fd, text, len), len);
	close(fd);
}

static void scalar_is(const char *text, const char *want)
{
	char *value;

	put("scalar", text, strlen(text));
	value = conf_scalar(dir, "scalar");
	if (!value || strcmp(value, want))
		printf("# '%s', not '%s'\n", value ? value : "none", want);
	CHECK(value && !strcmp(value, want));
	free(value);
}

static void scalars_are_the_first_line(void)
{
	scalar_is("value\n", "value");
	scalar_is("value", "value");
	scalar_is(" \t two words \t\r\nmore\n", "two words");
	scalar_is("\nmore\n", "");
	scalar_is("", "");
	scalar_is(" \t ", "");
	scalar_is("# no comment\n", "# no comment");
	CHECK(!conf_scalar(dir, "none"));
	CHECK_EQ(errno, ENOENT);
	CHECK(!conf_scalar(dir, "."));
	CHECK_EQ(errno, EISDIR);
}

static void number_is(const char *text, long want)
{
	long value = 77;

	put("number", text, strlen(text));
	CHECK_EQ(conf_number(dir, "number", &value), 0);
	CHECK_EQ(value, want);
}

static void no_number(const char *text)
{
	long value = 77;

	put("number", text, strlen(text));
	CHECK_EQ(conf_number(dir, "number", &value), -1);
	CHECK_EQ(errno, EINVAL);
	CHECK_EQ(value, 77);
}

static void numbers_are_checked(void)
{
	long value = 77;

	number_is("40000\n", 40000);
	number_is(" -5 ", -5);
	number_is("0x1f", 31);
	number_is("010", 8);
	no_number("");
	no_number("5x");
	no_number("5 6");
	no_number("words");
	no_number("99999999999999999999");
	CHECK_EQ(conf_number(dir, "none", &value), 0);
	CHECK_EQ(value, 77);
}

static void lists_are_lines(void)
{
	static const char text[] = "one\n\n  two words\t\n# note\n\t#x\nlast";
	struct conf_list list;

	put("list", text, strlen(text));
	CHECK_EQ(conf_lines(dir, "list", true, &list), 0);
	CHECK_EQ(list.count, 3);
	CHECK(!strcmp(list.line[0], "one"));
	CHECK(!strcmp(list.line[1], "two words"));
	CHECK(!strcmp(list.line[2], "last"));
	CHECK(!list.line[3]);
	conf_free(&list);
	CHECK_EQ(conf_lines(dir, "list", false, &list), 0);
	CHECK_EQ(list.count, 5);
	CHECK(!strcmp(list.line[2], "# note"));
	conf_free(&list);
	CHECK_EQ(conf_lines(dir, "none", true, &list), 0);
	CHECK_EQ(list.count, 0);
	CHECK_EQ(conf_lines(dir, "list/none", true, &list), 0);
	CHECK_EQ(conf_lines(dir, ".", true, &list), -1);
}

/* one line of @len bytes */
static char *long_file(size_t len)
{
	char *text = malloc(len);

	memset(text, 'x', len);
	put("long", text, len);
	free(text);
	return conf_scalar(dir, "long");
}

static void size_has_a_limit(void)
{
	char *value = long_file(CONF_MAX - 1);

	CHECK(value && strlen(value) == CONF_MAX - 1);
	free(value);
	CHECK(!long_file(CONF_MAX));
	CHECK_EQ(errno, EFBIG);
	CHECK(!long_file(3 * CONF_MAX));
	CHECK_EQ(errno, EFBIG);
}

static void bytes_may_be_any(void)
{
	char *value;

	put("bytes", "a\0b\n\xff", 5);
	value = conf_scalar(dir, "bytes");
	CHECK(value && !strcmp(value, "a"));
	free(value);
}

static void entries_leave_backups_out(void)
{
	static const char * const names[] = {
		"b", "a", ".hidden", "a~", "a.rpmsave", "a.rpmnew", "a.rpmorig",
		"a.cfsaved.1", "a.~1~", "a.dpkg-old", "10", "9",
	};
	char path[PATH_MAX], sub[PATH_MAX];
	struct conf_list list;
	size_t i;

	conf_path(sub, dir, "deep/er/entries");
	CHECK_EQ(conf_mkdirs(sub, 0700), 0);
	CHECK_EQ(conf_mkdirs(sub, 0700), 0);
	for (i = 0; i < sizeof(names) / sizeof(*names); i++)
		CHECK_EQ(conf_write(sub, names[i], NULL), 0);
	CHECK_EQ(conf_entries(sub, &list), 0);
	CHECK_EQ(list.count, 4);
	CHECK(!strcmp(list.line[0], "10"));
	CHECK(!strcmp(list.line[1], "9"));
	CHECK(!strcmp(list.line[2], "a"));
	CHECK(!strcmp(list.line[3], "b"));
	conf_free(&list);
	CHECK_EQ(conf_entries(conf_path(path, dir, "none"), &list), 0);
	CHECK_EQ(list.count, 0);
	CHECK(conf_has(dir, "deep/%s", "er"));
	CHECK(conf_is_dir(dir, "deep"));
	CHECK(!conf_is_dir(sub, "a"));
	CHECK(!conf_has(dir, "none"));
}

static void written_is_read(void)
{
	char *value;

	CHECK_EQ(conf_write(dir, "file", "a longer value"), 0);
	CHECK_EQ(conf_write(dir, "file", "value"), 0);
	value = conf_read(dir, "file");
	CHECK(value && !strcmp(value, "value\n"));
	free(value);
	CHECK_EQ(conf_write(dir, "none/file", "value"), -1);
}

static void written_is_never_in_part(void)
{
	char path[PATH_MAX], text[64] = "";
	struct stat st;
	FILE *f;

	CHECK_EQ(conf_write(dir, "whole", "before"), 0);
	f = fopen(conf_path(path, dir, "whole"), "re");
	CHECK(f);
	CHECK_EQ(conf_write(dir, "whole", "x"), 0);
	CHECK(f && fgets(text, sizeof(text), f) && !strcmp(text, "before\n"));
	if (f)
		fclose(f);
	/* what a link names is written */
	CHECK(!symlink("whole", conf_path(path, dir, "link")));
	CHECK_EQ(conf_write(dir, "link", "by the link"), 0);
	CHECK(!lstat(path, &st) && S_ISLNK(st.st_mode));
	f = fopen(conf_path(path, dir, "whole"), "re");
	CHECK(f && fgets(text, sizeof(text), f) &&
	      !strcmp(text, "by the link\n"));
	if (f)
		fclose(f);
}

static void long_paths_are_refused(void)
{
	static char name[PATH_MAX];
	char path[PATH_MAX];

	memset(name, 'x', PATH_MAX - 1);
	CHECK(!*conf_path(path, dir, "%s", name));
	CHECK(!conf_has(dir, "%s", name));
	CHECK(!conf_read(name, "file"));
	CHECK_EQ(conf_write(dir, name, "value"), -1);
}

static const struct tap_test tests[] = {
	TAP_TEST(scalars_are_the_first_line),
	TAP_TEST(numbers_are_checked),
	TAP_TEST(lists_are_lines),
	TAP_TEST(size_has_a_limit),
	TAP_TEST(bytes_may_be_any),
	TAP_TEST(entries_leave_backups_out),
	TAP_TEST(written_is_read),
	TAP_TEST(written_is_never_in_part),
	TAP_TEST(long_paths_are_refused),
};

static int remove_all(const char *path)
{
	char command[PATH_MAX];

	snprintf(command, sizeof(command), "rm -r '%s'", path);
	return system(command);
}

int main(void)
{
	int ret;

	if (!mkdtemp(dir))
		return 1;
	ret = tap_main(tests, sizeof(tests) / sizeof(tests[0]));
	return remove_all(dir) ? 1 : ret;
}
