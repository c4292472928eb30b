// SPDX-License-Identifier: GPL-2.0-only
/*
 * The methods of `vserver NAME build': each fills the root of a guest.
 */
#define _GNU_SOURCE
#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <fcntl.h>
#include <iconv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "build.h"
#include "cli.h"

#define MAX_ARGS	64

/* the options of a method stand behind `--' */
static int parse(struct build *b, const struct cli_option *options,
		 const char *name, void *values)
{
	const struct cli_tool tool = {
		.name = name,
		.purpose = "a method of vserver build",
		.synopsis = "[OPTION...] [-- ...]",
		.options = options,
		.usage_exit = 1,
	};
	char *argv[MAX_ARGS + 2] = { (char *)name };
	int i;

	for (i = 0; i < b->argc && i < MAX_ARGS; i++)
		argv[i + 1] = b->argv[i];
	i = cli_parse(&tool, i + 1, argv, values) - 1;
	msg_set_program("vserver");
	return i;
}

/* ---- skeleton: an empty root, then a command of the caller ---- */

int build_skeleton(struct build *b)
{
	static const struct cli_option none[] = { { 0 } };
	int first = parse(b, none, "skeleton", NULL);

	if (first >= b->argc || !front_run(b->argv + first))
		return 0;
	msg_error("'%s' failed", b->argv[first]);
	return -1;
}

/* ---- debootstrap ---- */

struct debootstrap {
	const char *suite;
	const char *mirror;
	const char *script;
};

static const struct cli_option debootstrap_options[] = {
	{ "dist", 'd', "SUITE", "distribution, e.g. bookworm", cli_set_string,
	  offsetof(struct debootstrap, suite), 0 },
	{ "mirror", 'm', "URL", "where packages come from", cli_set_string,
	  offsetof(struct debootstrap, mirror), 0 },
	{ "script", 's', "FILE", "script of debootstrap", cli_set_string,
	  offsetof(struct debootstrap, script), 0 },
	{ 0 }
};

/* the suite of the host: the natural one for a guest */
static const char *host_suite(void)
{
	static char suite[64];
	FILE *f = fopen("/etc/os-release", "re");
	char line[256];

	while (f && fgets(line, sizeof(line), f))
		if (sscanf(line, "VERSION_CODENAME=%63[a-z]", suite) == 1)
			break;
	if (f)
		fclose(f);
	return *suite ? suite : NULL;
}

static char *configured(const char *suite, const char *name)
{
	char dir[PATH_MAX], *value;

	conf_path(dir, CONFDIR "/.distributions", "%s", suite);
	value = conf_scalar(dir, name);
	if (!value)
		value = conf_scalar(DEFAULTS "/apps/debootstrap",
				    name + strlen("debootstrap."));
	return value;
}

static void add_options(char **argv, int *n, char *text)
{
	char *save = NULL, *word;

	for (word = text ? strtok_r(text, " \t", &save) : NULL;
	     word && *n < MAX_ARGS; word = strtok_r(NULL, " \t", &save))
		argv[(*n)++] = word;
}

int build_debootstrap(struct build *b)
{
	struct debootstrap d = { 0 };
	int first = parse(b, debootstrap_options, "debootstrap", &d);
	char *argv[2 * MAX_ARGS + 8] = { "debootstrap" };
	int n = 1;

	if (!d.suite)
		d.suite = host_suite();
	if (!d.suite) {
		msg_error("debootstrap: no distribution: -d names one");
		return -1;
	}
	add_options(argv, &n, configured(d.suite, "debootstrap.options"));
	for (; first < b->argc && n < 2 * MAX_ARGS; first++)
		argv[n++] = b->argv[first];
	argv[n++] = (char *)d.suite;
	argv[n++] = b->vdir;
	if (!d.mirror)
		d.mirror = configured(d.suite, "debootstrap.mirror");
	if (d.mirror || d.script)
		argv[n++] = (char *)(d.mirror ? d.mirror : "");
	if (d.script)
		argv[n++] = (char *)d.script;
	if (!front_run(argv))
		return 0;
	msg_error("debootstrap of '%s' failed; its log is"
		  " '%s/debootstrap/debootstrap.log'", d.suite, b->vdir);
	return -1;
}

/* ---- template: tar and cpio archives, however compressed ---- */

struct template {
	const char *file[BUILD_MANY];
	size_t count;
	bool keep_devices;
};

static int add_template(void *values, const struct cli_option *option,
			const char *arg)
{
	struct template *t = values;

	(void)option;
	if (t->count == BUILD_MANY) {
		msg_error("more than %d templates", BUILD_MANY);
		return -1;
	}
	t->file[t->count++] = arg;
	return 0;
}

static const struct cli_option template_options[] = {
	{ "template", 't', "FILE", "archive; may be repeated", add_template,
	  0, 0 },
	{ "nodevsanity", 0, NULL, "accepted; a guest's /dev is always ours",
	  cli_set_true, offsetof(struct template, keep_devices), 0 },
	{ 0 }
};

/* one file; an error is told of */
static int unpack_entry(struct archive *in, struct archive *out,
			struct archive_entry *entry, const char *file)
{
	const char *path = archive_entry_pathname(entry);

	if (!archive_entry_hardlink(entry) &&
	    !build_may_have(archive_entry_stat(entry))) {
		msg_warn("%s: '%s' is left out: no device for guests", file,
			 path);
		return 0;
	}
	if (archive_write_header(out, entry) >= ARCHIVE_WARN &&
	    (archive_entry_size(entry) <= 0 || !build_copy_data(in, out)))
		return 0;
	msg_error("%s: cannot unpack '%s': %s", file, path,
		  archive_error_string(out) ? : archive_error_string(in));
	return -1;
}

static int unpack(struct archive *in, const char *file)
{
	struct archive *out = archive_write_disk_new();
	struct archive_entry *entry;
	int r, err = 0;

	archive_write_disk_set_options(out, ARCHIVE_EXTRACT_OWNER |
		ARCHIVE_EXTRACT_PERM | ARCHIVE_EXTRACT_TIME |
		ARCHIVE_EXTRACT_ACL | ARCHIVE_EXTRACT_XATTR |
		ARCHIVE_EXTRACT_SECURE_NODOTDOT | ARCHIVE_EXTRACT_UNLINK);
	while (!err && (r = archive_read_next_header(in, &entry)) !=
	       ARCHIVE_EOF) {
		if (r >= ARCHIVE_WARN) {
			err = unpack_entry(in, out, entry, file);
		} else {
			msg_error("%s: %s", file, archive_error_string(in));
			err = -1;
		}
	}
	if (archive_write_close(out) < ARCHIVE_WARN)
		err = -1;
	archive_write_free(out);
	return err;
}

/*
 * In the root the C library must not load modules, which would be those of the
 * archive: the formats are the ones that name no character set, and the list
 * of character sets is read here.
 */
static struct archive *open_template(int fd, const char *file)
{
	struct archive *in = archive_read_new();
	iconv_t names = iconv_open("UTF-8", "ASCII");

	if (names != (iconv_t)-1)
		iconv_close(names);
	archive_read_support_filter_all(in);
	archive_read_support_format_tar(in);
	archive_read_support_format_cpio(in);
	if (archive_read_open_fd(in, fd, 1 << 16) >= ARCHIVE_WARN)
		return in;
	msg_error("%s: Unknown format: %s", file, archive_error_string(in));
	archive_read_free(in);
	return NULL;
}

/* unpacked from inside the root, so that no link in the archive leads out */
static int unpack_in(const struct build *b, const char *file)
{
	int fd = open(file, O_RDONLY | O_CLOEXEC), status = 1;
	struct archive *in;
	pid_t pid;

	if (fd < 0) {
		msg_errno("cannot open the template '%s'", file);
		return -1;
	}
	in = open_template(fd, file);
	if (in) {
		pid = fork();
		if (!pid)
			_exit(chroot(b->vdir) || chdir("/") ||
			      unpack(in, file) ? 1 : 0);
		if (pid < 0 || waitpid(pid, &status, 0) < 0)
			msg_errno("cannot unpack '%s'", file);
		archive_read_free(in);
	}
	close(fd);
	return status ? -1 : 0;
}

int build_template(struct build *b)
{
	struct template t = { 0 };
	size_t i;

	parse(b, template_options, "template", &t);
	if (!t.count) {
		msg_error("template: no archive: -t names one");
		return -1;
	}
	for (i = 0; i < t.count; i++)
		if (unpack_in(b, t.file[i]))
			return -1;
	return 0;
}

/* ---- clone ---- */

struct clone {
	const char *source;
};

static const struct cli_option clone_options[] = {
	{ "source", 's', "SOURCE", "a guest, or a directory", cli_set_string,
	  offsetof(struct clone, source), 0 },
	{ 0 }
};

int build_clone(struct build *b)
{
	struct clone c = { 0 };
	char dir[PATH_MAX], path[PATH_MAX], from[PATH_MAX];

	parse(b, clone_options, "clone", &c);
	if (!c.source) {
		msg_error("clone: no source: -s names a guest or a directory");
		return -1;
	}
	if (!guest_find(c.source, dir))
		conf_path(path, dir, "vdir");
	else
		snprintf(path, sizeof(path), "%s", c.source);
	if (!realpath(path, from)) {
		msg_errno("no guest or directory '%s'", c.source);
		return -1;
	}
	return build_copy_tree(from, b->vdir);
}
