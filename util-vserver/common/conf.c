// SPDX-License-Identifier: GPL-2.0-only
/*
 * Configuration directories with one value in each file.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <fnmatch.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "conf.h"

static int join(char *path, const char *dir, const char *format, va_list args)
{
	int len = snprintf(path, PATH_MAX, "%s/", dir);

	if (len < PATH_MAX)
		len += vsnprintf(path + len, PATH_MAX - len, format, args);
	if (len < PATH_MAX)
		return 0;
	*path = 0;
	errno = ENAMETOOLONG;
	return -1;
}

const char *conf_path(char *path, const char *dir, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	join(path, dir, format, args);
	va_end(args);
	return path;
}

bool conf_has(const char *dir, const char *format, ...)
{
	char path[PATH_MAX];
	va_list args;

	va_start(args, format);
	join(path, dir, format, args);
	va_end(args);
	return !access(path, F_OK);
}

bool conf_is_dir(const char *dir, const char *format, ...)
{
	char path[PATH_MAX];
	struct stat st;
	va_list args;

	va_start(args, format);
	join(path, dir, format, args);
	va_end(args);
	return !stat(path, &st) && S_ISDIR(st.st_mode);
}

static char *read_all(int fd)
{
	char *text = malloc(CONF_MAX + 1);
	size_t len = 0;
	ssize_t n = 1;

	while (text && n > 0 && len < CONF_MAX) {
		n = read(fd, text + len, CONF_MAX - len);
		if (n > 0)
			len += n;
	}
	if (!text || n >= 0) {
		if (text)
			text[len] = 0;
		if (text && len == CONF_MAX) {
			free(text);
			errno = EFBIG;
			return NULL;
		}
		return text;
	}
	free(text);
	return NULL;
}

char *conf_read(const char *dir, const char *name)
{
	char path[PATH_MAX], *text;
	int fd = open(conf_path(path, dir, "%s", name), O_RDONLY | O_CLOEXEC);

	if (fd < 0)
		return NULL;
	text = read_all(fd);
	close(fd);
	return text;
}

static char *trim(char *text)
{
	size_t len;

	text += strspn(text, " \t");
	len = strcspn(text, "\n");
	while (len && strchr(" \t\r", text[len - 1]))
		len--;
	text[len] = 0;
	return text;
}

char *conf_scalar(const char *dir, const char *name)
{
	char *text = conf_read(dir, name), *value;

	if (!text)
		return NULL;
	value = trim(text);
	memmove(text, value, strlen(value) + 1);
	return text;
}

int conf_number(const char *dir, const char *name, long *value)
{
	char *text = conf_scalar(dir, name), *end;
	long number;

	if (!text)
		return errno == ENOENT ? 0 : -1;
	errno = 0;
	number = strtol(text, &end, 0);
	if (errno || end == text || *end) {
		free(text);
		errno = EINVAL;
		return -1;
	}
	free(text);
	*value = number;
	return 0;
}

static int add_line(struct conf_list *list, const char *line)
{
	char **grown = reallocarray(list->line, list->count + 2,
				    sizeof(*grown));

	if (!grown)
		return -1;
	list->line = grown;
	grown[list->count] = strdup(line);
	if (!grown[list->count])
		return -1;
	grown[++list->count] = NULL;
	return 0;
}

int conf_lines(const char *dir, const char *name, bool comments,
	       struct conf_list *list)
{
	char *text = conf_read(dir, name), *line, *save = NULL;
	int err = 0;

	*list = (struct conf_list){ 0 };
	if (!text)
		return errno == ENOENT || errno == ENOTDIR ? 0 : -1;
	for (line = strtok_r(text, "\n", &save); line && !err;
	     line = strtok_r(NULL, "\n", &save)) {
		line = trim(line);
		if (*line && !(comments && *line == '#'))
			err = add_line(list, line);
	}
	free(text);
	if (err)
		conf_free(list);
	return err;
}

void conf_free(struct conf_list *list)
{
	size_t i;

	for (i = 0; i < list->count; i++)
		free(list->line[i]);
	free(list->line);
	*list = (struct conf_list){ 0 };
}

/* the file that a link names is written, the link stays */
static int follow(char *path)
{
	char target[PATH_MAX], dir[PATH_MAX];
	ssize_t n = readlink(path, target, sizeof(target) - 1);

	if (n < 0)
		return errno == EINVAL || errno == ENOENT ? 0 : -1;
	target[n] = 0;
	if (*target == '/') {
		strcpy(path, target);
		return 0;
	}
	strcpy(dir, path);
	*strrchr(dir, '/') = 0;
	return *conf_path(path, dir, "%s", target) ? 0 : -1;
}

/* beside the file; entries that begin with a dot do not count */
static int temporary(const char *path, char *name)
{
	const char *slash = strrchr(path, '/');

	if (snprintf(name, PATH_MAX, "%.*s/.%s.%d", (int)(slash - path), path,
		     slash + 1, getpid()) >= PATH_MAX) {
		errno = ENAMETOOLONG;
		return -1;
	}
	unlink(name);
	return open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
}

int conf_write(const char *dir, const char *name, const char *text)
{
	char path[PATH_MAX], new[PATH_MAX];
	int fd, err;

	if (!*conf_path(path, dir, "%s", name) || follow(path))
		return -1;
	fd = temporary(path, new);
	if (fd < 0)
		return -1;
	err = text && dprintf(fd, "%s\n", text) < 0 ? -1 : 0;
	if (close(fd) || err || rename(new, path)) {
		err = errno;
		unlink(new);
		errno = err;
		return -1;
	}
	return 0;
}

static const char * const backups[] = {
	".*", "*.rpmsave", "*.rpmnew", "*.rpmorig", "*.cfsaved*", "*.~*~", "*~",
	"*.dpkg-*",
};

static int is_wanted(const struct dirent *entry)
{
	size_t i;

	for (i = 0; i < sizeof(backups) / sizeof(*backups); i++)
		if (!fnmatch(backups[i], entry->d_name, 0))
			return 0;
	return 1;
}

int conf_entries(const char *path, struct conf_list *list)
{
	struct dirent **entry;
	int i, err = 0, n = scandir(path, &entry, is_wanted, alphasort);

	*list = (struct conf_list){ 0 };
	if (n < 0)
		return errno == ENOENT || errno == ENOTDIR ? 0 : -1;
	for (i = 0; i < n; i++) {
		if (!err)
			err = add_line(list, entry[i]->d_name);
		free(entry[i]);
	}
	free(entry);
	if (err)
		conf_free(list);
	return err;
}

int conf_mkdirs(const char *path, int mode)
{
	char copy[PATH_MAX], *slash = copy;

	if (snprintf(copy, sizeof(copy), "%s", path) >= (int)sizeof(copy)) {
		errno = ENAMETOOLONG;
		return -1;
	}
	while ((slash = strchr(slash + 1, '/'))) {
		*slash = 0;
		if (mkdir(copy, 0755) && errno != EEXIST)
			return -1;
		*slash = '/';
	}
	return mkdir(copy, mode) && errno != EEXIST ? -1 : 0;
}
