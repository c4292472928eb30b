// SPDX-License-Identifier: GPL-2.0-only
// Takes the descriptors of a process outside by pidfd_getfd(2), among them the
// socket on which it listens.
// Victims: host other
#include <stddef.h>
#include <sys/socket.h>
#include <sys/un.h>

#include "attack.h"

static bool is_victims(int fd)
{
	struct sockaddr_un un;
	socklen_t length = sizeof(un);
	size_t name = strlen(fact("UNIX"));

	return !getsockname(fd, (void *)&un, &length) &&
	       un.sun_family == AF_UNIX &&
	       length == offsetof(struct sockaddr_un, sun_path) + 1 + name &&
	       !memcmp(un.sun_path + 1, fact("UNIX"), name);
}

int main(void)
{
	int pidfd = syscall(SYS_pidfd_open, fact_number("PID"), 0), i, fd;

	if (pidfd < 0)
		refused("pidfd_open");
	for (i = 0; i < 32; i++) {
		fd = syscall(SYS_pidfd_getfd, pidfd, i, 0);
		if (fd >= 0 && is_victims(fd))
			worked("a socket of the victim is held");
		if (fd >= 0)
			close(fd);
	}
	refused("pidfd_getfd");
}
