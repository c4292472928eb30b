// SPDX-License-Identifier: GPL-2.0-only
// A node is opened with O_PATH, which asks for no permission, and again by what
// /proc/self/fd has for it.
#include "device/device.h"

int main(void)
{
	int path = open(DISK, O_PATH), fd;
	char name[32];

	NEED(path >= 0);
	snprintf(name, sizeof(name), "/proc/self/fd/%d", path);
	if (opens_disk(name))
		worked("the disk is read by /proc/self/fd");
	snprintf(name, sizeof(name), "/proc/thread-self/fd/%d", path);
	if (opens_disk(name))
		worked("the disk is read by /proc/thread-self/fd");
	fd = openat(path, "", O_RDONLY);
	if (fd >= 0 && is_disk(fd))
		worked("the disk is read by an empty name");
	snprintf(name, sizeof(name), "/dev/fd/%d", path);
	if (opens_disk(name))
		worked("the disk is read by /dev/fd");
	refused("open again");
}
