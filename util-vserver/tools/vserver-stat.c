// SPDX-License-Identifier: GPL-2.0-only
/*
 * vserver-stat: what each context uses.
 *
 * Names and ages of the contexts come from the system call, which the host
 * has; then the tool becomes a spectator, which can change nothing, and adds
 * up what /proc tells of every process.
 */
#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "cli.h"
#include "columns.h"
#include "guest.h"
#include "msg.h"
#include "vserver.h"

#define EXIT_FAILED	1
#define IDS		(VX_MAX_XID + 1)

struct row {
	bool shown;
	unsigned int processes;
	uint64_t vsz, rss;		/* bytes, pages */
	uint64_t user, system;		/* ticks */
	uint64_t uptime;		/* milliseconds */
	char *name;
};

static struct row *rows[IDS];

static int ignore(void *values, const struct cli_option *option,
		  const char *arg)
{
	(void)values;
	(void)option;
	(void)arg;
	return 0;
}

static const struct cli_option options[] = {
	{ "sort", 'O', "KEY", "accepted and ignored", ignore, 0, 0 },
	{ 0 }
};

static const struct cli_tool tool = {
	.name = "vserver-stat",
	.purpose = "what each context uses",
	.synopsis = "",
	.options = options,
	.usage_exit = EXIT_FAILED,
};

static struct row *get_row(uint32_t xid)
{
	if (xid >= IDS)
		return NULL;
	if (!rows[xid])
		rows[xid] = calloc(1, sizeof(struct row));
	return rows[xid];
}

static bool parse_id(const char *text, uint32_t *id)
{
	unsigned long value;
	char *end;

	if (!isdigit((unsigned char)*text))
		return false;
	value = strtoul(text, &end, 10);
	*id = value;
	return !*end && value < UINT32_MAX;
}

static uint64_t boot_time(void)
{
	struct timespec now;

	clock_gettime(CLOCK_BOOTTIME, &now);
	return now.tv_sec * 1000ULL + now.tv_nsec / 1000000;
}

static char *name_of(uint32_t xid)
{
	char dir[PATH_MAX], name[NAME_MAX + 1];

	if (guest_of_xid(xid, dir))
		return NULL;
	guest_display_name(dir, name);
	return strdup(name);
}

/* every context, also one without processes */
static int read_contexts(void)
{
	DIR *dir = opendir("/proc/virtual");
	struct vcmd_virt_stat_v0 stat;
	struct dirent *e;
	struct row *row;
	uint32_t xid;

	if (!dir)
		return -1;
	while ((e = readdir(dir))) {
		if (!parse_id(e->d_name, &xid) ||
		    vc_get_virt_stat(xid, &stat) < 0)
			continue;
		row = get_row(xid);
		if (!row)
			continue;
		row->shown = true;
		row->uptime = stat.uptime / 1000000;
		row->name = name_of(xid);
	}
	closedir(dir);
	return 0;
}

static size_t read_file(const char *pid, const char *name, char *buf,
			size_t size)
{
	char path[64];
	size_t len;
	FILE *f;

	snprintf(path, sizeof(path), "/proc/%.12s/%s", pid, name);
	f = fopen(path, "re");
	if (!f)
		return 0;
	len = fread(buf, 1, size - 1, f);
	buf[len] = 0;
	fclose(f);
	return len;
}

/*
 * A process that has just ended leaves nothing to read: it is not counted.
 * Neither is a zombie; its context may have ended before it.
 */
static void add_process(const char *pid)
{
	unsigned long long user, sys, start, vsz;
	char buf[1024], *end, state;
	struct row *row;
	unsigned int xid;
	uint64_t age;
	long rss;

	if (!read_file(pid, "vinfo", buf, sizeof(buf)) ||
	    sscanf(buf, "XID: %u", &xid) != 1 ||
	    !read_file(pid, "stat", buf, sizeof(buf)))
		return;
	/* the name of the program may hold anything, also parentheses */
	end = strrchr(buf, ')');
	row = get_row(xid);
	if (!end || !row ||
	    sscanf(end + 1, " %c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u "
		   "%llu %llu %*d %*d %*d %*d %*d %*d %llu %llu %ld",
		   &state, &user, &sys, &start, &vsz, &rss) != 6 ||
	    state == 'Z' || (xid > VX_WATCH_XID && !row->shown))
		return;
	age = boot_time() - start * 1000 / sysconf(_SC_CLK_TCK);
	if (xid <= VX_WATCH_XID && (!row->shown || age > row->uptime))
		row->uptime = age;
	row->shown = true;
	row->processes++;
	row->user += user;
	row->system += sys;
	row->vsz += vsz;
	row->rss += rss > 0 ? rss : 0;
}

static int read_processes(void)
{
	DIR *dir = opendir("/proc");
	uint32_t pid, own = getpid();
	struct dirent *e;

	if (!dir)
		return -1;
	while ((e = readdir(dir)))
		if (parse_id(e->d_name, &pid) && pid != own)
			add_process(e->d_name);
	closedir(dir);
	return 0;
}

static void print_row(uint32_t xid, const struct row *row)
{
	char vsz[COLUMN_TEXT], rss[COLUMN_TEXT], user[COLUMN_TEXT],
	     sys[COLUMN_TEXT], up[COLUMN_TEXT];
	const long ticks = sysconf(_SC_CLK_TCK);
	const char *name = row->name ? row->name : "";

	if (xid == VX_HOST_XID)
		name = "root server";
	else if (xid == VX_WATCH_XID)
		name = "monitoring server";
	column_size(row->vsz, vsz);
	column_size(row->rss * sysconf(_SC_PAGESIZE), rss);
	column_time(row->user * 1000 / ticks, user);
	column_time(row->system * 1000 / ticks, sys);
	column_time(row->uptime, up);
	printf("%-5u%5u%7s%7s%10s%10s%10s %.20s\n", xid, row->processes, vsz,
	       rss, user, sys, up, name);
}

int main(int argc, char **argv)
{
	uint32_t xid;

	argv += cli_parse(&tool, argc, argv, NULL);
	if (*argv)
		cli_usage(&tool, "'%s': no arguments are taken", *argv);
	if (vc_get_version() < 0) {
		msg_errno("cannot list contexts");
		return EXIT_FAILED;
	}
	if (read_contexts()) {
		msg_errno("/proc/virtual");
		return EXIT_FAILED;
	}
	if (vc_ctx_migrate(VX_WATCH_XID, 0) < 0) {
		msg_errno("cannot become a spectator");
		return EXIT_FAILED;
	}
	if (read_processes()) {
		msg_errno("/proc");
		return EXIT_FAILED;
	}
	puts("CTX   PROC    VSZ    RSS  userTIME   sysTIME    UPTIME NAME");
	for (xid = 0; xid < IDS; xid++)
		if (rows[xid] && rows[xid]->shown)
			print_row(xid, rows[xid]);
	return 0;
}
