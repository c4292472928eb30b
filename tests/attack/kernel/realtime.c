// SPDX-License-Identifier: GPL-2.0-only
// A share of the processors that nobody can take away: real-time policies go
// before every process of the host.
#include <linux/sched.h>
#include <linux/sched/types.h>

#include "attack.h"

static long set(struct sched_attr *attr)
{
	attr->size = sizeof(*attr);
	return syscall(SYS_sched_setattr, 0, attr, 0);
}

int main(void)
{
	struct sched_attr fifo = {
		.sched_policy = SCHED_FIFO, .sched_priority = 99,
	};
	struct sched_attr deadline = {
		.sched_policy = SCHED_DEADLINE, .sched_runtime = 1000000,
		.sched_deadline = 100000000, .sched_period = 100000000,
	};

	if (set(&deadline) && set(&fifo))
		refused("sched_setattr");
	if (syscall(SYS_sched_getscheduler, 0) != SCHED_NORMAL)
		worked("it goes before the host");
	harmless("the policy is the same");
}
