// SPDX-License-Identifier: GPL-2.0-only
/*
 * vserver-info: one fact about a guest, a context, a process or the kernel.
 *
 * A table of tags; each function prints a line and returns 0, or returns 1
 * when there is no value.
 */
#define _GNU_SOURCE
#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/capability.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cli.h"
#include "conf.h"
#include "vcifeature.h"
#include "guest.h"
#include "msg.h"
#include "options.h"
#include "quote.h"
#include "vhiname.h"

#define EXIT_FAILED	1

/* "date, time"; the Makefile knows them */
#ifndef BUILD_DATE
#define BUILD_DATE	"???"
#endif
#define FEATURES	"/usr/lib/util-vserver/FEATURES.txt"

/* no value: silent, but for a kernel that cannot give any */
static int none(void)
{
	if (errno == ENOSYS)
		msg_errno("cannot ask the kernel");
	return EXIT_FAILED;
}

static int print_text(const char *text)
{
	quote_print(stdout, text);
	putchar('\n');
	return 0;
}

static int print_number(long value)
{
	if (value < 0)
		return none();
	printf("%ld\n", value);
	return 0;
}

/* ---- guests ---- */

/* a name, a path, or the number of a running context */
static int find_guest(const char *text, char *dir)
{
	uint32_t xid;

	if (isdigit((unsigned char)*text) &&
	    !guest_parse_id(GUEST_XID, text, true, &xid))
		return guest_of_xid(xid, dir);
	return guest_find(*text == ':' ? text + 1 : text, dir);
}

/* a wish for running contexts only: no word of yes, and the number 0 */
static bool is_false(const char *text)
{
	return text && *text && !strchr("yYtT", *text) && !atoi(text);
}

static int show_context(const char *text, char **args)
{
	uint32_t xid;

	if (guest_parse_id(GUEST_XID, text, is_false(args[0]), &xid))
		return none();
	return print_number(xid);
}

static int show_id(const char *text, char **args)
{
	char name[VHI_NAME_LEN];
	uint32_t xid;

	(void)args;
	if (guest_parse_id(GUEST_XID, text, true, &xid) ||
	    vc_get_vhi_name(xid, VHIN_CONTEXT, name) < 0)
		return none();
	return *name ? print_text(name) : EXIT_FAILED;
}

static int show_running(const char *text, char **args)
{
	struct vcmd_vx_info_v0 info;
	uint32_t xid;

	(void)args;
	if (guest_parse_id(GUEST_XID, text, true, &xid) ||
	    vc_get_vx_info(xid, &info) < 0)
		return none();
	return print_text("1");
}

static int show_vdir(const char *text, char **args)
{
	char dir[PATH_MAX], path[PATH_MAX], real[PATH_MAX];

	if (find_guest(text, dir))
		return none();
	conf_path(path, dir, "vdir");
	if (args[0] && !strcmp(args[0], "1")) {
		if (!realpath(path, real))
			return EXIT_FAILED;
		return print_text(real);
	}
	return print_text(path);
}

static int show_name(const char *text, char **args)
{
	char dir[PATH_MAX], name[NAME_MAX + 1];

	(void)args;
	if (find_guest(text, dir))
		return none();
	guest_display_name(dir, name);
	return print_text(name);
}

static int show_cfgdir(const char *text, char **args)
{
	char dir[PATH_MAX];

	(void)args;
	return find_guest(text, dir) ? none() : print_text(dir);
}

static int show_appdir(const char *text, char **args)
{
	char dir[PATH_MAX], path[PATH_MAX];
	const char *app = args[0] ? args[0] : "";

	if (find_guest(text, dir))
		return none();
	if (!conf_is_dir(dir, "apps/%s", app))
		return EXIT_FAILED;
	return print_text(conf_path(path, dir, *app ? "apps/%s" : "apps", app));
}

static int show_canonify(const char *text, char **args)
{
	(void)args;
	for (; *text; text++)
		if (isalnum((unsigned char)*text))
			putchar(*text);
	putchar('\n');
	return 0;
}

/* ---- contexts ---- */

static int print_init(uint32_t xid)
{
	struct vcmd_vx_info_v0 info;

	if (vc_get_vx_info(xid, &info) < 0)
		return none();
	return info.initpid ? print_number(info.initpid) : EXIT_FAILED;
}

static int show_initpid(const char *text, char **args)
{
	uint32_t xid;

	(void)args;
	if (guest_parse_id(GUEST_XID, text, true, &xid))
		return none();
	return print_init(xid);
}

static int show_uts(const char *text, char **args)
{
	char name[VHI_NAME_LEN];
	uint32_t xid;
	int i;

	if (guest_parse_id(GUEST_XID, text, true, &xid))
		return none();
	if (args[0]) {
		i = vhiname_parse(args[0], strlen(args[0]));
		if (i < 0) {
			msg_error("'%s' is no name of a context", args[0]);
			return EXIT_FAILED;
		}
		if (vc_get_vhi_name(xid, i, name) < 0)
			return none();
		return print_text(name);
	}
	if (vc_get_vhi_name(xid, VHIN_CONTEXT, name) < 0)
		return none();
	for (i = 0; i < VHINAME_COUNT; i++) {
		quote_print(stdout, vc_get_vhi_name(xid, i, name) < 0 ?
				    "???" : name);
		putchar(' ');
	}
	putchar('\n');
	return 0;
}

static int show_pxid(const char *text, char **args)
{
	(void)text;
	(void)args;
	return EXIT_FAILED;
}

static int show_xidtype(const char *text, char **args)
{
	int vci = vc_get_vci();
	const char *type;
	uint32_t xid;

	if (guest_parse_id(GUEST_XID, text, false, &xid))
		return none();
	type = xid_type(xid, vci < 0 ? 0 : vci);
	puts(type);
	if (!*args)
		return 0;
	for (; *args; args++)
		if (!strcasecmp(*args, type))
			return 0;
	return EXIT_FAILED;
}

/* ---- processes ---- */

/* "-" is the process that asks: this one */
static int parse_pid(const char *text, unsigned long *pid)
{
	*pid = 0;
	if (!strcmp(text, "-") || !option_parse_number(text, INT32_MAX, pid))
		return 0;
	msg_error("'%s' is no process id", text);
	return -1;
}

static int show_xid(const char *text, char **args)
{
	unsigned long pid;

	(void)args;
	return parse_pid(text, &pid) ? EXIT_FAILED :
				       print_number(vc_get_task_xid(pid));
}

static int show_nid(const char *text, char **args)
{
	unsigned long pid;

	(void)args;
	return parse_pid(text, &pid) ? EXIT_FAILED :
				       print_number(vc_get_task_nid(pid));
}

static int show_tag(const char *text, char **args)
{
	unsigned long pid;

	(void)args;
	return parse_pid(text, &pid) ? EXIT_FAILED :
				       print_number(vc_get_task_tag(pid));
}

static int show_initpid_pid(const char *text, char **args)
{
	unsigned long pid;
	int xid;

	(void)args;
	if (parse_pid(text, &pid))
		return EXIT_FAILED;
	xid = vc_get_task_xid(pid);
	return xid < 0 ? none() : print_init(xid);
}

/* ---- the kernel ---- */

static int show_apiver(const char *text, char **args)
{
	int version = vc_get_version();

	(void)text;
	(void)args;
	if (version < 0)
		return none();
	printf("0x%08x\n", version);
	return 0;
}

static void print_features(void)
{
	char line[512];
	FILE *f = fopen(FEATURES, "re");

	if (!f) {
		puts("FEATURES.txt not found");
		return;
	}
	while (fgets(line, sizeof(line), f))
		fputs(line, stdout);
	fclose(f);
}

static int show_sysinfo(const char *text, char **args)
{
	int version = vc_get_version(), vci = vc_get_vci();
	char api[16] = "???", word[24] = "???";
	struct utsname uts;

	(void)text;
	(void)args;
	if (uname(&uts))
		strcpy(uts.release, "???");
	if (version >= 0)
		snprintf(api, sizeof(api), "0x%08x", version);
	if (vci >= 0)
		snprintf(word, sizeof(word), "0x%016x", vci);
	printf("Versions:\n");
	printf("%25s: %s\n", "Kernel", uts.release);
	printf("%25s: %s\n", "VS-API", api);
	printf("%25s: %s\n", "VCI", word);
	printf("%25s: %s; %s\n\n", "util-vserver", VERSION, BUILD_DATE);
	print_features();
	return 0;
}

static int show_feature(const char *text, char **args)
{
	int version = vc_get_version(), vci = vc_get_vci();
	bool has;

	(void)text;
	if (!args[0]) {
		msg_error("FEATURE: no name is given");
		return EXIT_FAILED;
	}
	if (feature_known(args[0], version, vci < 0 ? 0 : vci, &has)) {
		msg_error("FEATURE: '%s' is unknown", args[0]);
		return EXIT_FAILED;
	}
	return has ? 0 : EXIT_FAILED;
}

/* in a child: what it does to itself does not come back */
static int try(int (*test)(void))
{
	pid_t child = fork();
	int status;

	if (!child)
		_exit(test());
	if (child < 0 || waitpid(child, &status, 0) < 0)
		return EXIT_FAILED;
	return WIFEXITED(status) && !WEXITSTATUS(status) ? 0 : EXIT_FAILED;
}

static int chroot_is_forbidden(void)
{
	cap_t caps = cap_init();

	if (geteuid() || !caps || cap_set_proc(caps))
		return EXIT_FAILED;
	return chroot("/") && errno == EPERM ? 0 : EXIT_FAILED;
}

static int watch_reads_uptime(void)
{
	char byte;
	int fd;

	if (vc_ctx_migrate(VX_WATCH_XID, 0) < 0)
		return none();
	fd = open("/proc/uptime", O_RDONLY | O_CLOEXEC);
	return fd >= 0 && read(fd, &byte, 1) == 1 ? 0 : EXIT_FAILED;
}

static int show_verifycap(const char *text, char **args)
{
	(void)text;
	(void)args;
	return try(chroot_is_forbidden);
}

static int show_verifyproc(const char *text, char **args)
{
	(void)text;
	(void)args;
	return try(watch_reads_uptime);
}

/* ---- the table ---- */

static const struct {
	const char *name;
	int (*show)(const char *text, char **args);
} tags[] = {
	{ "CONTEXT", show_context },
	{ "ID", show_id },
	{ "RUNNING", show_running },
	{ "VDIR", show_vdir },
	{ "NAME", show_name },
	{ "CFGDIR", show_cfgdir },
	{ "APPDIR", show_appdir },
	{ "INITPID", show_initpid },
	{ "INITPID_PID", show_initpid_pid },
	{ "XID", show_xid },
	{ "NID", show_nid },
	{ "TAG", show_tag },
	{ "APIVER", show_apiver },
	{ "UTS", show_uts },
	{ "SYSINFO", show_sysinfo },
	{ "FEATURE", show_feature },
	{ "PXID", show_pxid },
	{ "CANONIFY", show_canonify },
	{ "VERIFYCAP", show_verifycap },
	{ "VERIFYPROC", show_verifyproc },
	{ "XIDTYPE", show_xidtype },
};

#define NR_TAGS		(sizeof(tags) / sizeof(*tags))

struct values {
	bool quiet, list;
};

static const struct cli_option options[] = {
	{ "quiet", 'q', NULL, "print nothing, the exit status tells",
	  cli_set_true, offsetof(struct values, quiet), 0 },
	{ "list", 'l', NULL, "list the tags", cli_set_true,
	  offsetof(struct values, list), 0 },
	{ 0 }
};

static const struct cli_tool tool = {
	.name = "vserver-info",
	.purpose = "one fact about a guest, a context, a process or the kernel",
	.synopsis = "[-q] guest|pid|xid|- TAG [argument ...]\n-l",
	.options = options,
	.usage_exit = EXIT_FAILED,
};

static int list_tags(void)
{
	size_t i;

	printf("Valid tags are: ");
	for (i = 0; i < NR_TAGS; i++)
		printf("%s%s", i ? ", " : "", tags[i].name);
	putchar('\n');
	return 0;
}

int main(int argc, char **argv)
{
	struct values v = { 0 };
	size_t i;

	argv += cli_parse(&tool, argc, argv, &v);
	if (v.list)
		return list_tags();
	if (v.quiet && !freopen("/dev/null", "we", stdout)) {
		msg_errno("/dev/null");
		return EXIT_FAILED;
	}
	if (!argv[0] || !argv[1]) {
		show_sysinfo(NULL, NULL);
		fflush(stdout);
		fprintf(stderr, "\nTry '%s --help' for more information.\n",
			tool.name);
		return 0;
	}
	errno = 0;
	for (i = 0; i < NR_TAGS; i++)
		if (!strcmp(argv[1], tags[i].name))
			return tags[i].show(argv[0], argv + 2);
	msg_error("'%s' is no tag, see %s -l", argv[1], tool.name);
	return EXIT_FAILED;
}
