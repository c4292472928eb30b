// SPDX-License-Identifier: GPL-2.0-only
// The group of the audit log: what all processes of the machine do, with their
// arguments.
#include <linux/audit.h>

#include "netlink.h"

static void enable(int fd, int on)
{
	struct audit_status status = {
		.mask = AUDIT_STATUS_ENABLED,
		.enabled = on,
	};
	struct request r;

	begin(&r, AUDIT_SET, 0, &status, sizeof(status));
	talk(fd, &r);
}

int main(void)
{
	int listener = netlink_open(NETLINK_AUDIT, 1), i;
	int sender = netlink_open(NETLINK_AUDIT, 0);
	char buf[8192] = "";
	bool told = false;
	struct request r;

	/* nothing is logged before somebody has turned it on */
	enable(sender, 1);
	begin(&r, AUDIT_USER, 0, "marker of the log", 18);
	if (talk(sender, &r))
		refused("AUDIT_USER");
	for (i = 0; i < 16 && next(listener, buf, sizeof(buf) - 1) > 0; i++)
		if (memmem(buf, sizeof(buf), "marker of the log", 17))
			told = true;
	enable(sender, 0);
	if (told)
		worked("the log of audit is read");
	harmless("no record comes");
}
