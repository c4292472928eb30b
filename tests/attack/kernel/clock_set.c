// SPDX-License-Identifier: GPL-2.0-only
// The clock of the host, by settimeofday(2) and clock_settime(2): certificates,
// cron and logs of all follow it.
// Caps: SYS_TIME
#include <sys/time.h>
#include <time.h>

#include "attack.h"

int main(void)
{
	struct timespec start, now, later;
	struct timeval tv;

	NEED(!clock_gettime(CLOCK_REALTIME, &start));
	later = start;
	later.tv_sec += 100000;
	tv = (struct timeval){ .tv_sec = later.tv_sec };
	if (clock_settime(CLOCK_REALTIME, &later) && settimeofday(&tv, NULL))
		refused("set the clock");
	NEED(!clock_gettime(CLOCK_REALTIME, &now));
	if (now.tv_sec < start.tv_sec + 50000)
		harmless("the clock stays");
	now.tv_sec -= 100000;
	NEED(!clock_settime(CLOCK_REALTIME, &now));
	worked("the host is a day ahead");
}
