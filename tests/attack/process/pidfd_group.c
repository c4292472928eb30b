// SPDX-License-Identifier: GPL-2.0-only
// pidfd_send_signal(2) with PIDFD_SIGNAL_PROCESS_GROUP on the own parent, which
// the host started: its group may be the one of a shell of the host.
// Modes: guest bare
// (where it is open, it would end the runner)
// Victims: host
#include "process/life.h"

#define PIDFD_SIGNAL_PROCESS_GROUP	(1U << 2)

int main(void)
{
	int fd;

	victim_lives();
	signal(SIGUSR1, SIG_IGN);
	fd = syscall(SYS_pidfd_open, getppid(), 0);
	if (fd < 0)
		fd = syscall(SYS_pidfd_open, getpid(), 0);
	if (fd < 0)
		refused("pidfd_open");
	if (syscall(SYS_pidfd_send_signal, fd, SIGUSR1, NULL,
		    PIDFD_SIGNAL_PROCESS_GROUP) && errno == EINVAL)
		refused("pidfd_send_signal");
	died_or("pidfd_send_signal: the group of the guest");
}
