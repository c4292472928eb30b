// SPDX-License-Identifier: GPL-2.0-only
// fspick() takes up a mounted file system to configure it anew, with checks of
// its own beside those of mount(2).
#include <sys/statvfs.h>

#include "mount/mounts.h"

static void limit_files(unsigned long count)
{
	int fs = fspick(AT_FDCWD, "/shared", 0);
	char limit[32];

	if (fs < 0)
		refused("fspick");
	snprintf(limit, sizeof(limit), "%lu", count);
	if (fsconfig(fs, FSCONFIG_SET_STRING, "nr_inodes", limit, 0))
		refused("fsconfig");
	if (fsconfig(fs, FSCONFIG_CMD_RECONFIGURE, NULL, NULL, 0))
		refused("FSCONFIG_CMD_RECONFIGURE");
	close(fs);
}

int main(void)
{
	struct statvfs old, new;

	own_mounts();
	NEED(!statvfs("/shared", &old));
	limit_files(old.f_files - 1000);
	NEED(!statvfs("/shared", &new));
	limit_files(old.f_files);
	if (old.f_files != new.f_files)
		worked("the host's file system has another limit");
	harmless("the limit is the same");
}
