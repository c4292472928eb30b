// SPDX-License-Identifier: GPL-2.0-only
// CLONE_PARENT gives the child to the own parent, which is outside: the host
// gets children that it does not know, and the guest's init never sees them.
// Modes: guest open
// (in "bare" the parent is the guest's own init)
#include <sched.h>
#include <signal.h>

#include "attack.h"

int main(void)
{
	pid_t parent = getppid(), pid;
	int end[2];
	char same;

	NEED(!pipe(end));
	pid = syscall(SYS_clone, CLONE_PARENT | SIGCHLD, 0, 0, 0, 0);
	if (pid < 0)
		refused("clone");
	if (!pid) {
		same = getppid() == parent;
		_exit(write(end[1], &same, 1) != 1);
	}
	NEED(read(end[0], &same, 1) == 1);
	if (same && parent != getpid())
		worked("a process of the host has a child of the guest");
	harmless("clone");
}
