// SPDX-License-Identifier: GPL-2.0-only
// PTRACE_TRACEME makes the parent the tracer without asking it, with the
// parent's credentials: CVE-2019-13272.  The parent is a tool of the host.
// Modes: guest open
// (in "bare" the parent is the guest's own init)
#include <sys/ptrace.h>

#include "attack.h"

int main(void)
{
	char *status;

	if (ptrace(PTRACE_TRACEME, 0, 0, 0))
		refused("PTRACE_TRACEME");
	status = get("/proc/self/status");
	NEED(status);
	if (!strstr(status, "TracerPid:\t0\n") || !getppid())
		worked("a process of the host is the tracer");
	harmless("PTRACE_TRACEME");
}
