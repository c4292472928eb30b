// SPDX-License-Identifier: GPL-2.0-only
// The same of RLIMIT_NICE: with it an ordinary process takes the greatest share
// of the processors.
#include <sys/resource.h>

#include "attack.h"

int main(void)
{
	const struct rlimit most = { 40, 40 };

	if (setrlimit(RLIMIT_NICE, &most))
		refused("setrlimit");
	if (setpriority(PRIO_PROCESS, 0, -20))
		refused("setpriority");
	if (getpriority(PRIO_PROCESS, 0) == -20)
		worked("it goes before the host");
	harmless("the priority is the same");
}
