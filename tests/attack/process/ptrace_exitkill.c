// SPDX-License-Identifier: GPL-2.0-only
// PTRACE_O_EXITKILL: no signal is sent, but the victim dies with its tracer.
// Victims: host other
#include <sys/ptrace.h>

#include "process/life.h"

int main(void)
{
	int status;
	pid_t pid;

	victim_lives();
	pid = fork();
	NEED(pid >= 0);
	if (!pid)
		_exit(ptrace(PTRACE_SEIZE, fact_number("PID"), 0,
			     PTRACE_O_EXITKILL) ? errno : 0);
	NEED(waitpid(pid, &status, 0) == pid && WIFEXITED(status));
	errno = WEXITSTATUS(status);
	if (errno)
		refused("PTRACE_SEIZE");
	died_or("PTRACE_SEIZE");
}
