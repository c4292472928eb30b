// SPDX-License-Identifier: GPL-2.0-only
/*
 * lend PID XID NID PROGRAM [ARG...]: runs a program in the guest with these ids
 * and with process PID, with all descriptors of the caller.  The tools of
 * util-vserver lend no terminal: they put pipes in its place.
 */
#include <fcntl.h>
#include <sched.h>

#include "vcmd.h"

static int open_of(const char *pid, const char *name, int flags)
{
	char path[64];
	int fd;

	snprintf(path, sizeof(path), "/proc/%s/%s", pid, name);
	fd = open(path, flags | O_CLOEXEC);
	CHECK(fd >= 0);
	return fd;
}

/* the mount namespace comes last: the others are looked up in this one */
static void enter_spaces(const char *pid)
{
	static const char *const names[] = {
		"ns/cgroup", "ns/ipc", "ns/uts", "ns/pid", "ns/mnt",
	};
	int root = open_of(pid, "root", O_PATH | O_DIRECTORY);
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(*names); i++)
		CHECK_EQ(setns(open_of(pid, names[i], O_RDONLY), 0), 0);
	CHECK_EQ(fchdir(root), 0);
	CHECK_EQ(chroot("."), 0);
}

int main(int argc, char **argv)
{
	uint64_t flags = 0;
	int status;
	pid_t pid;

	CHECK(argc > 4);
	enter_spaces(argv[1]);
	pid = fork();
	if (!pid) {
		CHECK(vs(NET_MIGRATE, atoi(argv[3]), NULL) >= 0);
		CHECK(vs(CTX_MIGRATE, atoi(argv[2]), &flags) >= 0);
		execv(argv[4], argv + 4);
		_exit(127);
	}
	CHECK_EQ(waitpid(pid, &status, 0), pid);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}
