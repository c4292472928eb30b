// SPDX-License-Identifier: GPL-2.0-only
/*
 * Paths of /sys: those of the table are shown, to read; each other that the host
 * has, or the guest finds, is a cell by itself if the guest sees it.
 */
#include "tree.h"
#include "rows-sysfs.h"

static const char *last_result[ROWS(sysfs_rows)];
static int hidden;

/* is the first path the second one, or above it? */
static bool leads_to(const char *path, const char *below)
{
	size_t length = strlen(path);

	return !strncmp(path, below, length) &&
	       (!below[length] || below[length] == '/');
}

static long look(void *arg)
{
	struct stat st;

	if (!lstat(arg, &st))
		return 0;
	return open(arg, O_RDONLY | O_NONBLOCK);
}

static long change(void *arg)
{
	return open(arg, O_WRONLY | O_NONBLOCK);
}

/* the guest has a file system of its own mounted there */
static bool is_covered(const struct stat *st)
{
	struct stat sys;

	return !stat("/sys", &sys) && sys.st_dev != st->st_dev;
}

static const char *result_at(const char *path, bool listed)
{
	char full[4200];
	struct stat st;
	int err;

	snprintf(full, sizeof(full), "/sys/%s", path);
	/* most are hidden, which takes no process to find out */
	err = listed || !lstat(full, &st) ? 0 : errno;
	if (err)
		err = errno_of(look, full);
	if (err)
		return err == ENOENT ? "hide" : result_of(err);
	if (is_covered(&st))
		return "covered";
	if (!lstat(full, &st) && S_ISREG(st.st_mode) && !errno_of(change, full))
		return "write";
	return "show";
}

static void visit(const char *path, bool listed)
{
	const char *result = result_at(path, listed);
	size_t i;

	for (i = 0; i < ROWS(sysfs_rows); i++) {
		if (leads_to(sysfs_rows[i].name, path))
			break;
		if (leads_to(path, sysfs_rows[i].name))
			return;
	}
	if (i == ROWS(sysfs_rows)) {
		if (!strcmp(result, "hide") || !strcmp(result, "covered"))
			hidden++;
		else
			cell("sysfs", path, "rule", result);
	} else if (!last_result[i] || strcmp(last_result[i], result)) {
		/* once for all that is below it, unless it is another */
		cell("sysfs", sysfs_rows[i].name, "rule",
		     strcmp(result, "covered") ? result : "show");
		last_result[i] = result;
	}
}

int main(void)
{
	size_t i;

	visit_host("sysfs", visit);
	visit_guest("/sys", 5, visit);
	printf("# sysfs: %d paths of the host are hidden\n", hidden);
	for (i = 0; i < ROWS(sysfs_rows); i++)
		if (!last_result[i])
			cell("sysfs", sysfs_rows[i].name, "rule", "absent");
	return hidden < 1000 ? 2 : 0;
}
