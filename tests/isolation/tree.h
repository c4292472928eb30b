/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The trees of /proc and /sys: the paths that the host has, as the scenario
 * wrote them down, and those that the guest finds itself.
 */
#ifndef TESTS_ISOLATION_TREE_H
#define TESTS_ISOLATION_TREE_H

#include <ftw.h>
#include <sys/stat.h>

#include "rows.h"

#define HOST_TREES	"/matrix"

/* @listed: a directory of the guest has the name */
typedef void (*visit_t)(const char *path, bool listed);

/* each line of a list of the host's */
static inline void visit_host(const char *list, visit_t visit)
{
	char path[4096];
	FILE *file;

	snprintf(path, sizeof(path), HOST_TREES "/%s", list);
	file = fopen(path, "r");
	if (!file) {
		perror(path);
		exit(2);
	}
	while (fgets(path, sizeof(path), file)) {
		path[strcspn(path, "\n")] = 0;
		visit(path, false);
	}
	fclose(file);
}

static visit_t tree_visit;
static size_t tree_skip;

static inline int tree_entry(const char *path, const struct stat *st, int type,
			     struct FTW *ftw)
{
	(void)st;
	(void)type;
	if (ftw->level)
		tree_visit(path + tree_skip, true);
	return 0;
}

/* what is below a directory; @skip bytes of each path are left out */
static inline void visit_guest(const char *top, size_t skip, visit_t visit)
{
	tree_visit = visit;
	tree_skip = skip;
	if (nftw(top, tree_entry, 16, FTW_PHYS | FTW_MOUNT) < 0)
		perror(top);
}

#endif /* TESTS_ISOLATION_TREE_H */
