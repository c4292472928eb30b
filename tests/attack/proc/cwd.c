// SPDX-License-Identifier: GPL-2.0-only
// /proc/<pid>/cwd as a working directory of its own, and from there up.
// Victims: host other
#include "proc/of.h"

int main(void)
{
	int i;

	if (chdir(victims("cwd")))
		refused(victims("cwd"));
	for (i = 0; i < 16; i++) {
		if (file_has_secret(AT_FDCWD))
			worked("/secret of the victim is read");
		NEED(!chdir(".."));
	}
	harmless("chdir");
}
