/* SPDX-License-Identifier: GPL-2.0-only */
/* Namespaces of its own, each in a process of its own. */
#ifndef TESTS_ATTACK_UNSHARE_H
#define TESTS_ATTACK_UNSHARE_H

#include <sched.h>

#include "attack.h"

struct kind {
	int flag;
	const char *name;
};

static inline bool changes(const struct kind *kind)
{
	char name[64], was[64] = "", is[64] = "";

	snprintf(name, sizeof(name), "/proc/self/ns/%s", kind->name);
	if (readlink(name, was, sizeof(was) - 1) < 0 || unshare(kind->flag))
		return false;
	return readlink(name, is, sizeof(is) - 1) > 0 && strcmp(was, is);
}

/* up to the kind without a name; ends the attack */
static inline void unshare_each(const struct kind *kind)
{
	const struct kind *last = kind;
	unsigned int got = 0;
	int status;
	pid_t pid;

	for (; kind->name; last = kind++) {
		pid = fork();
		NEED(pid >= 0);
		if (!pid)
			_exit(changes(kind));
		NEED(waitpid(pid, &status, 0) == pid);
		if (!status)
			continue;
		printf("%s\n", kind->name);
		got++;
	}
	if (got)
		worked("a namespace of its own");
	unshare(last->flag);
	refused("unshare");
}

#endif /* TESTS_ATTACK_UNSHARE_H */
