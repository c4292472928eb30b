// SPDX-License-Identifier: GPL-2.0-only
// F_SETOWN_EX names a process group, and F_SETSIG another signal: the walk over
// the group is the kernel's, not that of kill(2).
// Victims: host other
#include "process/life.h"

int main(void)
{
	struct f_owner_ex owner = { F_OWNER_PGRP, fact_number("PID") };
	int pair[2];

	victim_lives();
	NEED(!socketpair(AF_UNIX, SOCK_STREAM, 0, pair));
	if (fcntl(pair[0], F_SETOWN_EX, &owner))
		refused("F_SETOWN_EX");
	NEED(!fcntl(pair[0], F_SETSIG, SIGKILL));
	NEED(!fcntl(pair[0], F_SETFL, O_ASYNC));
	NEED(write(pair[1], "x", 1) == 1);
	died_or("SIGIO");
}
