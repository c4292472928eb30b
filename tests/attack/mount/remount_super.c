// SPDX-License-Identifier: GPL-2.0-only
// Options of a file system, unlike those of a mount, are the same wherever it is
// mounted: a guest that remounts one changes what the host has.
#include <sys/statvfs.h>

#include "mount/mounts.h"

int main(void)
{
	struct statvfs old, new;
	char size[32];

	own_mounts();
	NEED(!statvfs("/shared", &old));
	if (mount(NULL, "/shared", NULL, MS_REMOUNT, "size=4m"))
		refused("mount");
	NEED(!statvfs("/shared", &new));
	snprintf(size, sizeof(size), "nr_blocks=%lu", (long)old.f_blocks);
	mount(NULL, "/shared", NULL, MS_REMOUNT, size);
	if (old.f_blocks != new.f_blocks)
		worked("the host's file system has another size");
	harmless("remount: the size is the same");
}
