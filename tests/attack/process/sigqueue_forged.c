// SPDX-License-Identifier: GPL-2.0-only
// rt_sigqueueinfo(2) with a siginfo that claims to come from the kernel: such
// ones once skipped the check of who may signal (CVE-2011-1182).
// Victims: host other
#include "process/life.h"

int main(void)
{
	siginfo_t info = { .si_signo = SIGKILL, .si_code = SI_KERNEL };
	pid_t pid = fact_number("PID");

	victim_lives();
	if (syscall(SYS_rt_sigqueueinfo, pid, SIGKILL, &info)) {
		info.si_code = SI_QUEUE;
		info.si_pid = pid;
		if (syscall(SYS_rt_sigqueueinfo, pid, SIGKILL, &info))
			refused("rt_sigqueueinfo");
	}
	died_or("rt_sigqueueinfo");
}
