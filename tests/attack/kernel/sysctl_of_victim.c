// SPDX-License-Identifier: GPL-2.0-only
// The sysctls as a process outside sees them, below its root: another mount of
// /proc, with other options.
// Victims: host other
#include "attack.h"

int main(void)
{
	char name[64], *old, *now;

	snprintf(name, sizeof(name), "/proc/%ld/root/proc/sys/vm/oom_dump_tasks",
		 fact_number("PID"));
	old = get(name);
	if (!old)
		refused("the victim's /proc/sys");
	if (put(name, *old == '0' ? "1" : "0"))
		refused("write the victim's /proc/sys");
	now = get(name);
	NEED(now && !put(name, old));
	if (*now != *old)
		worked("a sysctl was changed by the victim's /proc");
	harmless("the value stays");
}
