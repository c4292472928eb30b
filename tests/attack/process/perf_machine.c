// SPDX-License-Identifier: GPL-2.0-only
// perf_event_open(2) of a whole processor: what every process of the machine
// does on it.
#include <linux/perf_event.h>

#include "attack.h"

int main(void)
{
	struct perf_event_attr attr = {
		.type = PERF_TYPE_SOFTWARE,
		.size = sizeof(attr),
		.config = PERF_COUNT_SW_CONTEXT_SWITCHES,
	};
	uint64_t count[2] = { 0 };
	int fd = -1, cpu;

	for (cpu = 0; cpu < 2; cpu++) {
		fd = syscall(SYS_perf_event_open, &attr, -1, cpu, -1, 0);
		if (fd < 0)
			refused("perf_event_open");
		usleep(500000);
		NEED(read(fd, &count[cpu], 8) == 8);
	}
	if (count[0] || count[1])
		worked("switches of all processes are counted");
	harmless("perf_event_open");
}
