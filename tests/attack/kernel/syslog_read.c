// SPDX-License-Identifier: GPL-2.0-only
// The log of the kernel by syslog(2): addresses, disks and what others did.  A
// guest that has CAP_SYSLOG may be lent it for the addresses alone.
// Caps: SYSLOG
#include <sys/klog.h>

#include "attack.h"

int main(void)
{
	static char buf[65536];
	int got = klogctl(3, buf, sizeof(buf) - 1);

	if (got < 0)
		refused("syslog");
	if (got > 0)
		worked("the log of the host is read");
	harmless("an empty log");
}
