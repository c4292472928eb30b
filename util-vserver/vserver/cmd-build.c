// SPDX-License-Identifier: GPL-2.0-only
/*
 * vserver NAME build
 *
 * The root is filled first, the configuration written last: a guest whose
 * build failed has none, and what was made is removed.
 */
#define _GNU_SOURCE
#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "build.h"
#include "cli.h"

static const struct {
	const char *name;
	int (*fill)(struct build *b);
} methods[] = {
	{ "clone",		build_clone },
	{ "debootstrap",	build_debootstrap },
	{ "skeleton",		build_skeleton },
	{ "template",		build_template },
};

static int add_to(const char **list, size_t *count, const char *what,
		  const char *arg)
{
	if (*count == BUILD_MANY) {
		msg_error("more than %d options --%s", BUILD_MANY, what);
		return -1;
	}
	list[(*count)++] = arg;
	return 0;
}

static int add_interface(void *values, const struct cli_option *option,
			 const char *arg)
{
	struct build *b = values;

	return add_to(b->interface, &b->interfaces, option->name, arg);
}

static int add_flags(void *values, const struct cli_option *option,
		     const char *arg)
{
	struct build *b = values;

	return add_to(b->flags, &b->nflags, option->name, arg);
}

#define STRING(name, letter, arg, help, field)				\
	{ name, letter, arg, help, cli_set_string,			\
	  offsetof(struct build, field), 0 }
#define TRUE(name, help, field)						\
	{ name, 0, NULL, help, cli_set_true,				\
	  offsetof(struct build, field), 0 }

static const struct cli_option options[] = {
	STRING("method", 'm', "METHOD", "clone, debootstrap, skeleton, template",
	       method),
	STRING("name", 'n', "NAME", NULL, name),
	TRUE("force", "rename what is in the way", force),
	TRUE("i-know-its-there", "the root may have files", exists_ok),
	TRUE("keep", "remove nothing on failure", keep),
	STRING("rootdir", 0, "DIR", "where roots of guests are", rootdir),
	STRING("confdir", 0, "DIR", "configuration directory", confdir_text),
	STRING("context", 0, "XID", "context id (the next free one)", context),
	STRING("lockfile", 0, "FILE", "run file", lockfile),
	STRING("hostname", 0, "NAME", "the guest's name", hostname),
	STRING("netdev", 0, "DEV", "device of all interfaces", netdev),
	STRING("netmask", 0, "MASK", "mask of all interfaces", netmask),
	STRING("netprefix", 0, "N", "prefix of all interfaces", netprefix),
	STRING("netbcast", 0, "ADDR", "broadcast address", netbcast),
	{ "interface", 0, "[NAME=][DEV:]IP[/N]", "an address; may be repeated",
	  add_interface, 0, 0 },
	{ "flags", 0, "LIST", "context flags; may be repeated", add_flags, 0,
	  0 },
	STRING("initstyle", 0, "STYLE", "plain or sysv (what fits)",
	       initstyle),
	{ 0 }
};

static const struct cli_tool tool = {
	.name = "vserver GUEST build",
	.purpose = "make a guest",
	.synopsis = "-m METHOD [OPTION...] [-- METHOD-OPTION...]",
	.options = options,
	.usage_exit = 1,
};

static bool is_good_name(const char *name)
{
	size_t i;

	for (i = 0; name[i]; i++)
		if (!isalnum((unsigned char)name[i]) && !strchr("._-", name[i]))
			return false;
	return *name && *name != '.' && *name != '-' &&
	       strlen(name) <= VHI_NAME_LEN - sizeof(CONFDIR "/");
}

static int find_paths(struct build *b)
{
	char base[PATH_MAX];

	if (!is_good_name(b->name)) {
		msg_error("'%s' is no name for a guest: letters, digits, dot,"
			  " dash and underscore are, dot and dash not first",
			  b->name);
		return -1;
	}
	if (b->confdir_text)
		snprintf(b->confdir, PATH_MAX, "%s", b->confdir_text);
	else
		conf_path(b->confdir, CONFDIR, "%s", b->name);
	if (!b->rootdir)
		b->rootdir = realpath(DEFAULTS "/vdirbase", base) ?
			     strdup(base) : VROOT;
	if (*b->confdir != '/' || *b->rootdir != '/') {
		msg_error("'%s' is not an absolute path",
			  *b->confdir != '/' ? b->confdir : b->rootdir);
		return -1;
	}
	conf_path(b->vdir, b->rootdir, "%s", b->name);
	return 0;
}

static int rename_old(const char *path)
{
	char aside[PATH_MAX + 32];

	if (access(path, F_OK))
		return 0;
	snprintf(aside, sizeof(aside), "%s.~%lld~", path,
		 (long long)time(NULL));
	if (rename(path, aside)) {
		msg_errno("cannot rename '%s'", path);
		return -1;
	}
	printf("Renamed '%s' to '%s'\n", path, aside);
	return 0;
}

static int check_target(struct build *b)
{
	if (guest_is_running(b->confdir, NULL)) {
		msg_error("vserver '%s' is running", b->name);
		return -1;
	}
	if (b->force && (rename_old(b->confdir) || rename_old(b->vdir)))
		return -1;
	if (!access(b->confdir, F_OK)) {
		msg_error("'%s' exist already: --force renames it",
			  b->confdir);
		return -1;
	}
	return 0;
}

/* without a word about it, systemd is started as process 1 */
static void choose_style(struct build *b)
{
	struct guest guest = { 0 };

	strcpy(guest.vdir, b->vdir);
	if (!b->initstyle && init_is_systemd(&guest))
		b->initstyle = "plain";
}

static int make(struct build *b, size_t method)
{
	if (build_make_root(b) || methods[method].fill(b) ||
	    build_finish_root(b))
		return -1;
	choose_style(b);
	return build_write_config(b);
}

static int find_method(const struct build *b, size_t *method)
{
	size_t i;

	if (!b->method) {
		msg_error("No build-method specified");
		return -1;
	}
	for (i = 0; i < sizeof(methods) / sizeof(*methods); i++)
		if (!strcmp(methods[i].name, b->method)) {
			*method = i;
			return 0;
		}
	msg_error("Unknown build-method '%s'", b->method);
	return -1;
}

int cmd_build(struct front *front, int argc, char **argv)
{
	struct build b = { .name = front->name };
	size_t method;
	int first;

	first = cli_parse(&tool, argc, argv, &b);
	msg_set_program("vserver");
	b.argc = argc - first;
	b.argv = argv + first;
	if (find_method(&b, &method) || find_paths(&b) || build_check_config(&b) ||
	    lock_guest(b.confdir, LOCK_SECONDS) < 0 || check_target(&b))
		return 1;
	/* a guest's users must be able to enter its root */
	umask(022);
	if (!make(&b, method))
		return 0;
	msg_error("build of '%s' failed%s", b.name,
		  b.keep ? "; what was made is kept" : "");
	if (!b.keep) {
		build_remove_tree(b.confdir);
		if (b.own_root)
			build_remove_tree(b.vdir);
	}
	return 1;
}
