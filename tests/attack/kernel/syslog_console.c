// SPDX-License-Identifier: GPL-2.0-only
// What the console of the host shows, by syslog(2): an attacker silences it
// before the noise starts.
#include <sys/klog.h>

#include "attack.h"

#define PRINTK	"/proc/sys/kernel/printk"

int main(void)
{
	char *old = get(PRINTK), *now;

	if (!old)
		refused(PRINTK);
	if (klogctl(8, NULL, 3) && klogctl(6, NULL, 0))
		refused("syslog");
	now = get(PRINTK);
	NEED(now && !put(PRINTK, old));
	if (strcmp(now, old))
		worked("the console is silent");
	harmless("the level stays");
}
