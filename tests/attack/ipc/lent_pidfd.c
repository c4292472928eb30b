// SPDX-License-Identifier: GPL-2.0-only
// A pidfd that was sent names a process that has no number here: its open files
// are taken with pidfd_getfd(2).
// Victims: host other
#include "borrow.h"

int main(void)
{
	int process = borrow('p'), i, fd;

	if (process < 0)
		refused("recvmsg");
	for (i = 0; i < 64; i++) {
		fd = syscall(SYS_pidfd_getfd, process, i, 0);
		if (fd >= 0 && has_secret(fd))
			worked("/secret is read by a descriptor of it");
	}
	refused("pidfd_getfd");
}
