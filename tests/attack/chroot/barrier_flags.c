// SPDX-License-Identifier: GPL-2.0-only
// The flags of the barrier directory, as chattr(1) sets them, take an open
// descriptor of it.
// Caps: LINUX_IMMUTABLE
#include <linux/fs.h>
#include <sys/ioctl.h>

#include "chroot/climb.h"

int main(void)
{
	int fd, old, new;

	stand_below_barrier();
	fd = open("..", O_RDONLY | O_DIRECTORY);
	if (fd < 0)
		refused("open ..");
	NEED(!ioctl(fd, FS_IOC_GETFLAGS, &old));
	new = old ^ FS_IMMUTABLE_FL;
	if (ioctl(fd, FS_IOC_SETFLAGS, &new))
		refused("FS_IOC_SETFLAGS");
	NEED(!ioctl(fd, FS_IOC_GETFLAGS, &new) &&
	     !ioctl(fd, FS_IOC_SETFLAGS, &old));
	if (old != new)
		worked("the host's directory is immutable");
	harmless("FS_IOC_SETFLAGS: the flags are the same");
}
