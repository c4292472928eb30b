// SPDX-License-Identifier: GPL-2.0-only
// The cgroup namespace of a process outside, whose groups are all below its
// root.  One of its own, which a guest may make, leads to nothing more.
// Victims: host other
#include <sched.h>

#include "cgroup/cgroup.h"

int main(void)
{
	char name[64];
	int fd;

	snprintf(name, sizeof(name), "/proc/%s/ns/cgroup", fact("PID"));
	fd = open(name, O_RDONLY);
	if (fd < 0)
		refused(name);
	if (setns(fd, CLONE_NEWCGROUP))
		refused("setns");
	worked("the namespace of groups of the victim");
}
