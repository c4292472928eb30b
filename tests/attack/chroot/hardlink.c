// SPDX-License-Identifier: GPL-2.0-only
// A hard link takes a file of the same file system into the own root, where it
// stays: the old way to keep files that are about to be mended.
#include "chroot/climb.h"

int main(void)
{
	char name[64] = "";
	int i;

	stand_below_barrier();
	for (i = 0; i < 8; i++) {
		strcat(name, "../");
		strcat(name, fact("FILE") + 1);
		if (!link(name, "linked")) {
			i = named_has_secret(AT_FDCWD, "linked");
			unlink("linked");
			if (i)
				worked("/secret of the host is linked");
			harmless("link: another file");
		}
		if (errno != ENOENT)
			break;
		name[strlen(name) - strlen(fact("FILE") + 1)] = '\0';
	}
	refused("link");
}
