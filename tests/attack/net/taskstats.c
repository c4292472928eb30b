// SPDX-License-Identifier: GPL-2.0-only
// The family TASKSTATS of generic netlink tells of any process by its number:
// times, memory, command, bytes of its files.
// Victims: host other
#include <linux/genetlink.h>
#include <linux/taskstats.h>

#include "netlink.h"

static int family_of(int fd, const char *name)
{
	struct genlmsghdr msg = { .cmd = CTRL_CMD_GETFAMILY, .version = 1 };
	char buf[8192];
	struct nlmsghdr *h = (void *)buf;
	struct rtattr *a = (void *)(buf + NLMSG_LENGTH(GENL_HDRLEN));
	struct request r;
	int left;

	begin(&r, GENL_ID_CTRL, 0, &msg, sizeof(msg));
	add(&r, CTRL_ATTR_FAMILY_NAME, name, strlen(name) + 1);
	NEED(send(fd, &r, r.h.nlmsg_len, 0) > 0);
	NEED(next(fd, buf, sizeof(buf)) > 0);
	left = h->nlmsg_len - NLMSG_LENGTH(GENL_HDRLEN);
	for (; RTA_OK(a, left); a = RTA_NEXT(a, left))
		if (a->rta_type == CTRL_ATTR_FAMILY_ID)
			return *(unsigned short *)RTA_DATA(a);
	return -1;
}

int main(void)
{
	int fd = netlink_open(NETLINK_GENERIC, 0), family;
	struct genlmsghdr msg = { .cmd = TASKSTATS_CMD_GET, .version = 1 };
	unsigned int pid = fact_number("PID");
	struct request r;

	family = family_of(fd, "TASKSTATS");
	NEED(family > 0);
	begin(&r, family, 0, &msg, sizeof(msg));
	add(&r, TASKSTATS_CMD_ATTR_PID, &pid, 4);
	if (send(fd, &r, r.h.nlmsg_len, 0) < 0)
		refused("send");
	if (dump_has(fd, "victim", 7))
		worked("the victim's process is told about");
	refused("TASKSTATS_CMD_GET");
}
