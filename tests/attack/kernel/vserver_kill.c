// SPDX-License-Identifier: GPL-2.0-only
// A signal to a process of the other guest, by the number of its context.
// Victims: other
#include <signal.h>

#include "kernel/vserver.h"

int main(void)
{
	int pid = fact_number("PID"), i;

	if (tried(ctx_kill(OTHER, pid, SIGKILL)) < 0)
		refused("ctx_kill");
	for (i = 0; i < 30; i++) {
		if (kill(pid, 0) && errno == ESRCH)
			worked("the victim is dead");
		usleep(100000);
	}
	harmless("the victim lives");
}
