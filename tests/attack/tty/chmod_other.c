// SPDX-License-Identifier: GPL-2.0-only
// Owner and mode of a terminal of others are changed by its name: then every user
// may read what is typed there.
#include "attack.h"

int main(void)
{
	struct stat before, after;

	if (stat(fact("TTY"), &before))
		refused("stat");
	if (chmod(fact("TTY"), 0666) && chown(fact("TTY"), 1, 1))
		refused("chmod, chown");
	NEED(!stat(fact("TTY"), &after));
	if (chmod(fact("TTY"), before.st_mode & 07777) ||
	    chown(fact("TTY"), before.st_uid, before.st_gid))
		broken("chmod");
	if (before.st_mode != after.st_mode || before.st_uid != after.st_uid)
		worked("the terminal is open to every user");
	harmless("chmod: the mode is the same");
}
