// SPDX-License-Identifier: GPL-2.0-only
// Real-time policies need no capability below RLIMIT_RTPRIO: who may raise hard
// limits, for open files, raises this one first.
#include <sched.h>
#include <sys/resource.h>

#include "attack.h"

int main(void)
{
	const struct rlimit most = { 99, 99 };
	const struct sched_param first = { .sched_priority = 99 };

	if (setrlimit(RLIMIT_RTPRIO, &most))
		refused("setrlimit");
	if (sched_setscheduler(0, SCHED_FIFO, &first))
		refused("sched_setscheduler");
	if (sched_getscheduler(0) == SCHED_FIFO)
		worked("it goes before the host");
	harmless("the policy is the same");
}
