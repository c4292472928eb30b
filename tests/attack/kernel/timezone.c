// SPDX-License-Identifier: GPL-2.0-only
// The time zone of the kernel: file systems without one of their own use it, and
// the first that sets it moves the clock as well.
#include <sys/time.h>

#include "attack.h"

int main(void)
{
	struct timezone old = { 0 }, now = { 0 }, zone = { .tz_dsttime = 3 };

	NEED(!gettimeofday(&(struct timeval){ 0 }, &old));
	zone.tz_minuteswest = old.tz_minuteswest;
	if (syscall(SYS_settimeofday, NULL, &zone))
		refused("settimeofday");
	NEED(!syscall(SYS_gettimeofday, NULL, &now));
	NEED(!syscall(SYS_settimeofday, NULL, &old));
	if (now.tz_dsttime == 3)
		worked("the host is in another zone");
	harmless("the zone stays");
}
