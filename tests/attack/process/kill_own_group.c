// SPDX-License-Identifier: GPL-2.0-only
// Signals to the own process group, in which the tool of the host is that
// started this process and still waits for it: the runner sees if it dies.
// Modes: guest bare
// (where it is open, the attack leads a session of its own)
// Victims: host other
#include "process/life.h"

int main(void)
{
	victim_lives();
	signal(SIGUSR1, SIG_IGN);
	if (kill(0, SIGUSR1))
		refused("kill 0");
	usleep(300000);
	died_or("kill 0: the group of the guest");
}
