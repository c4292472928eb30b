// SPDX-License-Identifier: GPL-2.0-only
// F_SETOWN names the process that gets the signal of a descriptor, F_SETSIG
// chooses SIGKILL: the kernel sends it, later, and asks about the file's owner.
// Victims: host other
#include "process/life.h"

int main(void)
{
	int pair[2];

	victim_lives();
	NEED(!socketpair(AF_UNIX, SOCK_STREAM, 0, pair));
	if (fcntl(pair[0], F_SETOWN, fact_number("PID")))
		refused("F_SETOWN");
	NEED(!fcntl(pair[0], F_SETSIG, SIGKILL));
	NEED(!fcntl(pair[0], F_SETFL, O_ASYNC));
	NEED(write(pair[1], "x", 1) == 1);
	died_or("SIGIO");
}
