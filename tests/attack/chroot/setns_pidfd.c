// SPDX-License-Identifier: GPL-2.0-only
// setns() with a pidfd enters all namespaces of a process at once, and needs no
// /proc: a guest without one is not safe from it.
// Victims: host other
#include <sched.h>

#include "attack.h"

int main(void)
{
	int fd = syscall(SYS_pidfd_open, (pid_t)fact_number("PID"), 0);

	if (fd < 0)
		refused("pidfd_open");
	if (setns(fd, CLONE_NEWNS | CLONE_NEWPID | CLONE_NEWUTS))
		refused("setns");
	if (file_has_secret(AT_FDCWD))
		worked("the file in the victim's root is read");
	refused("the victim's file");
}
