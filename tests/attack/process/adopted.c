// SPDX-License-Identifier: GPL-2.0-only
// A child that ends with SIGKILL for its parent, and whose parent is the host's
// init or a tool of the host, because its own parent is gone.
// Modes: guest bare
// (no kernel keeps another signal than SIGCHLD for who adopts; it would end the
// machine)
#include <sched.h>

#include "process/life.h"

int main(void)
{
	int end[2];
	pid_t pid;
	char c;

	victim_lives();
	NEED(!pipe(end));
	pid = fork();
	NEED(pid >= 0);
	if (!pid) {
		pid_t parent = getpid();

		pid = syscall(SYS_clone, SIGKILL, 0, 0, 0, 0);
		if (pid)
			_exit(pid < 0);
		close(end[0]);
		while (getppid() == parent)
			usleep(10000);
		usleep(50000);
		_exit(0);
	}
	close(end[1]);
	NEED(waitpid(pid, NULL, 0) == pid);
	NEED(!read(end[0], &c, 1));
	usleep(100000);
	died_or("an orphan's end");
}
