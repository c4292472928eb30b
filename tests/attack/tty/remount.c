// SPDX-License-Identifier: GPL-2.0-only
// devpts takes its options by a remount from whoever may mount: the mode of
// ptmx and of new terminals, for all that share the instance.
#include <sys/mount.h>

#include "attack.h"

int main(void)
{
	struct stat before, after;
	char old[32];

	NEED(!stat("/dev/pts/ptmx", &before));
	if (mount(NULL, "/dev/pts", NULL, MS_REMOUNT, "ptmxmode=0622"))
		refused("mount");
	NEED(!stat("/dev/pts/ptmx", &after));
	snprintf(old, sizeof(old), "ptmxmode=0%o,gid=5,mode=620",
		 before.st_mode & 0777);
	mount(NULL, "/dev/pts", NULL, MS_REMOUNT, old);
	if (before.st_mode != after.st_mode)
		worked("the mode of ptmx is another one");
	harmless("mount: the mode is the same");
}
