// SPDX-License-Identifier: GPL-2.0-only
/*
 * A walk over files that a guest may change meanwhile.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "walk.h"

/* deeper directories are refused: each level costs stack and a descriptor */
#define MAX_DEPTH	4000

#define NOFOLLOW	(O_PATH | O_NOFOLLOW | O_CLOEXEC)

struct state {
	const struct walk *w;
	void *arg;
	dev_t dev;
	int depth;
	int ret;
};

struct names {
	char **name;
	size_t count;
};

static void fail(struct state *s, const char *path)
{
	s->ret = -1;
	if (s->w->failed)
		s->w->failed(path, s->arg);
}

static int compare(const void *a, const void *b)
{
	return strcmp(*(char * const *)a, *(char * const *)b);
}

static void free_names(struct names *names)
{
	while (names->count)
		free(names->name[--names->count]);
	free(names->name);
}

static int add_name(struct names *names, const char *name)
{
	size_t count = names->count;
	char **more;

	/* the size doubles whenever it is a power of two */
	if (!(count & (count - 1))) {
		more = realloc(names->name,
			       (count ? 2 * count : 1) * sizeof(char *));
		if (!more)
			return -1;
		names->name = more;
	}
	names->name[count] = strdup(name);
	if (!names->name[count])
		return -1;
	names->count++;
	return 0;
}

static bool wanted(const struct walk *w, const char *name)
{
	if (!strcmp(name, ".") || !strcmp(name, ".."))
		return false;
	return w->hidden || *name != '.';
}

/* the names in a directory, sorted */
static int read_names(const struct walk *w, int fd, struct names *names)
{
	int copy = openat(fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC), err = 0;
	DIR *dir = copy < 0 ? NULL : fdopendir(copy);
	struct dirent *e;

	if (!dir) {
		err = errno;
		if (copy >= 0)
			close(copy);
		errno = err;
		return -1;
	}
	errno = 0;
	while (!err && (e = readdir(dir)))
		if (wanted(w, e->d_name) && add_name(names, e->d_name))
			err = ENOMEM;
	if (!err)
		err = errno;
	closedir(dir);
	if (!err && names->count)
		qsort(names->name, names->count, sizeof(char *), compare);
	errno = err;
	return err ? -1 : 0;
}

static void walk_directory(struct state *s, int fd, const char *path,
			   bool deeper);

static char *join(const char *path, const char *name)
{
	size_t len = strlen(path);
	char *joined;

	while (len > 1 && path[len - 1] == '/')
		len--;
	if (asprintf(&joined, "%.*s%s%s", (int)len, path,
		     len == 1 && *path == '/' ? "" : "/", name) < 0)
		return NULL;
	return joined;
}

/* one pass over the names: the directories or all the others */
static void walk_entry(struct state *s, int dir, const char *path,
		       const char *name, bool directories, bool deeper)
{
	char *joined = join(path, name);
	int fd = openat(dir, name, NOFOLLOW);
	struct stat st;

	if (!joined || fd < 0 || fstat(fd, &st)) {
		/* said once, by the first pass; gone is no failure */
		if (!directories && errno != ENOENT)
			fail(s, joined ? joined : name);
	} else if (!!S_ISDIR(st.st_mode) == directories) {
		if (s->w->one_fs && st.st_dev != s->dev)
			goto out;
		if (s->w->visit(fd, joined, &st, s->arg))
			s->ret = -1;
		if (directories && deeper)
			walk_directory(s, fd, joined, true);
	}
out:
	if (fd >= 0)
		close(fd);
	free(joined);
}

static void walk_directory(struct state *s, int fd, const char *path,
			   bool deeper)
{
	struct names names = { NULL, 0 };
	size_t i;

	if (s->depth == MAX_DEPTH) {
		errno = ELOOP;
		fail(s, path);
		return;
	}
	s->depth++;
	if (read_names(s->w, fd, &names)) {
		fail(s, path);
		goto out;
	}
	for (i = 0; i < names.count; i++)
		walk_entry(s, fd, path, names.name[i], false, deeper);
	for (i = 0; i < names.count; i++)
		walk_entry(s, fd, path, names.name[i], true, deeper);
out:
	s->depth--;
	free_names(&names);
}

static void allow_depth(void)
{
	const rlim_t want = 2 * MAX_DEPTH;
	struct rlimit limit;

	if (!getrlimit(RLIMIT_NOFILE, &limit) && limit.rlim_cur < want) {
		limit.rlim_cur = limit.rlim_max < want ? limit.rlim_max : want;
		setrlimit(RLIMIT_NOFILE, &limit);
	}
}

int walk(const struct walk *w, const char *path, void *arg)
{
	struct state s = { .w = w, .arg = arg };
	int fd = open(path, NOFOLLOW);
	struct stat st;

	if (fd < 0 || fstat(fd, &st)) {
		fail(&s, path);
		if (fd >= 0)
			close(fd);
		return -1;
	}
	s.dev = st.st_dev;
	if (w->visit(fd, path, &st, arg))
		s.ret = -1;
	if (S_ISDIR(st.st_mode) && (w->recurse || w->list)) {
		allow_depth();
		walk_directory(&s, fd, path, w->recurse);
	}
	close(fd);
	return s.ret;
}
