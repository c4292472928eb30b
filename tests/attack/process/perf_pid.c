// SPDX-License-Identifier: GPL-2.0-only
// perf_event_open(2) of a process outside, with the records that tell its name
// and where its memory is.
// Victims: host other
#include <linux/perf_event.h>
#include <signal.h>

#include "attack.h"

int main(void)
{
	pid_t pid = fact_number("PID");
	struct perf_event_attr attr = {
		.type = PERF_TYPE_SOFTWARE,
		.size = sizeof(attr),
		.config = PERF_COUNT_SW_TASK_CLOCK,
	};
	int fd = syscall(SYS_perf_event_open, &attr, pid, -1, -1, 0);
	uint64_t ran = 0;

	if (fd < 0)
		refused("perf_event_open");
	/* it runs once */
	kill(pid, SIGSTOP);
	kill(pid, SIGCONT);
	usleep(300000);
	NEED(read(fd, &ran, 8) == 8);
	if (ran)
		worked("the time of the victim is read");
	harmless("perf_event_open");
}
