// SPDX-License-Identifier: GPL-2.0-only
// SIGUSR1 by SIGIO to the own process group, which the tool of the host made
// that waits for this process: the runner sees if it dies.
// Modes: guest bare
// (where it is open, the attack leads a group of its own)
#include "process/life.h"

int main(void)
{
	int pair[2];

	victim_lives();
	signal(SIGUSR1, SIG_IGN);
	NEED(!socketpair(AF_UNIX, SOCK_STREAM, 0, pair));
	if (fcntl(pair[0], F_SETOWN, getpgrp() ? -getpgrp() : -getpid()))
		refused("F_SETOWN");
	NEED(!fcntl(pair[0], F_SETSIG, SIGUSR1));
	NEED(!fcntl(pair[0], F_SETFL, O_ASYNC));
	NEED(write(pair[1], "x", 1) == 1);
	usleep(300000);
	died_or("SIGIO: the group of the guest");
}
