// SPDX-License-Identifier: GPL-2.0-only
// A process is born in the group of the other guest: CLONE_INTO_CGROUP takes a
// descriptor of the directory, which is open for reading only.
#include <linux/sched.h>
#include <signal.h>
#include <stdint.h>

#include "cgroup/cgroup.h"

int main(void)
{
	int group = open_group("vserver/other"), status;
	struct clone_args args = {
		.flags = CLONE_INTO_CGROUP, .exit_signal = SIGCHLD,
	};
	pid_t pid;

	if (group < 0)
		refused("the other guest's group");
	args.cgroup = group;
	pid = syscall(SYS_clone3, &args, sizeof(args));
	if (!pid)
		_exit(is_in("/other"));
	if (pid < 0)
		refused("clone3");
	NEED(waitpid(pid, &status, 0) == pid);
	if (WIFEXITED(status) && WEXITSTATUS(status) == 1)
		worked("it was born in the other guest's group");
	harmless("it was born in its own group");
}
