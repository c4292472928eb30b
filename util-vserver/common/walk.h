/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A walk over files that a guest may change meanwhile.
 *
 * Each file is opened once (O_PATH, no link is followed) below the descriptor
 * of its directory, and whoever is called works on that descriptor: no name is
 * looked up twice, so nothing can be exchanged for a link in between.
 */
#ifndef COMMON_WALK_H
#define COMMON_WALK_H

#include <stdbool.h>
#include <sys/stat.h>

/**
 * struct walk - how to walk
 * @recurse: into all directories
 * @list: into the directories that are named, not deeper
 * @hidden: also the names that begin with a dot
 * @one_fs: stay on the file system that the walk began on
 * @visit: called for each file: the directory first, then what it holds that
 *	is no directory, then the directories; not 0 counts as a failure
 * @failed: called when a file cannot be reached, with errno
 */
struct walk {
	bool recurse, list, hidden, one_fs;
	int (*visit)(int fd, const char *path, const struct stat *st,
		     void *arg);
	void (*failed)(const char *path, void *arg);
};

/* 0, or -1 when anything failed; the walk goes on meanwhile */
int walk(const struct walk *w, const char *path, void *arg);

#endif /* COMMON_WALK_H */
