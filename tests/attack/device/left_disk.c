// SPDX-License-Identifier: GPL-2.0-only
// Nodes of the disk that are there: in a directory that host and guest share, in
// the guest's /dev, and below the root of a process outside.
#include "device/device.h"

int main(void)
{
	char name[64];

	snprintf(name, sizeof(name), "/proc/%ld/root/dev/vda",
		 fact_number("PID"));
	if (opens_disk(name) || opens_disk("/dev/vda") || opens_disk(DISK))
		worked("the disk is read");
	refused("open the disk");
}
