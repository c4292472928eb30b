// SPDX-License-Identifier: GPL-2.0-only
// Events of all processes on a processor by perf_event_open(2): names and times
// of what the host runs.
// Caps: PERFMON
#include <linux/perf_event.h>
#include <stdint.h>

#include "attack.h"

int main(void)
{
	struct perf_event_attr attr = {
		.type = PERF_TYPE_SOFTWARE,
		.size = sizeof(attr),
		.config = PERF_COUNT_SW_CONTEXT_SWITCHES,
	};
	uint64_t count = 0;
	long fd = syscall(SYS_perf_event_open, &attr, -1, 0, -1, 0);

	if (fd < 0)
		refused("perf_event_open");
	sleep(1);
	if (read(fd, &count, sizeof(count)) == sizeof(count) && count)
		worked("switches of all processes are counted");
	harmless("nothing is counted");
}
