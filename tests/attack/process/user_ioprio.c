// SPDX-License-Identifier: GPL-2.0-only
// ioprio_set(2) of a user makes each process of uid 0 wait for all others when
// it reads from a disk; and of a group the same.
// Victims: host other
#include "process/everybody.h"

#define WHO_PROCESS	1
#define WHO_PGRP	2
#define WHO_USER	3
#define IDLE		(3 << 13)

static int get_io(pid_t pid)
{
	return syscall(SYS_ioprio_get, WHO_PROCESS, pid);
}

static void set_io(pid_t pid, int value)
{
	if (value >= 0)
		syscall(SYS_ioprio_set, WHO_PROCESS, pid, value);
}

int main(void)
{
	long pid = fact_number("PID");
	int was;

	keep_of_everybody(get_io);
	if (syscall(SYS_ioprio_set, WHO_USER, 0, IDLE) &&
	    syscall(SYS_ioprio_set, WHO_PGRP, pid, IDLE))
		refused("ioprio_set");
	was = get_io(pid);
	give_back(set_io);
	if (was == IDLE)
		worked("the victim waits for all others");
	refused("ioprio_get");
}
