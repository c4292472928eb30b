// SPDX-License-Identifier: GPL-2.0-only
// The owner of a descriptor gets a signal of free choice when there is data: a
// kill(2) that looks different.
// Victims: host other
#include <signal.h>

#include "borrow.h"

int main(void)
{
	int ends[2], from;

	NEED(!pipe(ends));
	/* where the victim dies its service does */
	from = lender();
	signal(SIGPIPE, SIG_IGN);
	if (fcntl(ends[0], F_SETOWN, fact_number("PID")))
		refused("F_SETOWN");
	NEED(!fcntl(ends[0], F_SETSIG, SIGKILL));
	NEED(!fcntl(ends[0], F_SETFL, O_ASYNC));
	NEED(write(ends[1], "x", 1) == 1);
	usleep(500000);
	if (write(from, "?", 1) != 1 || read(from, ends, 1) != 1)
		worked("the victim is killed");
	harmless("F_SETOWN: it lives");
}
