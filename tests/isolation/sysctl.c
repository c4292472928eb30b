// SPDX-License-Identifier: GPL-2.0-only
/*
 * Entries of /proc/sys: each that the host has, and each that the guest finds,
 * is read, and written with the value that it has.  Whether a value is the
 * guest's own or the host's, the row tells: both columns get the result.
 */
#include "tree.h"
#include "rows-sysctl.h"

static bool was_found[ROWS(sysctl_rows)];

static long peek(void *arg)
{
	char value[4096];
	int fd = open(arg, O_RDONLY | O_NONBLOCK);

	return fd < 0 ? -1 : read(fd, value, sizeof(value));
}

/* one that cannot be read acts when it is written: opening it is enough */
static long poke(void *arg)
{
	char value[4096];
	int in = open(arg, O_RDONLY | O_NONBLOCK);
	ssize_t size = in < 0 ? 0 : read(in, value, sizeof(value));
	int out = open(arg, O_WRONLY | O_NONBLOCK);

	if (out < 0)
		return -1;
	return size > 0 ? write(out, value, size) : 0;
}

static void cells(const char *name, const char *read, const char *write)
{
	cell("sysctl", name, "read", read);
	cell("sysctl", name, "own", write);
	cell("sysctl", name, "host", write);
}

/* the row is that of the last part, or of the directory when that is a number */
static const struct row *row_of(const char *path)
{
	const char *end = path + strlen(path), *last = strrchr(path, '/') + 1;
	char name[256];

	if (!last[strspn(last, "0123456789")])
		end = last - 1;
	for (last = end; last[-1] != '/'; last--)
		;
	snprintf(name, sizeof(name), "%.*s", (int)(end - last), last);
	return row_named(sysctl_rows, ROWS(sysctl_rows), name);
}

static void visit(const char *path, bool listed)
{
	const struct row *row;
	char full[4200];
	struct stat st;

	(void)listed;
	snprintf(full, sizeof(full), "/proc/sys/%s", path);
	if (!lstat(full, &st) && S_ISDIR(st.st_mode))
		return;
	row = row_of(full);
	if (row)
		was_found[row - sysctl_rows] = true;
	cells(row ? row->name : path, result_of(errno_of(peek, full)),
	      result_of(errno_of(poke, full)));
}

int main(void)
{
	size_t i;

	visit_host("sysctl", visit);
	visit_guest("/proc/sys", 10, visit);
	for (i = 0; i < ROWS(sysctl_rows); i++)
		if (!was_found[i])
			cells(sysctl_rows[i].name, "absent", "absent");
	return 0;
}
