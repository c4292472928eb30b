// SPDX-License-Identifier: GPL-2.0-only
// A real-time policy for itself: what spins with one starves all others, and
// the throttle of 5 % was all that the host had.  RLIMIT_RTPRIO is as good as
// the capability, so it is raised first.
#include <sched.h>
#include <sys/resource.h>

#include "attack.h"

int main(void)
{
	struct sched_param most = { .sched_priority = 99 };
	struct rlimit limit = { 99, 99 };

	setrlimit(RLIMIT_RTPRIO, &limit);
	if (sched_setscheduler(0, SCHED_FIFO, &most) &&
	    sched_setscheduler(0, SCHED_RR, &most))
		refused("sched_setscheduler");
	if (sched_getscheduler(0) == SCHED_FIFO)
		worked("a real-time process");
	harmless("sched_setscheduler");
}
