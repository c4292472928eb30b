// SPDX-License-Identifier: GPL-2.0-only
/*
 * Linux-VServer: what a guest reads in /proc/net.
 *
 * The files list what a network namespace has, and a guest shares that of the
 * host.  Each file of the table below gets operations of ours when it is
 * registered.  They have the kernel write a record, and then, for a guest, drop
 * it or put 127.0.0.x and ::1 where the guest knows an address by that name.
 *
 * The table is written when an entry is registered, under the lock of the
 * entries, and once for each row: the operations are the same in all namespaces.
 */

#include <linux/kernel.h>
#include <linux/netdevice.h>
#include <linux/rtnetlink.h>
#include <linux/seq_file.h>
#include <linux/seq_file_net.h>
#include <linux/unaligned.h>
#include <linux/vserver/net.h>
#include <linux/vserver/proc.h>
#include <net/if_inet6.h>
#include <net/ip6_fib.h>
#include <net/nexthop.h>

#include "network.h"

/**
 * struct nx_seq - a file of /proc/net
 * @name: of the entry
 * @sees: is a record for the context?  May be NULL
 * @mend: changes what was written of it, from an offset on.  May be NULL
 * @ops: the kernel's own operations, NULL before there is such an entry
 */
struct nx_seq {
	const char *name;
	bool (*sees)(const struct nx_info *nxi, const void *record);
	void (*mend)(const struct nx_info *nxi, struct seq_file *m, size_t from);
	const struct seq_operations *ops;
};

/* ---- sockets: "  sl: LOCAL:PORT REMOTE:PORT ...", in hexadecimal digits ---- */

#define DIGITS	8	/* of 32 bits */

static bool nx_sees_record(const struct nx_info *nxi, const void *record)
{
	return vserver_sees_sock(record);
}

static void nx_read_words(const char *text, __be32 *word, int words)
{
	u8 bytes[sizeof(u32)];
	int i;

	for (i = 0; i < words; i++)
		word[i] = hex2bin(bytes, text + i * DIGITS, sizeof(bytes)) ? 0 :
			  (__force __be32)get_unaligned_be32(bytes);
}

static void nx_write_words(char *text, const __be32 *word, int words)
{
	char digits[DIGITS + 1];
	int i;

	for (i = 0; i < words; i++) {
		snprintf(digits, sizeof(digits), "%08X",
			 (__force u32)word[i]);
		memcpy(text + i * DIGITS, digits, DIGITS);
	}
}

static void nx_mend_sock(const struct nx_info *nxi, char *text, char *end,
			 int words)
{
	const int step = words * DIGITS + strlen(":PORT ");
	struct in6_addr addr;
	int i;

	text = memchr(text, ':', end - text);
	if (!text || end - text < 2 + 2 * step)
		return;
	text += strlen(": ");
	for (i = 0; i < 2; i++, text += step) {
		nx_read_words(text, addr.s6_addr32, words);
		if (words == 1)
			nx_show4(nxi, addr.s6_addr32);
		else
			nx_show6(nxi, &addr);
		nx_write_words(text, addr.s6_addr32, words);
	}
}

static void nx_mend_sock4(const struct nx_info *nxi, struct seq_file *m,
			  size_t from)
{
	nx_mend_sock(nxi, m->buf + from, m->buf + m->count, 1);
}

static void nx_mend_sock6(const struct nx_info *nxi, struct seq_file *m,
			  size_t from)
{
	nx_mend_sock(nxi, m->buf + from, m->buf + m->count, 4);
}

/* ---- devices, addresses and routes ---- */

static bool nx_sees_netdev(const struct nx_info *nxi, const void *record)
{
	return nx_sees_dev(nxi, record);
}

static bool nx_sees_ifaddr6(const struct nx_info *nxi, const void *record)
{
	const struct inet6_ifaddr *ifa = record;

	return nx_sees_addr6(nxi, &ifa->addr);
}

static bool nx_sees_rt6(const struct nx_info *nxi, const void *record)
{
	const struct fib6_info *rt = record;
	const struct fib6_nh *nh =
		rt->nh ? nexthop_fib6_nh(rt->nh) : rt->fib6_nh;
	const struct net_device *dev = nh->fib_nh_dev;

	if (nx_sees_netif(nxi))
		return true;
	return dev && nx_sees_dev(nxi, dev) &&
	       nx_sees_target(rt->fib6_type, rt->fib6_dst.plen == 128,
			      nx_sees_addr6(nxi, &rt->fib6_dst.addr)) &&
	       (!rt->fib6_prefsrc.plen ||
		nx_sees_addr6(nxi, &rt->fib6_prefsrc.addr));
}

/* a network that the context has an address in, or what a router leads to */
static bool nx_sees_dst4(const struct nx_info *nxi, const char *fields)
{
	const struct nx_addr *pos;
	u32 dst, gateway, mask;
	bool found = false;

	if (sscanf(fields, "%x %x %*x %*d %*u %*d %x", &dst, &gateway, &mask) != 3)
		return false;
	if (gateway)
		return true;
	rcu_read_lock();
	list_for_each_entry_rcu(pos, &nxi->addrs, list)
		found |= pos->type & NXA_TYPE_IPV4 &&
			 ((__force u32)pos->ip & mask) == dst;
	rcu_read_unlock();
	return found;
}

/*
 * Does a line begin with a device that the context sees?  It does not tell the
 * source of the route: one without a router is of a network that an address is in.
 */
static bool nx_sees_line(const struct nx_info *nxi, const char *line,
			 const char *end)
{
	const char *tab = memchr(line, '\t', end - line);
	const struct net_device *dev;
	char name[IFNAMSIZ], fields[128];

	if (!tab || tab - line >= sizeof(name))
		return false;
	strscpy(fields, tab + 1, min_t(size_t, sizeof(fields), end - tab));
	memcpy(name, line, tab - line);
	name[tab - line] = '\0';
	dev = dev_get_by_name_rcu(&init_net, name);
	return dev && nx_sees_dev(nxi, dev) && nx_sees_dst4(nxi, fields);
}

/* a record is all that leads to a destination, in several lines */
static void nx_mend_routes(const struct nx_info *nxi, struct seq_file *m,
			   size_t from)
{
	char *end = m->buf + m->count, *out = m->buf + from, *line, *next;

	if (nx_sees_netif(nxi))
		return;
	for (line = out; line < end; line = next) {
		next = memchr(line, '\n', end - line);
		next = next ? next + 1 : end;
		if (!nx_sees_line(nxi, line, next))
			continue;
		memmove(out, line, next - line);
		out += next - line;
	}
	m->count = out - m->buf;
}

/* ---- the files ---- */

static struct nx_seq nx_seqs[] = {
	{ "tcp",	nx_sees_record,		nx_mend_sock4 },
	{ "udp",	nx_sees_record,		nx_mend_sock4 },
	{ "raw",	nx_sees_record,		nx_mend_sock4 },
	{ "icmp",	nx_sees_record,		nx_mend_sock4 },
	{ "tcp6",	nx_sees_record,		nx_mend_sock6 },
	{ "udp6",	nx_sees_record,		nx_mend_sock6 },
	{ "raw6",	nx_sees_record,		nx_mend_sock6 },
	{ "icmp6",	nx_sees_record,		nx_mend_sock6 },
	{ "dev",	nx_sees_netdev,		NULL },
	{ "if_inet6",	nx_sees_ifaddr6,	NULL },
	{ "ipv6_route",	nx_sees_rt6,		NULL },
	{ "route",	NULL,			nx_mend_routes },
};

/* one for each row, which is found by the place in the array */
static const struct seq_operations nx_seq_ops[ARRAY_SIZE(nx_seqs)];

static const struct nx_seq *nx_seq_of(const struct seq_file *m)
{
	return &nx_seqs[m->op - nx_seq_ops];
}

static void *nx_seq_start(struct seq_file *m, loff_t *pos)
{
	return nx_seq_of(m)->ops->start(m, pos);
}

static void *nx_seq_next(struct seq_file *m, void *record, loff_t *pos)
{
	return nx_seq_of(m)->ops->next(m, record, pos);
}

static void nx_seq_stop(struct seq_file *m, void *record)
{
	nx_seq_of(m)->ops->stop(m, record);
}

/* the kernel writes each record: some lists count on it */
static int nx_seq_show(struct seq_file *m, void *record)
{
	const struct nx_seq *seq = nx_seq_of(m);
	const struct nx_info *nxi = nx_current();
	size_t from = m->count;
	int err = seq->ops->show(m, record);

	if (err || nx_sees_all(nxi) || record == SEQ_START_TOKEN ||
	    !net_eq(seq_file_net(m), &init_net) || !vserver_has_hook(proc_net))
		return err;
	if (seq->sees && !seq->sees(nxi, record))
		return SEQ_SKIP;
	if (seq->mend && !seq_has_overflowed(m))
		seq->mend(nxi, m, from);
	return 0;
}

static const struct seq_operations nx_seq_ops[ARRAY_SIZE(nx_seqs)] = {
	[0 ... ARRAY_SIZE(nx_seqs) - 1] = {
		.start	= nx_seq_start,
		.next	= nx_seq_next,
		.stop	= nx_seq_stop,
		.show	= nx_seq_show,
	},
};

/**
 * vserver_proc_net_ops - what an entry of /proc/net is read with
 * @name: of the entry
 * @ops: the kernel's own operations
 *
 * Context: Any.  The caller holds the lock of the entries.
 * Return: the operations to use, or NULL when they are not those that the table
 * has for this name: a guest must not see such an entry.
 */
const struct seq_operations *
vserver_proc_net_ops(const char *name, const struct seq_operations *ops)
{
	struct nx_seq *seq;
	int i;

	for (i = 0; i < ARRAY_SIZE(nx_seqs); i++) {
		seq = &nx_seqs[i];
		if (strcmp(seq->name, name))
			continue;
		if (!seq->ops)
			seq->ops = ops;
		return seq->ops == ops ? &nx_seq_ops[i] : NULL;
	}
	return ops;
}
