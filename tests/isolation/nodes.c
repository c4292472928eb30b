// SPDX-License-Identifier: GPL-2.0-only
/*
 * Nodes of devices, character and block, of each number of the tables: the
 * scenario made them in /dev of the guest, named c10:200 and b8:0.
 */
#include <stdlib.h>
#include <sys/ioctl.h>

#include "rows.h"
#include "rows-devices.h"
#include "rows-nodes.h"

/* a number stands for several devices: which are to be opened, and whose */
static const struct numbers {
	const char *number, *own, *host;
} numbers[] = {
	{ "1", "c1:3 c1:5 c1:7 c1:8 c1:9",
	  "c1:1 c1:2 c1:4 c1:6 c1:10 c1:11 b1:0 b1:3 b1:5 b1:7 b1:8 b1:9" },
	{ "5", "c5:0 c5:2", "c5:1 c5:3 b5:0 b5:2" },
	/* in devpts only, see terminals() */
	{ "136", "", "" },
};

/* numbers that no row has: dynamic ones, and a slave outside of devpts */
static const char *const others[] = {
	"c136:0", "b136:0", "c234:0", "c240:0", "b240:0", "b254:0", "c511:1",
};

struct node {
	char path[64];
	int flags;
	bool takes_terminal;
};

/* /dev/tty is the caller's own, if it has one */
static int take_terminal(void)
{
	int fd = posix_openpt(O_RDWR);

	if (fd < 0 || unlockpt(fd) < 0 || setsid() < 0)
		return -1;
	return open(ptsname(fd), O_RDWR);
}

static long open_node(void *arg)
{
	struct node *node = arg;

	if (node->takes_terminal && take_terminal() < 0)
		return -1;
	return open(node->path, node->flags | O_NONBLOCK);
}

static void attempt(const char *table, const char *name, const char *column,
		    const char *path)
{
	static const int flags[] = { O_RDONLY, O_WRONLY, O_RDWR };
	struct node node = { .takes_terminal = !strcmp(path, "/dev/c5:0") };
	size_t i;

	snprintf(node.path, sizeof(node.path), "%s", path);
	for (i = 0; i < ROWS(flags); i++) {
		node.flags = flags[i];
		cell(table, name, column, result_of(errno_of(open_node, &node)));
	}
}

/* each of some names of nodes, with a space between */
static void each_node(const struct row *row, const char *column,
		      const char *names)
{
	char *copy = strdup(names), *name, path[64];

	for (name = strtok(copy, " "); name; name = strtok(NULL, " ")) {
		snprintf(path, sizeof(path), "/dev/%s", name);
		attempt("nodes", row->name, column, path);
	}
	free(copy);
}

static void nodes_of(const struct row *row)
{
	const char *minor = strchr(row->where, ':') ? "" : ":0";
	char names[64];
	size_t i;

	for (i = 0; i < ROWS(numbers); i++) {
		if (strcmp(numbers[i].number, row->where))
			continue;
		each_node(row, "own", numbers[i].own);
		each_node(row, "host", numbers[i].host);
		return;
	}
	snprintf(names, sizeof(names), "c%s%s b%s%s", row->where, minor,
		 row->where, minor);
	each_node(row, "host", names);
}

/* slaves of an instance of devpts that guests and host have in common */
static void terminals(void)
{
	static const char name[] = "UNIX98_PTY_SLAVE_MAJOR";
	int fd = posix_openpt(O_RDWR);

	if (fd >= 0 && !unlockpt(fd))
		attempt("nodes", name, "own", ptsname(fd));
	attempt("nodes", name, "other", fact_of(OTHER, "TERMINAL"));
	attempt("nodes", name, "host", fact_of(HOST, "TERMINAL"));
}

int main(void)
{
	char path[64];
	size_t i;

	for (i = 0; i < ROWS(devices_rows); i++) {
		snprintf(path, sizeof(path), "/dev/c%s", devices_rows[i].where);
		attempt("devices", devices_rows[i].name, "rule", path);
	}
	for (i = 0; i < ROWS(nodes_rows); i++)
		nodes_of(&nodes_rows[i]);
	for (i = 0; i < ROWS(others); i++) {
		snprintf(path, sizeof(path), "/dev/%s", others[i]);
		attempt("nodes", others[i], "host", path);
	}
	terminals();
	return 0;
}
