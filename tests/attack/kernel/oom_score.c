// SPDX-License-Identifier: GPL-2.0-only
// Who is killed when memory runs out: with the least score a guest's process
// stays, and one of the host goes.
#include "attack.h"

#define SCORE	"/proc/self/oom_score_adj"

int main(void)
{
	char *now;

	if (put(SCORE, "-1000") && put("/proc/self/oom_adj", "-17"))
		refused("write the score");
	now = get(SCORE);
	if (now && atoi(now) == -1000)
		worked("the host is killed first");
	harmless("the score stays");
}
