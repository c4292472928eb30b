// SPDX-License-Identifier: GPL-2.0-only
// Chooses the number of its next process, by ns_last_pid or set_tid of
// clone3(2): who waits for a number to be used again gets it at once.
#include <linux/sched.h>
#include <sched.h>
#include <signal.h>

#include "attack.h"

#define WANTED	31007

int main(void)
{
	pid_t wanted = WANTED;
	struct clone_args args = {
		.exit_signal = SIGCHLD,
		.set_tid = (uintptr_t)&wanted,
		.set_tid_size = 1,
	};
	long pid = -1;

	if (!put("/proc/sys/kernel/ns_last_pid", "31006")) {
		pid = fork();
		if (!pid)
			_exit(0);
		wait(NULL);
	}
	if (pid != WANTED) {
		pid = syscall(SYS_clone3, &args, sizeof(args));
		if (!pid)
			_exit(0);
		if (pid < 0)
			refused("ns_last_pid, clone3");
		wait(NULL);
	}
	if (pid == WANTED)
		worked("the number of a process is chosen");
	harmless("ns_last_pid");
}
