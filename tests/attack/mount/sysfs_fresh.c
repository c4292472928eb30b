// SPDX-License-Identifier: GPL-2.0-only
// A new mount of sysfs is not read-only as the one that the guest was given: the
// host's disk takes its settings from it.
#include "mount/mounts.h"

int main(void)
{
	own_mounts();
	mount_at_point("sysfs", "sysfs", NULL);
	change(POINT "/block/vdb/queue/read_ahead_kb", "64\n");
}
