// SPDX-License-Identifier: GPL-2.0-only
// fdinfo of a process outside: positions, locks and mounts of what it has open.
// Victims: host other
#include "proc/of.h"

int main(void)
{
	char *text = text_of_victim("fdinfo/0");

	if (strstr(text, "mnt_id:"))
		worked("a descriptor of the victim is described");
	harmless("fdinfo");
}
