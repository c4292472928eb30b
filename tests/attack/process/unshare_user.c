// SPDX-License-Identifier: GPL-2.0-only
// A user namespace has all capabilities, and with them mounts and networks:
// most holes of the kernel of the last years begin with this (CVE-2022-0185).
// Modes: guest bare
// (in a chroot there is none for anybody; left out where it is open)
#include <sched.h>
#include <signal.h>
#include <sys/mount.h>

#include "attack.h"

static int inside(void *unused)
{
	(void)unused;
	_exit(mount("none", "/tmp", "tmpfs", 0, NULL) ? errno : 0);
}

int main(void)
{
	static char stack[65536] __attribute__((aligned(16)));
	int status;
	pid_t pid = clone(inside, stack + sizeof(stack),
			  CLONE_NEWUSER | CLONE_NEWNS | SIGCHLD, NULL);

	if (pid < 0 && unshare(CLONE_NEWUSER))
		refused("CLONE_NEWUSER");
	if (pid >= 0) {
		NEED(waitpid(pid, &status, 0) == pid);
		if (!status)
			worked("a mount in a user namespace");
	}
	worked("a user namespace");
}
