// SPDX-License-Identifier: GPL-2.0-only
/*
 * Names and ids of guests that do not run, in a directory of the test's own.
 */
#define _GNU_SOURCE
#include <stdio.h>

static char confdir[] = "/tmp/guest_test.XXXXXX";
#define CONFDIR	confdir

#include "guest.c"
#include "tap.h"

static void make_guest(const char *name, const char *context)
{
	char dir[PATH_MAX], path[PATH_MAX];

	conf_path(dir, confdir, "%s", name);
	CHECK_EQ(conf_mkdirs(conf_path(path, dir, "vdir"), 0755), 0);
	if (context)
		CHECK_EQ(conf_write(dir, "context", context), 0);
}

static void is_at(const char *name, const char *want)
{
	char dir[PATH_MAX] = "", path[PATH_MAX];

	CHECK_EQ(guest_find(name, dir), 0);
	conf_path(path, confdir, "%s", want);
	if (strcmp(dir, path))
		printf("# %s: %s, not %s\n", name, dir, path);
	CHECK(!strcmp(dir, path));
}

static void is_none(const char *name)
{
	char dir[PATH_MAX];

	if (!guest_find(name, dir))
		printf("# '%s' is '%s'\n", name, dir);
	CHECK_EQ(guest_find(name, dir), -1);
	CHECK_EQ(errno, ENOENT);
}

static void names_are_found(void)
{
	char path[PATH_MAX];

	make_guest("alpha", NULL);
	CHECK_EQ(symlink("alpha", conf_path(path, confdir, "link")), 0);
	is_at("alpha", "alpha");
	is_at("alpha/", "alpha");
	is_at("alpha//", "alpha");
	is_at("link", "link");
	is_at(conf_path(path, confdir, "alpha"), "alpha");
	is_at(conf_path(path, confdir, "alpha//"), "alpha");
	CHECK_EQ(chdir(confdir), 0);
	is_at("./alpha", "alpha");
	CHECK_EQ(chdir("alpha"), 0);
	is_at("../alpha/", "alpha");
	CHECK_EQ(chdir("/"), 0);
}

static void others_are_not(void)
{
	static char long_name[2 * PATH_MAX];

	is_none("");
	is_none(".");
	is_none("..");
	is_none("/");
	is_none("beta");
	is_none("alpha/vdir");
	is_none("alpha/../alpha");
	is_none(".alpha");
	is_none("./alpha");
	is_none("/none");
	memset(long_name, 'x', sizeof(long_name) - 1);
	is_none(long_name);
	*long_name = '/';
	is_none(long_name);
}

static void id_is(enum guest_id kind, const char *text, uint32_t want)
{
	uint32_t id = 77;

	CHECK_EQ(guest_parse_id(kind, text, false, &id), 0);
	CHECK_EQ(id, want);
}

static void id_fails(const char *text, bool running, int err)
{
	uint32_t id = 77;

	CHECK_EQ(guest_parse_id(GUEST_XID, text, running, &id), -1);
	CHECK_EQ(errno, err);
}

static void ids_are_numbers_or_names(void)
{
	char path[PATH_MAX];

	make_guest("gamma", "40007");
	make_guest("delta", "40008");
	conf_path(path, confdir, "delta");
	conf_write(path, "ncontext", "50");
	conf_write(path, "tag", "60");
	id_is(GUEST_XID, "123", 123);
	id_is(GUEST_XID, "4294967295", UINT32_MAX);
	id_is(GUEST_XID, "gamma", 40007);
	id_is(GUEST_XID, ":gamma", 40007);
	id_is(GUEST_NID, "gamma", 40007);
	id_is(GUEST_TAG, "gamma", 40007);
	id_is(GUEST_NID, "delta", 50);
	id_is(GUEST_TAG, "delta", 60);
	id_is(GUEST_XID, path, 40008);
	id_fails("gamma", true, ESRCH);
	id_fails("none", false, ENOENT);
	id_fails("-1", false, ENOENT);
	id_fails("4294967296", false, ENOENT);
	id_fails("12x", false, ENOENT);
}

static void wrong_ids_are_refused(void)
{
	static const char * const wrong[] = {
		"", "x", "-5", "5 6", "4294967296", "99999999999999999999999",
	};
	char path[PATH_MAX];
	size_t i;

	make_guest("wrong", NULL);
	id_fails("wrong", false, ESRCH);
	conf_path(path, confdir, "wrong");
	for (i = 0; i < sizeof(wrong) / sizeof(*wrong); i++) {
		conf_write(path, "context", wrong[i]);
		id_fails("wrong", false, ESRCH);
	}
}

/* a run file says nothing without a context of that name */
static void run_files_are_not_believed(void)
{
	char path[PATH_MAX];
	uint32_t id = 0;

	make_guest("stale", "40009");
	conf_path(path, confdir, "stale");
	CHECK_EQ(guest_run_id(path, &id), -1);
	conf_write(path, "run", "40009");
	CHECK_EQ(guest_run_id(path, &id), 0);
	CHECK_EQ(id, 40009);
	CHECK(!guest_is_running(path, &id));
}

static void display_names_are_told(void)
{
	char path[PATH_MAX], name[NAME_MAX + 1], text[NAME_MAX + 100];

	make_guest("eps", NULL);
	conf_path(path, confdir, "eps");
	guest_display_name(path, name);
	CHECK(!strcmp(name, "eps"));
	conf_write(path, "name", "The Guest");
	guest_display_name(path, name);
	CHECK(!strcmp(name, "The Guest"));
	memset(text, 'x', sizeof(text));
	text[sizeof(text) - 1] = 0;
	conf_write(path, "name", text);
	guest_display_name(path, name);
	CHECK_EQ(strlen(name), NAME_MAX);
}

static const struct tap_test tests[] = {
	TAP_TEST(names_are_found),
	TAP_TEST(others_are_not),
	TAP_TEST(ids_are_numbers_or_names),
	TAP_TEST(wrong_ids_are_refused),
	TAP_TEST(run_files_are_not_believed),
	TAP_TEST(display_names_are_told),
};

int main(void)
{
	char command[PATH_MAX];
	int ret;

	if (!mkdtemp(confdir))
		return 1;
	ret = tap_main(tests, sizeof(tests) / sizeof(tests[0]));
	snprintf(command, sizeof(command), "rm -r '%s'", confdir);
	return system(command) ? 1 : ret;
}
