// SPDX-License-Identifier: GPL-2.0-only
// The clock of another process, whose number has the pid in it, tells how long
// it ran: what it does is seen by that, to the nanosecond.
// Victims: host other
#include <time.h>

#include "attack.h"

int main(void)
{
	struct timespec ran = { 0 };
	clockid_t clock = (~(clockid_t)fact_number("PID") << 3) | 2;
	timer_t timer;

	if (clock_gettime(clock, &ran) && timer_create(clock, NULL, &timer))
		refused("clock_gettime, timer_create");
	if (ran.tv_sec || ran.tv_nsec)
		worked("the time of the victim is read");
	harmless("clock_gettime");
}
