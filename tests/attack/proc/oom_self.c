// SPDX-License-Identifier: GPL-2.0-only
// An oom_score_adj of -1000 for itself: a guest that takes all memory then ends
// everything but itself.
#include "attack.h"

int main(void)
{
	char *is;

	if (put("/proc/self/oom_score_adj", "-1000") &&
	    put("/proc/self/oom_adj", "-17"))
		refused("oom_score_adj");
	is = get("/proc/self/oom_score_adj");
	if (is && atoi(is) < 0)
		worked("the guest is the last one to die");
	harmless("oom_score_adj");
}
