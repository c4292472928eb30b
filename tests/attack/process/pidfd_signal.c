// SPDX-License-Identifier: GPL-2.0-only
// pidfd_send_signal(2) by a descriptor: pidfd_open(2), or where that fails the
// directory /proc/<pid>, which the call takes as well.
// Victims: host other
#include "process/life.h"

int main(void)
{
	char name[32];
	int fd;

	victim_lives();
	fd = syscall(SYS_pidfd_open, fact_number("PID"), 0);
	snprintf(name, sizeof(name), "/proc/%ld", fact_number("PID"));
	if (fd < 0)
		fd = open(name, O_RDONLY | O_DIRECTORY);
	if (fd < 0)
		refused("pidfd_open, /proc/<pid>");
	if (syscall(SYS_pidfd_send_signal, fd, SIGKILL, NULL, 0))
		refused("pidfd_send_signal");
	died_or("pidfd_send_signal");
}
