// SPDX-License-Identifier: GPL-2.0-only
// A signal to -1: everything that the caller may signal, which in a guest
// without a pid namespace once was the machine.  The own init ignores SIGUSR1.
// Modes: guest bare
// (where it works it ends the machine)
// Victims: host other
#include "process/life.h"

int main(void)
{
	pid_t pid;
	int status;

	victim_lives();
	pid = fork();
	NEED(pid >= 0);
	if (!pid) {
		pause();
		_exit(0);
	}
	signal(SIGUSR1, SIG_IGN);
	if (kill(-1, SIGUSR1))
		refused("kill -1");
	NEED(waitpid(pid, &status, 0) == pid && WIFSIGNALED(status));
	died_or("kill -1: only the guest's own child died");
}
