// SPDX-License-Identifier: GPL-2.0-only
// The sysfs that the guest was given read-only, bound elsewhere and remounted:
// the restriction is that of a mount, and the copy is the guest's.
#include "mount/mounts.h"

int main(void)
{
	own_mounts();
	if (mount("/sys", POINT, NULL, MS_BIND, NULL))
		refused("bind");
	if (mount(NULL, POINT, NULL, MS_BIND | MS_REMOUNT, NULL))
		refused("remount");
	change(POINT "/block/vdb/queue/read_ahead_kb", "64\n");
}
