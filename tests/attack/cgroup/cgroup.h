/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The tree of control groups as the host has it.  Guests are in vserver/NAME.
 */
#ifndef TESTS_ATTACK_CGROUP_CGROUP_H
#define TESTS_ATTACK_CGROUP_CGROUP_H

#include "attack.h"

#define TREE	"/sys/fs/cgroup"

/* a group of the host's tree, in what is mounted here or at the victim */
static inline int open_group(const char *group)
{
	char name[96];
	int fd;

	snprintf(name, sizeof(name), TREE "/%s", group);
	fd = open(name, O_RDONLY | O_DIRECTORY);
	if (fd >= 0)
		return fd;
	snprintf(name, sizeof(name), "/proc/%ld/root" TREE "/%s",
		 fact_number("PID"), group);
	return open(name, O_RDONLY | O_DIRECTORY);
}

/* as put() and get(), of a file of a group */
static inline int put_at(int group, const char *file, const char *text)
{
	char name[96];

	snprintf(name, sizeof(name), "/proc/self/fd/%d/%s", group, file);
	return put(name, text);
}

static inline char *get_at(int group, const char *file)
{
	char name[96];

	snprintf(name, sizeof(name), "/proc/self/fd/%d/%s", group, file);
	return get(name);
}

/* is the caller in this group, seen from where it is? */
static inline bool is_in(const char *group)
{
	char *own = get("/proc/self/cgroup");

	return own && strstr(own, group);
}

#endif /* TESTS_ATTACK_CGROUP_CGROUP_H */
