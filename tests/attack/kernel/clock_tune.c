// SPDX-License-Identifier: GPL-2.0-only
// How fast the clock of the host runs and how it counts leap seconds, by
// adjtimex(2) and clock_adjtime(2).
#include <sys/timex.h>
#include <time.h>

#include "attack.h"

int main(void)
{
	struct timex tx = { .modes = 0 }, set = { .modes = ADJ_TICK };
	long tick;

	NEED(adjtimex(&tx) >= 0);
	tick = tx.tick;
	set.tick = tick + 100;
	if (adjtimex(&set) < 0 && clock_adjtime(CLOCK_REALTIME, &set) < 0)
		refused("adjtimex");
	tx.modes = 0;
	NEED(adjtimex(&tx) >= 0);
	if (tx.tick == tick)
		harmless("the clock runs as before");
	set = (struct timex){ .modes = ADJ_TICK, .tick = tick };
	NEED(adjtimex(&set) >= 0);
	worked("the clock of the host runs faster");
}
