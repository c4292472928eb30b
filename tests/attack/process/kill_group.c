// SPDX-License-Identifier: GPL-2.0-only
// A signal to a process group of outside: the victim leads one.  The walk over
// the group once checked each member against the user only.
// Victims: host other
#include "process/life.h"

int main(void)
{
	victim_lives();
	if (killpg(fact_number("PID"), SIGKILL))
		refused("killpg");
	died_or("killpg");
}
