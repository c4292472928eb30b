// SPDX-License-Identifier: GPL-2.0-only
// setpriority(2) of a process group of outside.
// Victims: host other
#include <sys/resource.h>

#include "attack.h"

int main(void)
{
	pid_t pid = fact_number("PID");
	int nice;

	if (setpriority(PRIO_PGRP, pid, 7))
		refused("setpriority");
	nice = getpriority(PRIO_PROCESS, pid);
	setpriority(PRIO_PGRP, pid, 0);
	if (nice == 7)
		worked("the victim is nice");
	harmless("setpriority");
}
