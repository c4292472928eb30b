// SPDX-License-Identifier: GPL-2.0-only
/*
 * The walk: its order, what it leaves out, and that it follows no link.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <sys/stat.h>

#include "tap.h"
#include "walk.h"

static char seen[1024];
static int failures;

static int note(int fd, const char *path, const struct stat *st, void *arg)
{
	struct stat own;

	CHECK(arg == seen);
	CHECK_EQ(fstat(fd, &own), 0);
	CHECK_EQ(own.st_ino, st->st_ino);
	strcat(seen, path);
	strcat(seen, " ");
	return 0;
}

static void count_failure(const char *path, void *arg)
{
	(void)path;
	(void)arg;
	failures++;
}

static void make_file(const char *path)
{
	int fd = open(path, O_WRONLY | O_CREAT, 0600);

	CHECK(fd >= 0);
	close(fd);
}

/* d/{a/x,b,.h,l->a} */
static void make_tree(void)
{
	char dir[] = "/tmp/walk.XXXXXX";

	CHECK(mkdtemp(dir));
	CHECK_EQ(chdir(dir), 0);
	CHECK_EQ(mkdir("d", 0700), 0);
	CHECK_EQ(mkdir("d/a", 0700), 0);
	make_file("d/a/x");
	make_file("d/b");
	make_file("d/.h");
	CHECK_EQ(symlink("a", "d/l"), 0);
}

static void check_walk(struct walk w, const char *path, const char *want)
{
	w.visit = note;
	w.failed = count_failure;
	*seen = 0;
	CHECK_EQ(walk(&w, path, seen), 0);
	if (strcmp(seen, want))
		printf("# '%s'\n", seen);
	CHECK(!strcmp(seen, want));
}

static void order_is_files_then_directories(void)
{
	make_tree();
	check_walk((struct walk){ .recurse = true }, "d",
		   "d d/b d/l d/a d/a/x ");
	check_walk((struct walk){ .recurse = true }, "d//",
		   "d// d/b d/l d/a d/a/x ");
}

static void lists_are_one_level(void)
{
	make_tree();
	check_walk((struct walk){ .list = true }, "d", "d d/b d/l d/a ");
	check_walk((struct walk){ .list = false }, "d", "d ");
	check_walk((struct walk){ .list = true, .hidden = true }, "d",
		   "d d/.h d/b d/l d/a ");
}

static void links_are_not_followed(void)
{
	make_tree();
	check_walk((struct walk){ .recurse = true }, "d/l", "d/l ");
}

static void missing_files_fail(void)
{
	struct walk w = { .visit = note, .failed = count_failure };

	CHECK_EQ(walk(&w, "/no/such/file", seen), -1);
	CHECK_EQ(failures, 1);
}

static const struct tap_test tests[] = {
	TAP_TEST(order_is_files_then_directories),
	TAP_TEST(lists_are_one_level),
	TAP_TEST(links_are_not_followed),
	TAP_TEST(missing_files_fail),
};

int main(void)
{
	return tap_main(tests, sizeof(tests) / sizeof(tests[0]));
}
