// SPDX-License-Identifier: GPL-2.0-only
// FIFREEZE stops every writer of a file system, which host and guests share: one
// of the guest's own directory, or the victim's.
#include <linux/fs.h>
#include <sys/ioctl.h>

#include "attack.h"

static void freeze(const char *name)
{
	int fd = open(name, O_RDONLY | O_DIRECTORY);

	if (fd < 0 || ioctl(fd, FIFREEZE, 0))
		return;
	ioctl(fd, FITHAW, 0);
	worked("the file system stood still");
}

int main(void)
{
	char name[64];

	snprintf(name, sizeof(name), "/proc/%ld/root/vservers",
		 fact_number("PID"));
	freeze(name);
	freeze("/");
	refused("FIFREEZE");
}
