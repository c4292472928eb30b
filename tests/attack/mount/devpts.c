// SPDX-License-Identifier: GPL-2.0-only
// Before Linux 4.7 a mount of devpts without "newinstance" was that of the host,
// with the terminals of its users.
// Modes: guest bare
// Not open: each mount is an instance of its own now.
#include <dirent.h>

#include "mount/mounts.h"

int main(void)
{
	struct dirent *entry;
	DIR *dir;

	own_mounts();
	mount_at_point("p", "devpts", "gid=5,mode=620,ptmxmode=666");
	dir = opendir(POINT);
	NEED(dir);
	while ((entry = readdir(dir)))
		if (entry->d_name[0] >= '0' && entry->d_name[0] <= '9')
			worked("a terminal that somebody else opened");
	harmless("no terminal is there");
}
