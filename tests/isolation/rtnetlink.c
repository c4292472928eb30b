// SPDX-License-Identifier: GPL-2.0-only
/*
 * Messages of rtnetlink, each about an interface of the owner where the message
 * has one, and as a dump where it asks for all.
 */
#include <linux/dcbnl.h>
#include <linux/fib_rules.h>
#include <linux/if_addrlabel.h>
#include <linux/if_bridge.h>
#include <linux/if_link.h>
#include <linux/neighbour.h>
#include <linux/netconf.h>
#include <linux/nexthop.h>
#include <linux/rtnetlink.h>
#include <stddef.h>

#include "arena.h"
#include "netlink.h"
#include "rows.h"
#include "rows-rtnetlink.h"

#define NO_INDEX	(-1)

/* the header that a message has, by its name after the first seven letters */
static const struct kind {
	const char	*name;
	size_t		size;
	int		index;
} kinds[] = {
#define KIND(name, type, field)	\
	{ name, sizeof(struct type), offsetof(struct type, field) }
	KIND("LINK", ifinfomsg, ifi_index),
	KIND("LINKPROP", ifinfomsg, ifi_index),
	KIND("ADDR", ifaddrmsg, ifa_index),
	KIND("ADDRLABEL", ifaddrlblmsg, ifal_index),
	KIND("ANYCAST", ifaddrmsg, ifa_index),
	KIND("MULTICAST", ifaddrmsg, ifa_index),
	KIND("PREFIX", prefixmsg, prefix_ifindex),
	KIND("NEIGH", ndmsg, ndm_ifindex),
	KIND("MDB", br_port_msg, ifindex),
	KIND("QDISC", tcmsg, tcm_ifindex),
	KIND("TCLASS", tcmsg, tcm_ifindex),
	KIND("TFILTER", tcmsg, tcm_ifindex),
	KIND("CHAIN", tcmsg, tcm_ifindex),
	KIND("STATS", if_stats_msg, ifindex),
	KIND("VLAN", br_vlan_msg, ifindex),
	KIND("TUNNEL", tunnel_msg, ifindex),
#undef KIND
	{ "ROUTE", sizeof(struct rtmsg), NO_INDEX },
	{ "CACHEREPORT", sizeof(struct rtmsg), NO_INDEX },
	{ "RULE", sizeof(struct fib_rule_hdr), NO_INDEX },
	{ "NEIGHTBL", sizeof(struct ndtmsg), NO_INDEX },
	{ "ACTION", sizeof(struct tcamsg), NO_INDEX },
	{ "NDUSEROPT", sizeof(struct nduseroptmsg), NO_INDEX },
	{ "DCB", sizeof(struct dcbmsg), NO_INDEX },
	{ "NETCONF", sizeof(struct netconfmsg), NO_INDEX },
	{ "NSID", sizeof(struct rtgenmsg), NO_INDEX },
	{ "NEXTHOP", sizeof(struct nhmsg), NO_INDEX },
	{ "NEXTHOPBUCKET", sizeof(struct nhmsg), NO_INDEX },
};

struct question {
	const struct row	*row;
	const struct kind	*kind;
	int			index;
	int			flags;
	bool			was_told;
};

static struct question question;

static const struct kind *kind_of(const char *name)
{
	size_t i;

	for (i = 0; i < ROWS(kinds); i++)
		if (!strcmp(kinds[i].name, name + 7))
			return &kinds[i];
	fprintf(stderr, "what header has %s?\n", name);
	exit(2);
}

/* does an answer tell of the interface that was asked for? */
static void see(struct nlmsghdr *head)
{
	char *header = NLMSG_DATA(head);

	if (question.kind->index == NO_INDEX ||
	    *(int *)(header + question.kind->index) == question.index)
		question.was_told = true;
}

static long send_question(void *arg)
{
	int fd = socket(AF_NETLINK, SOCK_RAW, NETLINK_ROUTE);
	struct message m = {
		.head.nlmsg_len = NLMSG_HDRLEN,
		.head.nlmsg_type = question.row->number,
		.head.nlmsg_flags = question.flags,
	};
	char *header = put_bytes(&m, NULL, question.kind->size);

	(void)arg;
	if (fd < 0)
		return -1;
	if (question.kind->index != NO_INDEX && !question.flags)
		memcpy(header + question.kind->index, &question.index,
		       sizeof(int));
	if (ask(fd, &m, see) < 0)
		return -1;
	/* a dump without it is as good as "no such device" */
	errno = ENODEV;
	return question.flags && !question.was_told ? -1 : 0;
}

/* those whose row is about the list: the question for one has tests of its own */
static bool has_no_doit(const char *name)
{
	return !strcmp(name, "RTM_GETADDR") || !strcmp(name, "RTM_GETROUTE") ||
	       !strcmp(name, "RTM_GETNEIGH") || !strcmp(name, "RTM_GETRULE");
}

static void attempts(const struct row *row, enum owner owner)
{
	question = (struct question){
		.row = row,
		.kind = kind_of(row->name),
		.index = index_of(owner),
	};
	if (!has_no_doit(row->name))
		cell("rtnetlink", row->name, owner_names[owner],
		     result_of(errno_of(send_question, NULL)));
	question.flags = NLM_F_DUMP;
	if (!strncmp(row->name, "RTM_GET", 7))
		cell("rtnetlink", row->name, owner_names[owner],
		     result_of(errno_of(send_question, NULL)));
}

int main(void)
{
	size_t i;
	int owner;

	for (i = 0; i < ROWS(rtnetlink_rows); i++)
		for (owner = OWN; owner < OWNERS; owner++)
			attempts(&rtnetlink_rows[i], owner);
	return 0;
}
