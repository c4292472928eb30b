// SPDX-License-Identifier: GPL-2.0-only
// A command of the magic key, by the host's /proc and by the guest's: the level
// of what the console shows.
#include "attack.h"

static int trigger(void)
{
	char name[64];

	if (!put("/proc/sysrq-trigger", "3"))
		return 0;
	snprintf(name, sizeof(name), "/proc/%ld/root/proc/sysrq-trigger",
		 fact_number("PID"));
	return put(name, "3");
}

int main(void)
{
	char *old = get("/proc/sys/kernel/printk"), *now;

	if (!old)
		refused("/proc/sys/kernel/printk");
	if (trigger())
		refused("sysrq-trigger");
	now = get("/proc/sys/kernel/printk");
	NEED(now && !put("/proc/sys/kernel/printk", old));
	if (strcmp(now, old))
		worked("the host obeyed the magic key");
	harmless("the level stays");
}
