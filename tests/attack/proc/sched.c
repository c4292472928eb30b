// SPDX-License-Identifier: GPL-2.0-only
// Times and switches of a process outside, by the files that the scheduler has
// of it: "sched", "schedstat", "stat".
// Victims: host other
#include "proc/of.h"

int main(void)
{
	static const char *const files[] = { "sched", "schedstat", "stat" };
	unsigned int i;
	char *text;

	for (i = 0; i < 3; i++) {
		text = get(victims(files[i]));
		if (text && *text)
			worked("what the scheduler knows of the victim");
	}
	refused(victims("stat"));
}
