// SPDX-License-Identifier: GPL-2.0-only
// CVE-2022-0185: the options of a file system are parsed before anybody asks who
// may mount it.  What answers here is a driver that a guest never mounts.
#include "mount/mounts.h"

int main(void)
{
	char log[256] = "";
	int fs;

	fs = fsopen("ext4", 0);
	if (fs < 0)
		refused("fsopen");
	if (!fsconfig(fs, FSCONFIG_SET_STRING, "attack", "x", 0))
		worked("the driver took an option");
	if (read(fs, log, sizeof(log) - 1) > 0 && strstr(log, "ext4"))
		worked("the driver's parser answers");
	refused("fsconfig");
}
