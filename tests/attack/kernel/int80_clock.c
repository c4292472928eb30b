// SPDX-License-Identifier: GPL-2.0-only
// The clock by a number that only the 32-bit table has, clock_settime64(2), from
// a 64-bit program by int 0x80: filters of system calls go by the number.
#include <time.h>

#include "kernel/int80.h"

#define NR_CLOCK_SETTIME64	404

int main(void)
{
	int64_t *when = low_page();
	time_t start = time(NULL);
	struct timespec now;

	when[0] = start + 100000;
	errno = -int80(NR_CLOCK_SETTIME64, CLOCK_REALTIME, (long)when, 0);
	if (errno)
		refused("clock_settime64");
	NEED(!clock_gettime(CLOCK_REALTIME, &now));
	if (now.tv_sec < start + 50000)
		harmless("the clock stays");
	now.tv_sec -= 100000;
	NEED(!clock_settime(CLOCK_REALTIME, &now));
	worked("the host is a day ahead");
}
