// SPDX-License-Identifier: GPL-2.0-only
/*
 * Families of generic netlink: each of their commands, with an attribute that
 * names an object of the owner where the family has one, and each of their
 * groups, which tell of the host.
 */
#include <linux/ethtool_netlink.h>
#include <linux/genetlink.h>
#include <linux/taskstats.h>
#include <linux/tcp_metrics.h>

#include "arena.h"
#include "netlink.h"
#include "rows.h"
#include "rows-genl.h"

#define OPS	256

/* of include/uapi/linux/netdev.h, which not every system has */
#define DEV_IFINDEX	1

struct op {
	int id, flags;
};

static struct family {
	int		id;
	int		nr_ops, nr_groups;
	struct op	ops[OPS];
	int		groups[OPS];
} family;

/* an attempt: a command about an object */
struct command {
	const char	*name;
	const struct op	*op;
	enum owner	owner;
};

/* the table has this constant, of drivers/acpi/event.c, in place of the name */
static const char *name_of(const struct row *row)
{
	return strcmp(row->name, "ACPI_GENL_FAMILY_NAME") ? row->name :
							    "acpi_event";
}

static void start(struct message *m, int type, int command)
{
	struct genlmsghdr genl = { .cmd = command, .version = 1 };

	*m = (struct message){
		.head.nlmsg_len = NLMSG_HDRLEN,
		.head.nlmsg_type = type,
	};
	put_bytes(m, &genl, sizeof(genl));
}

/* ---- what a family has ---- */

static void see_ops(struct nlattr *list)
{
	char *at = (char *)list + NLA_HDRLEN, *end = (char *)list;
	struct nlattr *op;

	for (end += list->nla_len; at < end && family.nr_ops < OPS;
	     at += NLA_ALIGN(op->nla_len)) {
		op = (void *)at;
		family.ops[family.nr_ops++] = (struct op){
			.id = u32_of(attribute_in(op, CTRL_ATTR_OP_ID)),
			.flags = u32_of(attribute_in(op, CTRL_ATTR_OP_FLAGS)),
		};
	}
}

static void see_groups(struct nlattr *list)
{
	char *at = (char *)list + NLA_HDRLEN, *end = (char *)list;
	struct nlattr *group;

	for (end += list->nla_len; at < end && family.nr_groups < OPS;
	     at += NLA_ALIGN(group->nla_len)) {
		group = (void *)at;
		family.groups[family.nr_groups++] =
			u32_of(attribute_in(group, CTRL_ATTR_MCAST_GRP_ID));
	}
}

static void see_family(struct nlmsghdr *head)
{
	char *attributes = (char *)NLMSG_DATA(head) + GENL_HDRLEN;
	int size = head->nlmsg_len - NLMSG_HDRLEN - GENL_HDRLEN;
	struct nlattr *a;

	a = attribute_of(attributes, size, CTRL_ATTR_FAMILY_ID);
	family.id = a ? *(unsigned short *)(a + 1) : 0;
	a = attribute_of(attributes, size, CTRL_ATTR_OPS);
	if (a)
		see_ops(a);
	a = attribute_of(attributes, size, CTRL_ATTR_MCAST_GROUPS);
	if (a)
		see_groups(a);
}

static int generic_socket(void)
{
	int fd = socket(AF_NETLINK, SOCK_RAW, NETLINK_GENERIC);

	if (fd < 0)
		perror("NETLINK_GENERIC");
	return fd;
}

/* fills in family: it must be done in this process */
static int find(const char *name)
{
	struct message m;
	int fd = generic_socket();
	long ret;

	family = (struct family){ };
	start(&m, GENL_ID_CTRL, CTRL_CMD_GETFAMILY);
	put_attribute(&m, CTRL_ATTR_FAMILY_NAME, name, strlen(name) + 1);
	ret = ask(fd, &m, see_family);
	close(fd);
	return ret < 0 ? errno : 0;
}

/* ---- attempts ---- */

/* what a command is about, as its family names it */
static void put_object(struct message *m, const struct command *c)
{
	struct {
		struct nlattr	head;
		int		value;
	} device = {
		.head = { .nla_len = 8, .nla_type = ETHTOOL_A_HEADER_DEV_INDEX },
		.value = index_of(c->owner),
	};
	in_addr_t address = address_of(c->owner);
	pid_t pid = pid_of(c->owner);

	if (!strcmp(c->name, TASKSTATS_GENL_NAME))
		put_attribute(m, TASKSTATS_CMD_ATTR_PID, &pid, sizeof(pid));
	else if (!strcmp(c->name, TCP_METRICS_GENL_NAME))
		put_attribute(m, TCP_METRICS_ATTR_ADDR_IPV4, &address,
			      sizeof(address));
	else if (!strcmp(c->name, "netdev"))
		put_attribute(m, DEV_IFINDEX, &device.value, sizeof(int));
	else if (!strcmp(c->name, ETHTOOL_GENL_NAME))
		put_attribute(m, NLA_F_NESTED | 1, &device, sizeof(device));
}

static long send_command(void *arg)
{
	const struct command *c = arg;
	struct message m;
	int fd = generic_socket();

	start(&m, family.id, c->op->id);
	if ((c->op->flags & (GENL_CMD_CAP_DO | GENL_CMD_CAP_DUMP)) ==
	    GENL_CMD_CAP_DUMP)
		m.head.nlmsg_flags = NLM_F_DUMP;
	else
		put_object(&m, c);
	return ask(fd, &m, NULL);
}

static long join(void *arg)
{
	return setsockopt(generic_socket(), SOL_NETLINK, NETLINK_ADD_MEMBERSHIP,
			  arg, sizeof(int));
}

static long list_families(void *arg)
{
	struct message m;

	(void)arg;
	start(&m, GENL_ID_CTRL, CTRL_CMD_GETFAMILY);
	m.head.nlmsg_flags = NLM_F_DUMP;
	return ask(generic_socket(), &m, NULL);
}

static void attempts(const struct row *row)
{
	struct command c = { .name = name_of(row) };
	int i;

	for (c.owner = OWN; c.owner < OWNERS; c.owner++) {
		for (i = 0; i < family.nr_ops; i++) {
			c.op = &family.ops[i];
			cell("genl", row->name, owner_names[c.owner],
			     result_of(errno_of(send_command, &c)));
		}
		/* who joins hears nothing: see netlink_test */
		for (i = 0; i < family.nr_groups && !family.nr_ops; i++)
			cell("genl", row->name, owner_names[c.owner],
			     result_of(errno_of(join, &family.groups[i])));
	}
}

int main(void)
{
	const struct row *row;
	int err, owner;

	for (row = genl_rows; row < genl_rows + ROWS(genl_rows); row++) {
		err = find(name_of(row));
		if (!err && !strcmp(row->name, "nlctrl"))
			cell("genl", row->name, "own",
			     result_of(errno_of(list_families, NULL)));
		else if (!err)
			attempts(row);
		for (owner = OWN; err && owner < OWNERS; owner++)
			cell("genl", row->name, owner_names[owner],
			     err == ENOENT ? "absent" : result_of(err));
	}
	return 0;
}
