// SPDX-License-Identifier: GPL-2.0-only
// clear_refs of a process outside: with smaps it tells which pages the victim
// touches, and all of them are the first ones to go.
// Victims: host other
#include "proc/of.h"

static long referenced(void)
{
	char *text = get(victims("smaps_rollup")), *line;

	line = text ? strstr(text, "Referenced:") : NULL;
	return line ? atol(line + 11) : -1;
}

int main(void)
{
	long was = referenced();

	if (put(victims("clear_refs"), "1"))
		refused(victims("clear_refs"));
	if (referenced() < was)
		worked("no page of the victim is referenced");
	harmless("clear_refs");
}
