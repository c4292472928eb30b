// SPDX-License-Identifier: GPL-2.0-only
// A pipe in core_pattern: the kernel runs the program behind it as root of the
// host when a process of the guest crashes.
#include <signal.h>
#include <sys/resource.h>

#include "kernel/helper.h"

#define PATTERN	"/proc/sys/kernel/core_pattern"

static void crash(void)
{
	const struct rlimit all = { RLIM_INFINITY, RLIM_INFINITY };
	pid_t pid = fork();

	if (!pid) {
		setrlimit(RLIMIT_CORE, &all);
		raise(SIGSEGV);
		_exit(0);
	}
	waitpid(pid, NULL, 0);
}

int main(void)
{
	char *old = get(PATTERN);

	if (!old)
		refused(PATTERN);
	make_helper();
	if (put(PATTERN, "|" HELPER))
		refused_helper("write core_pattern");
	crash();
	NEED(!put(PATTERN, old));
	if (helper_ran())
		worked("the host ran the handler of a crash");
	harmless("the handler did not run");
}
