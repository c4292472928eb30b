// SPDX-License-Identifier: GPL-2.0-only
// reboot(2): what the keys Ctrl-Alt-Del do.  A guest has CAP_SYS_BOOT, for its
// own restart.
#include <sys/reboot.h>

#include "attack.h"

#define SYSCTL	"/proc/sys/kernel/ctrl-alt-del"

int main(void)
{
	char *old = get(SYSCTL), *now;
	bool on;

	if (!old)
		refused(SYSCTL);
	on = *old == '1';
	if (reboot(on ? RB_DISABLE_CAD : RB_ENABLE_CAD))
		refused("reboot");
	now = get(SYSCTL);
	NEED(now);
	if (!strcmp(now, old))
		harmless("reboot: nothing has changed");
	NEED(!reboot(on ? RB_ENABLE_CAD : RB_DISABLE_CAD));
	worked("the keys of the host do something else");
}
