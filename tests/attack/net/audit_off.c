// SPDX-License-Identifier: GPL-2.0-only
// The rules of audit are one for all: AUDIT_SET turns it off, and nothing that
// is done on the host leaves a trace.
#include <linux/audit.h>

#include "netlink.h"

static int get_limit(int fd, struct audit_status *status)
{
	char buf[8192];
	struct nlmsghdr *h = (void *)buf;
	struct request r;

	begin(&r, AUDIT_GET, 0, "", 0);
	if (send(fd, &r, r.h.nlmsg_len, 0) < 0)
		return -1;
	while (next(fd, buf, sizeof(buf)) > 0)
		if (h->nlmsg_type == AUDIT_GET) {
			memcpy(status, NLMSG_DATA(h), sizeof(*status));
			return 0;
		}
	return -1;
}

int main(void)
{
	int fd = netlink_open(NETLINK_AUDIT, 0);
	struct audit_status status = { 0 }, is = { 0 };
	struct request r;

	/* the limit stands for the rest of what the message sets */
	get_limit(fd, &status);
	status.mask = AUDIT_STATUS_BACKLOG_LIMIT;
	status.backlog_limit++;
	begin(&r, AUDIT_SET, 0, &status, sizeof(status));
	if (talk(fd, &r))
		refused("AUDIT_SET");
	get_limit(fd, &is);
	status.backlog_limit--;
	begin(&r, AUDIT_SET, 0, &status, sizeof(status));
	talk(fd, &r);
	if (is.backlog_limit == status.backlog_limit + 1)
		worked("audit of the host is set");
	harmless("AUDIT_SET: nothing is set");
}
