// SPDX-License-Identifier: GPL-2.0-only
/*
 * Entries of /proc/<pid>: those of the process itself are read and written, those
 * of a process of the other guest and of the host, by the number that it has on
 * the host, are read.
 */
#include <dirent.h>
#include <sys/stat.h>

#include "rows.h"
#include "rows-pid.h"

/* what is written; an entry without a row here gets what is read from it */
static const struct value {
	const char *name, *value;
} values[] = {
	{ "attr/current",	"x" },
	{ "attr/exec",		"x" },
	{ "attr/fscreate",	"x" },
	{ "attr/keycreate",	"x" },
	{ "attr/sockcreate",	"x" },
	{ "autogroup",		"0" },
	{ "clear_refs",		"1" },
	{ "comm",		"pid" },
	{ "gid_map",		"0 0 1" },
	{ "loginuid",		"0" },
	{ "projid_map",		"0 0 1" },
	{ "sched",		"0" },
	{ "setgroups",		"allow" },
	{ "timens_offsets",	"monotonic 0 0" },
	{ "uid_map",		"0 0 1" },
};

static char page[4096] = "what mem has";

struct entry {
	char path[256];
	const char *name;
};

static off_t offset_of(const struct entry *entry)
{
	return strcmp(entry->name, "mem") ? 0 : (off_t)(unsigned long)page;
}

static long look(void *arg)
{
	struct entry *entry = arg;
	struct stat st;
	char buf[4096];
	int fd;

	if (lstat(entry->path, &st) < 0)
		return -1;
	if (S_ISLNK(st.st_mode) && readlink(entry->path, buf, sizeof(buf)) < 0)
		return -1;
	fd = open(entry->path, O_RDONLY | O_NONBLOCK);
	if (fd < 0 || S_ISLNK(st.st_mode))
		return fd;
	if (S_ISDIR(st.st_mode))
		return readdir(fdopendir(fd)) || !errno ? 0 : -1;
	return pread(fd, buf, sizeof(buf), offset_of(entry));
}

/* the value for an entry, with its length */
static const char *value_of(const struct entry *entry, char *buf, ssize_t *size)
{
	size_t i;
	int fd;

	for (i = 0; i < ROWS(values); i++) {
		if (strcmp(values[i].name, entry->name))
			continue;
		*size = strlen(values[i].value);
		return values[i].value;
	}
	fd = open(entry->path, O_RDONLY);
	*size = fd < 0 ? 0 : pread(fd, buf, sizeof(page), offset_of(entry));
	return buf;
}

static long change(void *arg)
{
	struct entry *entry = arg;
	int fd = open(entry->path, O_WRONLY);
	const char *value;
	char buf[4096];
	ssize_t size;

	if (fd < 0)
		return -1;
	value = value_of(entry, buf, &size);
	if (size < 0)
		return -1;
	if (offset_of(entry))
		return pwrite(fd, value, size, offset_of(entry));
	return write(fd, value, size);
}

static void attempt(const struct row *row, const char *top, const char *column,
		    long (*what)(void *))
{
	struct entry entry = { .name = row->name };
	bool is_own = !strncmp(top, "/proc/self", 10) ||
		      !strncmp(top, "/proc/thread", 12);
	int err;

	snprintf(entry.path, sizeof(entry.path), "%s/%s", top, row->name);
	err = errno_of(what, &entry);
	cell("pid", row->name, column,
	     err == ENOENT && is_own ? "absent" : result_of(err));
}

/* the process, or the thread of it */
static void attempts(const struct row *row, bool is_task)
{
	char top[64];
	int owner;

	snprintf(top, sizeof(top), "/proc/%sself", is_task ? "thread-" : "");
	attempt(row, top, "own", look);
	attempt(row, top, "write", change);
	for (owner = OTHER; owner < OWNERS; owner++) {
		const char *pid = fact_of(owner, "PID");

		snprintf(top, sizeof(top), is_task ? "/proc/%s/task/%s" :
			 "/proc/%s", pid, pid);
		attempt(row, top, owner_names[owner], look);
	}
}

/* entries that the table does not have */
static void unknown_entries(const char *top, const char *dir)
{
	char name[600];
	struct dirent *entry;
	DIR *stream;

	snprintf(name, sizeof(name), "%s/%s", top, dir);
	stream = opendir(name);
	while (stream && (entry = readdir(stream))) {
		if (entry->d_name[0] == '.')
			continue;
		snprintf(name, sizeof(name), "%s%s", dir, entry->d_name);
		if (!row_named(pid_rows, ROWS(pid_rows), name))
			cell("pid", name, "own", "show");
	}
}

int main(void)
{
	static const char *const dirs[] = { "", "attr/", "ns/" };
	size_t i;

	for (i = 0; i < ROWS(pid_rows); i++) {
		if (strcmp(pid_rows[i].where, "task"))
			attempts(&pid_rows[i], false);
		if (strcmp(pid_rows[i].where, "pid"))
			attempts(&pid_rows[i], true);
	}
	for (i = 0; i < ROWS(dirs); i++) {
		unknown_entries("/proc/self", dirs[i]);
		unknown_entries("/proc/thread-self", dirs[i]);
	}
	return 0;
}
