// SPDX-License-Identifier: GPL-2.0-only
// A process with a number of its choice, by clone3(2): what trusts a number that
// it remembers is led astray.
#include <linux/sched.h>
#include <signal.h>
#include <stdint.h>

#include "attack.h"

int main(void)
{
	pid_t number = 7777, pid;
	struct clone_args args = {
		.exit_signal = SIGCHLD,
		.set_tid = (uintptr_t)&number, .set_tid_size = 1,
	};

	pid = syscall(SYS_clone3, &args, sizeof(args));
	if (!pid)
		_exit(0);
	if (pid < 0)
		refused("clone3");
	waitpid(pid, NULL, 0);
	if (pid == number)
		worked("a number of its choice");
	harmless("another number");
}
