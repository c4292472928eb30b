// SPDX-License-Identifier: GPL-2.0-only
// coredump_filter of a process outside: what it maps, devices too, would be in
// its next core.
// Victims: host other
#include "proc/of.h"

int main(void)
{
	char *was = text_of_victim("coredump_filter"), *is, back[32];

	if (put(victims("coredump_filter"), "0x1ff"))
		refused(victims("coredump_filter"));
	is = text_of_victim("coredump_filter");
	snprintf(back, sizeof(back), "0x%lx", strtol(was, NULL, 16));
	put(victims("coredump_filter"), back);
	if (strtol(is, NULL, 16) == 0x1ff)
		worked("what a core of the victim has");
	harmless("coredump_filter");
}
