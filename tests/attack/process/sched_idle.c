// SPDX-License-Identifier: GPL-2.0-only
// SCHED_IDLE for a process outside: it runs when nobody else wants to.
// Victims: host other
#include <sched.h>

#include "attack.h"

int main(void)
{
	struct sched_param none = { 0 };
	pid_t pid = fact_number("PID");
	int policy;

	if (sched_setscheduler(pid, SCHED_IDLE, &none))
		refused("sched_setscheduler");
	policy = sched_getscheduler(pid);
	NEED(!sched_setscheduler(pid, SCHED_OTHER, &none));
	if (policy == SCHED_IDLE)
		worked("the victim is idle");
	harmless("sched_setscheduler");
}
