// SPDX-License-Identifier: GPL-2.0-only
// The plain signal to a number of outside.
// Victims: host other
#include "process/life.h"

int main(void)
{
	victim_lives();
	if (kill(fact_number("PID"), SIGKILL))
		refused("kill");
	died_or("kill");
}
