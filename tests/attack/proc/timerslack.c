// SPDX-License-Identifier: GPL-2.0-only
// timerslack_ns of a process outside: it wakes up when it is of no use any
// more.
// Victims: host other
#include "proc/of.h"

int main(void)
{
	char *was = text_of_victim("timerslack_ns"), *is;

	if (put(victims("timerslack_ns"), "4000000000"))
		refused(victims("timerslack_ns"));
	is = text_of_victim("timerslack_ns");
	put(victims("timerslack_ns"), was);
	if (!strcmp(is, "4000000000\n"))
		worked("the victim sleeps longer");
	harmless("timerslack_ns");
}
