// SPDX-License-Identifier: GPL-2.0-only
// CLONE_INTO_CGROUP: the child begins in another group than the guest's, and
// with the limits of that one, without a write to cgroup.procs.
#include <dirent.h>
#include <linux/sched.h>
#include <sched.h>
#include <signal.h>

#include "attack.h"

#define ROOT	"/sys/fs/cgroup"

static char *own;

static bool moves(const char *name)
{
	struct clone_args args = {
		.flags = CLONE_INTO_CGROUP,
		.exit_signal = SIGCHLD,
	};
	int fd = open(name, O_RDONLY | O_DIRECTORY), status = 0;
	char *now;
	long pid;

	if (fd < 0)
		return false;
	args.cgroup = fd;
	pid = syscall(SYS_clone3, &args, sizeof(args));
	close(fd);
	if (!pid) {
		now = get("/proc/self/cgroup");
		_exit(now && strcmp(now, own));
	}
	return pid > 0 && waitpid(pid, &status, 0) == pid && status;
}

/* a group that has groups takes no process */
static void look(const char *name)
{
	DIR *dir = opendir(name);
	struct dirent *entry;
	char below[4096];

	if (!dir)
		return;
	if (moves(name))
		worked("a child is in another group");
	while ((entry = readdir(dir))) {
		if (entry->d_type != DT_DIR || entry->d_name[0] == '.')
			continue;
		snprintf(below, sizeof(below), "%s/%s", name, entry->d_name);
		look(below);
	}
	closedir(dir);
}

int main(void)
{
	own = get("/proc/self/cgroup");
	NEED(own);
	if (access(ROOT, F_OK))
		refused(ROOT);
	look(ROOT);
	errno = EACCES;
	refused("clone3");
}
