// SPDX-License-Identifier: GPL-2.0-only
// A signal to a thread: rt_tgsigqueueinfo(2) and tkill(2) look up the number of
// the thread, not of the process.
// Victims: host other
#include "process/life.h"

int main(void)
{
	siginfo_t info = { .si_signo = SIGKILL, .si_code = SI_QUEUE };
	pid_t pid = fact_number("PID");

	victim_lives();
	if (syscall(SYS_rt_tgsigqueueinfo, pid, pid, SIGKILL, &info) &&
	    syscall(SYS_tkill, pid, SIGKILL))
		refused("rt_tgsigqueueinfo, tkill");
	died_or("tkill");
}
