// SPDX-License-Identifier: GPL-2.0-only
// taskstats, a family of generic netlink: name, times and input and output of a
// process by its number, past /proc.
// Victims: host other
#include <linux/genetlink.h>
#include <linux/taskstats.h>
#include <sys/socket.h>

#include "attack.h"

static int fd;
static char answer[4096];

static struct {
	struct nlmsghdr head;
	struct genlmsghdr genl;
	struct nlattr attr;
	char data[32];
} message;

static int ask(int type, int command, int kind, const void *data, int length)
{
	struct sockaddr_nl kernel = { .nl_family = AF_NETLINK };
	struct nlmsghdr *head = (void *)answer;

	message.head.nlmsg_len = NLMSG_HDRLEN + GENL_HDRLEN + NLA_HDRLEN +
				 NLA_ALIGN(length);
	message.head.nlmsg_type = type;
	message.head.nlmsg_flags = NLM_F_REQUEST;
	message.genl.cmd = command;
	message.genl.version = 1;
	message.attr.nla_type = kind;
	message.attr.nla_len = NLA_HDRLEN + length;
	memcpy(message.data, data, length);
	if (sendto(fd, &message, message.head.nlmsg_len, 0, (void *)&kernel,
		   sizeof(kernel)) < 0 ||
	    recv(fd, answer, sizeof(answer), 0) < 0)
		return -1;
	if (head->nlmsg_type != NLMSG_ERROR)
		return 0;
	errno = -((struct nlmsgerr *)NLMSG_DATA(head))->error;
	return -1;
}

int main(void)
{
	struct nlattr *attr = (void *)(answer + NLMSG_HDRLEN + GENL_HDRLEN);
	uint32_t pid = fact_number("PID");
	int family = 0;

	fd = socket(AF_NETLINK, SOCK_RAW, NETLINK_GENERIC);
	if (fd < 0)
		refused("socket");
	if (ask(GENL_ID_CTRL, CTRL_CMD_GETFAMILY, CTRL_ATTR_FAMILY_NAME,
		TASKSTATS_GENL_NAME, sizeof(TASKSTATS_GENL_NAME)))
		refused("CTRL_CMD_GETFAMILY");
	for (; attr->nla_len; attr = (void *)((char *)attr +
					      NLA_ALIGN(attr->nla_len)))
		if (attr->nla_type == CTRL_ATTR_FAMILY_ID) {
			family = *(uint16_t *)(attr + 1);
			break;
		}
	NEED(family);
	if (ask(family, TASKSTATS_CMD_GET, TASKSTATS_CMD_ATTR_PID, &pid, 4))
		refused("TASKSTATS_CMD_GET");
	/* AGGR_PID: the number, the padding, the record */
	if (memmem(answer, sizeof(answer), "victim", 7))
		worked("what the victim did is told");
	harmless("TASKSTATS_CMD_GET");
}
