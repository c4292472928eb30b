// SPDX-License-Identifier: GPL-2.0-only
/*
 * Programs as sealed files in memory.
 *
 * A process that has entered a guest but not yet executed the guest's program
 * shows its own program to the guest as /proc/<pid>/exe; root in the guest
 * could open it there and later write to it, a file of the host.  So whatever
 * enters a guest runs from a copy in memory that nobody can change.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <unistd.h>

#include "front.h"

#define SEALS	(F_SEAL_SEAL | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE)

int seal_copy(const char *path)
{
	int from = open(path, O_RDONLY | O_CLOEXEC), to;
	ssize_t n;

	if (from < 0)
		return -1;
	to = memfd_create("vserver", MFD_CLOEXEC | MFD_ALLOW_SEALING);
	do
		n = to < 0 ? -1 : sendfile(to, from, NULL, 1 << 20);
	while (n > 0);
	close(from);
	if (n < 0 || fchmod(to, 0555) || fcntl(to, F_ADD_SEALS, SEALS)) {
		if (to >= 0)
			close(to);
		return -1;
	}
	return to;
}

void seal_self(char **argv)
{
	int fd = open("/proc/self/exe", O_RDONLY | O_CLOEXEC);
	int seals = fd < 0 ? -1 : fcntl(fd, F_GET_SEALS);

	if (fd >= 0)
		close(fd);
	if (seals >= 0 && (seals & SEALS) == SEALS)
		return;
	fd = seal_copy("/proc/self/exe");
	if (fd >= 0)
		fexecve(fd, argv, environ);
	msg_errno("cannot run from a sealed copy");
	exit(255);
}
