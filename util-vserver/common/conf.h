/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Configuration: a directory with one value in each file.  Nothing is
 * evaluated or expanded.  A missing final newline is no error.
 */
#ifndef COMMON_CONF_H
#define COMMON_CONF_H

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>

/* the largest configuration file that is read, in bytes */
#define CONF_MAX	65536

/**
 * struct conf_list - the lines of a file
 * @count: number of them
 * @line: each without its newline; @count entries and a NULL
 */
struct conf_list {
	size_t count;
	char **line;
};

/* "dir/name" into @path (PATH_MAX bytes); returns @path */
const char *conf_path(char *path, const char *dir, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* is there such a file, directory or link to one? */
bool conf_has(const char *dir, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
bool conf_is_dir(const char *dir, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/**
 * conf_read - a whole file
 * @dir: directory
 * @name: of the file in it
 *
 * Return: the content, to be freed; NULL with errno.
 */
char *conf_read(const char *dir, const char *name);

/* the first line without blanks around it, to be freed; NULL with errno */
char *conf_scalar(const char *dir, const char *name);

/*
 * a number in C notation on the first line; @value stays when there is none;
 * -1: the file holds something else, errno EINVAL
 */
int conf_number(const char *dir, const char *name, long *value);

/*
 * the non-empty lines; with @comments those that begin with # are left out.
 * A missing file is an empty list.
 */
int conf_lines(const char *dir, const char *name, bool comments,
	       struct conf_list *list);
void conf_free(struct conf_list *list);

/*
 * write a file of one line (or none: @text NULL), which whoever reads it finds
 * as it was or as it is, never in part; 0 or -1 with errno
 */
int conf_write(const char *dir, const char *name, const char *text);

/*
 * names of the entries of a directory, sorted, without those that begin with
 * a dot or look like backups; a missing directory is empty
 */
int conf_entries(const char *path, struct conf_list *list);

/* mkdir -p; 0 or -1 with errno */
int conf_mkdirs(const char *path, int mode);

#endif /* COMMON_CONF_H */
