// SPDX-License-Identifier: GPL-2.0-only
// Keeps what leads to a process of its own - its directory in /proc, a pidfd,
// the owner of a file - until the number is another process's.  The number is
// chosen as long as ns_last_pid may be written, else numbers go on by forks.
// Modes: guest bare
// (the kernel keeps the process, not the number)
#include "process/life.h"

#define FORKS	300

int main(void)
{
	int pair[2], dir, pidfd, i;
	char name[32];
	pid_t first, pid;

	victim_lives();
	first = fork();
	NEED(first >= 0);
	if (!first) {
		pause();
		_exit(0);
	}
	snprintf(name, sizeof(name), "/proc/%d", first);
	dir = open(name, O_RDONLY | O_DIRECTORY);
	pidfd = syscall(SYS_pidfd_open, first, 0);
	NEED(dir >= 0 && pidfd >= 0);
	NEED(!socketpair(AF_UNIX, SOCK_STREAM, 0, pair));
	NEED(!fcntl(pair[0], F_SETOWN, first));
	NEED(!fcntl(pair[0], F_SETSIG, SIGKILL));
	NEED(!fcntl(pair[0], F_SETFL, O_ASYNC));
	NEED(!kill(first, SIGKILL) && waitpid(first, NULL, 0) == first);
	for (i = 0; i < FORKS; i++) {
		/* of the number of the victim, or the first one again */
		snprintf(name, sizeof(name), "%ld", fact_number("PID") - 1);
		put("/proc/sys/kernel/ns_last_pid", name);
		pid = vfork();
		if (!pid)
			_exit(0);
		NEED(pid > 0 && waitpid(pid, NULL, 0) == pid);
		if (pid == first)
			break;
	}
	NEED(write(pair[1], "x", 1) == 1);
	if (openat(dir, "status", O_RDONLY) >= 0)
		worked("/proc/<pid> is that of another process");
	if (!syscall(SYS_pidfd_send_signal, pidfd, SIGKILL, NULL, 0))
		worked("a pidfd of a process that ended");
	died_or("numbers that are used again");
}
