// SPDX-License-Identifier: GPL-2.0-only
// Raises its own hard limits, which are what the admin gave: processes, queues,
// locked memory.
// Modes: bare open
// (guests of "vserver build" may: they have set_rlimit)
#include <sys/resource.h>

#include "attack.h"

int main(void)
{
	const int which[] = { RLIMIT_NPROC, RLIMIT_MSGQUEUE, RLIMIT_MEMLOCK };
	struct rlimit was, more, is;
	int i;

	for (i = 0; i < 3; i++) {
		NEED(!getrlimit(which[i], &was));
		if (was.rlim_max == RLIM_INFINITY)
			was.rlim_cur = was.rlim_max = 100000;
		NEED(!setrlimit(which[i], &was));
		more.rlim_cur = more.rlim_max = was.rlim_max + 1;
		if (!prlimit(0, which[i], &more, NULL) &&
		    !getrlimit(which[i], &is) && is.rlim_max > was.rlim_max)
			worked("a hard limit is greater");
	}
	refused("setrlimit");
}
