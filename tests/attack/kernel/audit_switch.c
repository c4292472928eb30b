// SPDX-License-Identifier: GPL-2.0-only
// The audit of the host is switched off, or its backlog is made small, by a
// message to NETLINK_AUDIT.
#include <linux/audit.h>
#include <linux/netlink.h>
#include <sys/socket.h>

#include "attack.h"

static int audit;

static long ask(int type, struct audit_status *status)
{
	struct {
		struct nlmsghdr head;
		struct audit_status status;
	} message = { { sizeof(message), type, NLM_F_REQUEST | NLM_F_ACK, 1,
			0 }, *status };
	struct {
		struct nlmsghdr head;
		union {
			struct nlmsgerr error;
			struct audit_status status;
		};
		char rest[512];
	} answer;

	if (send(audit, &message, sizeof(message), 0) < 0)
		return -1;
	while (recv(audit, &answer, sizeof(answer), 0) > 0) {
		if (answer.head.nlmsg_type == AUDIT_GET)
			*status = answer.status;
		if (answer.head.nlmsg_type != NLMSG_ERROR)
			continue;
		errno = -answer.error.error;
		if (errno || type != AUDIT_GET)
			return errno ? -1 : 0;
		/* the status comes before or after what NLM_F_ACK asks for */
		if (status->backlog_limit)
			return 0;
	}
	return type == AUDIT_GET && status->backlog_limit ? 0 : -1;
}

int main(void)
{
	struct timeval second = { .tv_sec = 1 };
	struct audit_status old = { 0 }, now = { 0 };
	struct audit_status set = { .mask = AUDIT_STATUS_BACKLOG_LIMIT };

	audit = socket(AF_NETLINK, SOCK_RAW, NETLINK_AUDIT);
	if (audit < 0)
		refused("socket");
	setsockopt(audit, SOL_SOCKET, SO_RCVTIMEO, &second, sizeof(second));
	if (ask(AUDIT_GET, &old))
		refused("AUDIT_GET");
	set.backlog_limit = old.backlog_limit + 1;
	if (ask(AUDIT_SET, &set))
		refused("AUDIT_SET");
	NEED(!ask(AUDIT_GET, &now));
	set.backlog_limit = old.backlog_limit;
	NEED(!ask(AUDIT_SET, &set));
	if (now.backlog_limit != old.backlog_limit)
		worked("the host's audit obeys");
	harmless("the audit stays");
}
