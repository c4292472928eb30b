// SPDX-License-Identifier: GPL-2.0-only
// An overlay over /sys: the files are those of the overlay, and what hides parts
// of sysfs may take them for ordinary ones.
#include "mount/mounts.h"

int main(void)
{
	char *size;

	own_mounts();
	NEED(!mkdir("/tmp/upper", 0700) || errno == EEXIST);
	mount_at_point("o", "overlay", "lowerdir=/sys:/tmp/upper");
	size = get(POINT "/devices/virtual/mem/null/uevent");
	if (size && strstr(size, "MAJOR=1"))
		worked("a hidden part of sysfs is read");
	refused("/sys");
}
