// SPDX-License-Identifier: GPL-2.0-only
// The cgroup namespace of a process outside, whose groups are all below its
// root, and one of its own.
// Victims: host other
#include <sched.h>
#include <sys/mount.h>

#include "cgroup/cgroup.h"

int main(void)
{
	char name[64];
	struct stat before, after;
	int fd;

	NEED(!stat("/proc/self/ns/cgroup", &before));
	snprintf(name, sizeof(name), "/proc/%s/ns/cgroup", fact("PID"));
	fd = open(name, O_RDONLY);
	if ((fd < 0 || setns(fd, CLONE_NEWCGROUP)) && unshare(CLONE_NEWCGROUP))
		refused("setns, unshare");
	NEED(!stat("/proc/self/ns/cgroup", &after));
	/* the victim of the host has what "open" has: a new one tells */
	if (after.st_ino == before.st_ino && unshare(CLONE_NEWCGROUP))
		refused("unshare");
	NEED(!stat("/proc/self/ns/cgroup", &after));
	if (after.st_ino != before.st_ino)
		worked("another namespace of groups");
	harmless("the same namespace");
}
