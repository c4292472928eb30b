// SPDX-License-Identifier: GPL-2.0-only
// A sysctl that is open for reading, and by O_PATH, is opened again for writing
// by its name below /proc/self/fd: no name of it is looked up.
#include "attack.h"

#define SYSCTL	"/proc/sys/kernel/poweroff_cmd"

static int reopen(int how)
{
	int fd = open(SYSCTL, how);
	char name[32];

	if (fd < 0)
		return -1;
	snprintf(name, sizeof(name), "/proc/self/fd/%d", fd);
	return put(name, "/shared/helper");
}

int main(void)
{
	char *old = get(SYSCTL), *now;

	if (!old)
		refused(SYSCTL);
	if (reopen(O_RDONLY) && reopen(O_PATH))
		refused("open again");
	now = get(SYSCTL);
	if (!now || !strcmp(now, old))
		harmless("the value stays");
	NEED(!put(SYSCTL, old));
	worked("what powers the host off was changed");
}
