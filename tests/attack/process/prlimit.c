// SPDX-License-Identifier: GPL-2.0-only
// prlimit64(2) of a process outside: with no descriptors left a daemon is dead
// without a signal.
// Victims: host other
#include <sys/resource.h>

#include "attack.h"

int main(void)
{
	pid_t pid = fact_number("PID");
	struct rlimit was, few = { 3, 3 }, is = { 0 };

	if (prlimit(pid, RLIMIT_NOFILE, NULL, &was))
		refused("prlimit");
	few.rlim_max = was.rlim_max;
	if (prlimit(pid, RLIMIT_NOFILE, &few, NULL))
		refused("prlimit");
	prlimit(pid, RLIMIT_NOFILE, &was, &is);
	if (is.rlim_cur == 3)
		worked("the victim opens no file any more");
	harmless("prlimit");
}
