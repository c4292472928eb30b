// SPDX-License-Identifier: GPL-2.0-only
// The layout of memory of a process outside, by each file that has it.
// Victims: host other
#include "proc/of.h"

int main(void)
{
	static const char *const files[] = { "maps", "smaps", "numa_maps" };
	unsigned int i;
	char *text;

	for (i = 0; i < 3; i++) {
		text = get(victims(files[i]));
		if (text && strstr(text, "[stack]"))
			worked("where the victim's stack is");
	}
	refused("maps, smaps");
}
