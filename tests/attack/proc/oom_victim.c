// SPDX-License-Identifier: GPL-2.0-only
// oom_score_adj of a process outside: when the guest then takes all memory,
// that one dies first.
// Victims: host other
#include "proc/of.h"

int main(void)
{
	char *was = text_of_victim("oom_score_adj"), *is;

	if (put(victims("oom_score_adj"), "1000"))
		refused(victims("oom_score_adj"));
	is = text_of_victim("oom_score_adj");
	put(victims("oom_score_adj"), was);
	if (atoi(is) == 1000)
		worked("the victim dies first");
	harmless("oom_score_adj");
}
