// SPDX-License-Identifier: GPL-2.0-only
// Events of one process outside, by its number.
// Victims: host other
#include <linux/perf_event.h>
#include <stdint.h>

#include "attack.h"

int main(void)
{
	struct perf_event_attr attr = {
		.type = PERF_TYPE_SOFTWARE,
		.size = sizeof(attr),
		.config = PERF_COUNT_SW_TASK_CLOCK,
	};
	uint64_t count;
	long fd = syscall(SYS_perf_event_open, &attr, fact_number("PID"), -1,
			  -1, 0);

	if (fd < 0)
		refused("perf_event_open");
	if (read(fd, &count, sizeof(count)) == sizeof(count))
		worked("the victim is measured");
	refused("read");
}
