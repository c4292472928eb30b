// SPDX-License-Identifier: GPL-2.0-only
// SCHED_DEADLINE reserves most of a processor, before every real-time process
// of the host; the kernel admits it without a limit of the user.
#include <sched.h>

#include "attack.h"

#ifndef SCHED_DEADLINE
#define SCHED_DEADLINE	6
#endif

int main(void)
{
	struct {
		uint32_t size, policy;
		uint64_t flags;
		int32_t nice;
		uint32_t priority;
		uint64_t runtime, deadline, period;
	} attr = {
		.size = 48,
		.policy = SCHED_DEADLINE,
		.runtime = 9000000,
		.deadline = 10000000,
		.period = 10000000,
	};

	if (syscall(SYS_sched_setattr, 0, &attr, 0))
		refused("sched_setattr");
	if (sched_getscheduler(0) == SCHED_DEADLINE)
		worked("90 % of a processor is reserved");
	harmless("sched_setattr");
}
