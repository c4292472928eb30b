// SPDX-License-Identifier: GPL-2.0-only
// FIOSETOWN of a socket sets the owner past fcntl(2) and its checks.
// Victims: host other
#include <asm/sockios.h>
#include <sys/ioctl.h>

#include "process/life.h"

int main(void)
{
	int pair[2], pid = fact_number("PID");

	victim_lives();
	NEED(!socketpair(AF_UNIX, SOCK_STREAM, 0, pair));
	if (ioctl(pair[0], FIOSETOWN, &pid))
		refused("FIOSETOWN");
	NEED(!fcntl(pair[0], F_SETSIG, SIGKILL));
	NEED(!fcntl(pair[0], F_SETFL, O_ASYNC));
	NEED(write(pair[1], "x", 1) == 1);
	died_or("SIGIO");
}
