// SPDX-License-Identifier: GPL-2.0-only
// setpriority(2) of a user: root is uid 0 of the host, and what it has there
// would be slow.
// Victims: host other
#include <sys/resource.h>

#include "process/everybody.h"

static int nice_of(pid_t pid)
{
	return getpriority(PRIO_PROCESS, pid);
}

static void set_nice(pid_t pid, int nice)
{
	setpriority(PRIO_PROCESS, pid, nice);
}

int main(void)
{
	int nice;

	keep_of_everybody(nice_of);
	if (setpriority(PRIO_USER, 0, 1))
		refused("setpriority");
	errno = 0;
	nice = getpriority(PRIO_PROCESS, fact_number("PID"));
	give_back(set_nice);
	if (!errno && nice == 1)
		worked("the victim is nice");
	refused("getpriority");
}
