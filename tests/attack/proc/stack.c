// SPDX-License-Identifier: GPL-2.0-only
// The kernel's stack of the own process, and so which functions it is in: for
// the timing of races, and once for addresses.
#include "attack.h"

int main(void)
{
	char *text = get("/proc/self/stack");

	if (!text)
		refused("/proc/self/stack");
	if (strchr(text, '+'))
		worked("functions of the kernel");
	harmless("stack");
}
