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
#include <stdbool.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <unistd.h>

#include "msg.h"
#include "seal.h"

#ifndef MFD_EXEC
#define MFD_EXEC 0x0010U
#endif

#define SELF	"/proc/self/exe"
#define SEALS	(F_SEAL_SEAL | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE)

/* executable also where that is not the default; kernels before 6.3 know none */
static int new_file(void)
{
	unsigned int flags = MFD_CLOEXEC | MFD_ALLOW_SEALING;
	int fd = memfd_create("vserver", flags | MFD_EXEC);

	if (fd < 0 && errno == EINVAL)
		fd = memfd_create("vserver", flags);
	return fd;
}

int seal_copy(const char *path)
{
	int from = open(path, O_RDONLY | O_CLOEXEC), to, err;
	ssize_t n;

	if (from < 0)
		return -1;
	to = new_file();
	do
		n = to < 0 ? -1 : sendfile(to, from, NULL, 1 << 20);
	while (n > 0);
	if (!n && !fchmod(to, 0555) && !fcntl(to, F_ADD_SEALS, SEALS)) {
		close(from);
		return to;
	}
	err = errno;
	close(from);
	if (to >= 0)
		close(to);
	errno = err;
	return -1;
}

static bool is_sealed(void)
{
	int fd = open(SELF, O_RDONLY | O_CLOEXEC);
	int seals = fd < 0 ? -1 : fcntl(fd, F_GET_SEALS);

	if (fd >= 0)
		close(fd);
	return seals >= 0 && (seals & SEALS) == SEALS;
}

int seal_self(char **argv)
{
	int fd;

	if (is_sealed()) {
		/* what was executed is a descriptor, and so is the name */
		prctl(PR_SET_NAME, program_invocation_short_name);
		return 0;
	}
	fd = seal_copy(SELF);
	if (fd >= 0)
		fexecve(fd, argv, environ);
	msg_set_program(argv[0]);
	msg_errno("cannot run from a sealed copy");
	return -1;
}
