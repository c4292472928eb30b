// SPDX-License-Identifier: GPL-2.0-only
// Passwords in the environment, by /proc/<pid>/environ: only who may trace the
// process reads it.
// Victims: host other
#include "proc/of.h"

int main(void)
{
	char *text = text_of_victim("environ");

	if (strstr(text, "="))
		worked("the environment of the victim");
	harmless("environ: empty");
}
