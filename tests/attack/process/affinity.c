// SPDX-License-Identifier: GPL-2.0-only
// sched_setaffinity(2) of a process outside puts it on the processor that the
// attacker keeps busy.
// Victims: host other
#include <sched.h>

#include "attack.h"

int main(void)
{
	pid_t pid = fact_number("PID");
	cpu_set_t was, one, is;

	CPU_ZERO(&one);
	CPU_SET(0, &one);
	CPU_ZERO(&was);
	if (sched_getaffinity(pid, sizeof(was), &was))
		refused("sched_getaffinity");
	if (CPU_COUNT(&was) < 2 && CPU_ISSET(0, &was)) {
		CPU_ZERO(&one);
		CPU_SET(1, &one);
	}
	if (sched_setaffinity(pid, sizeof(one), &one))
		refused("sched_setaffinity");
	NEED(!sched_getaffinity(pid, sizeof(is), &is));
	NEED(!sched_setaffinity(pid, sizeof(was), &was));
	if (CPU_EQUAL(&is, &one))
		worked("the victim is on another processor");
	harmless("sched_setaffinity");
}
