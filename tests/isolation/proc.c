// SPDX-License-Identifier: GPL-2.0-only
/*
 * Entries of /proc outside /proc/<pid> and /proc/sys: each path that the host
 * has, and each that the guest finds, is shown or hidden.  A path that no row
 * stands for is a cell by itself.
 */
#include "tree.h"
#include "rows-proc.h"

static bool was_found[ROWS(proc_rows)];

/* the row says where: this path, or with a slash also what is below it */
static bool is_at(const struct row *row, const char *path)
{
	size_t length = strlen(row->where);

	if (!strcmp(row->where, path))
		return true;
	if (row->where[length - 1] != '/')
		return false;
	return !strncmp(row->where, path, length - 1) &&
	       (!path[length - 1] || path[length - 1] == '/');
}

/* a directory of a context, of which the guest has one */
static bool is_of_other(const char *path)
{
	unsigned int own, id;
	FILE *file;

	if (sscanf(path, "virtual/%u", &id) != 1 &&
	    sscanf(path, "virtnet/%u", &id) != 1)
		return false;
	file = fopen("/proc/self/vinfo", "r");
	if (!file || fscanf(file, "XID:%u", &own) != 1)
		exit(2);
	fclose(file);
	return id != own;
}

/* a row without a path is for every path that ends with its name */
static const struct row *row_of(const char *path)
{
	const char *end = path;
	size_t i;

	if (is_of_other(path))
		return NULL;
	for (i = 0; i < ROWS(proc_rows); i++)
		if (is_at(&proc_rows[i], path))
			return &proc_rows[i];
	while (end) {
		for (i = 0; i < ROWS(proc_rows); i++)
			if (!strcmp(proc_rows[i].where, "-") &&
			    !strcmp(proc_rows[i].name, end))
				return &proc_rows[i];
		end = strchr(end, '/');
		if (end)
			end++;
	}
	return NULL;
}

static long look(void *arg)
{
	struct stat st;

	if (!lstat(arg, &st))
		return 0;
	return open(arg, O_RDONLY | O_NONBLOCK);
}

static const char *result_at(const char *path, bool listed)
{
	char full[4200];
	int err;

	snprintf(full, sizeof(full), "/proc/%s", path);
	err = listed ? 0 : errno_of(look, full);
	if (err == ENOENT)
		return "hide";
	return err ? result_of(err) : "show";
}

static void visit(const char *path, bool listed)
{
	const struct row *row;

	/* where net leads to */
	if (!strncmp(path, "self/net/", 9))
		path += 5;
	row = row_of(path);
	if (row)
		was_found[row - proc_rows] = true;
	cell("proc", row ? row->name : path, "rule", result_at(path, listed));
}

static void visit_own(const char *path, bool listed)
{
	size_t first = strcspn(path, "/");

	if (strspn(path, "0123456789") == first ||
	    (first == 3 && !strncmp(path, "sys/", 4)))
		return;
	visit(path, listed);
}

int main(void)
{
	size_t i;

	visit_host("proc", visit);
	visit_guest("/proc", 6, visit_own);
	visit_guest("/proc/self/net", 6, visit);
	for (i = 0; i < ROWS(proc_rows); i++)
		if (!was_found[i])
			cell("proc", proc_rows[i].name, "rule", "absent");
	return 0;
}
