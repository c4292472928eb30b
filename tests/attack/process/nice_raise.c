// SPDX-License-Identifier: GPL-2.0-only
// A better priority than the host gave: by setpriority(2), by RLIMIT_NICE that
// is raised before, and by sched_setattr(2).
#include <sys/resource.h>

#include "attack.h"

int main(void)
{
	struct rlimit most = { 40, 40 };
	int was = getpriority(PRIO_PROCESS, 0);
	struct {
		uint32_t size, policy;
		uint64_t flags;
		int32_t nice;
		uint32_t priority;
		uint64_t runtime, deadline, period;
	} attr = { .size = 48, .nice = -20 };

	setrlimit(RLIMIT_NICE, &most);
	if (setpriority(PRIO_PROCESS, 0, -20) &&
	    syscall(SYS_sched_setattr, 0, &attr, 0))
		refused("setpriority, sched_setattr");
	if (getpriority(PRIO_PROCESS, 0) < was)
		worked("before the processes of the host");
	harmless("setpriority");
}
