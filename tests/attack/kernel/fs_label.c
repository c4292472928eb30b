// SPDX-License-Identifier: GPL-2.0-only
// The label of the file system that all guests are on: the host mounts by it.
#include <linux/fs.h>
#include <sys/ioctl.h>

#include "attack.h"

static bool relabel(const char *name)
{
	int fd = open(name, O_RDONLY | O_DIRECTORY);
	char old[FSLABEL_MAX], now[FSLABEL_MAX];

	if (fd < 0 || ioctl(fd, FS_IOC_GETFSLABEL, old) ||
	    ioctl(fd, FS_IOC_SETFSLABEL, "stolen"))
		return false;
	NEED(!ioctl(fd, FS_IOC_GETFSLABEL, now));
	NEED(!ioctl(fd, FS_IOC_SETFSLABEL, old));
	return !strcmp(now, "stolen");
}

int main(void)
{
	char name[64];

	snprintf(name, sizeof(name), "/proc/%ld/root/vservers",
		 fact_number("PID"));
	if (relabel(name) || relabel("/"))
		worked("the file system of all has another label");
	refused("FS_IOC_SETFSLABEL");
}
