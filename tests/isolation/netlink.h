/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A message of netlink and what the kernel answers.
 */
#ifndef TESTS_ISOLATION_NETLINK_H
#define TESTS_ISOLATION_NETLINK_H

#include <linux/netlink.h>
#include <sys/socket.h>

#include "cell.h"

struct message {
	struct nlmsghdr	head;
	char		body[1024];
};

static inline void *put_bytes(struct message *m, const void *bytes, size_t size)
{
	void *at = (char *)m + NLMSG_ALIGN(m->head.nlmsg_len);

	if (bytes)
		memcpy(at, bytes, size);
	m->head.nlmsg_len = NLMSG_ALIGN(m->head.nlmsg_len) + size;
	return at;
}

static inline void put_attribute(struct message *m, int type,
				 const void *value, size_t size)
{
	struct nlattr head = { .nla_type = type, .nla_len = NLA_HDRLEN + size };

	put_bytes(m, &head, sizeof(head));
	put_bytes(m, value, size);
}

/* the first attribute of a type among @size bytes, or NULL */
static inline struct nlattr *attribute_of(void *bytes, int size, int type)
{
	struct nlattr *a = bytes;

	while (size >= NLA_HDRLEN && a->nla_len >= NLA_HDRLEN) {
		if ((a->nla_type & NLA_TYPE_MASK) == type)
			return a;
		size -= NLA_ALIGN(a->nla_len);
		a = (void *)((char *)a + NLA_ALIGN(a->nla_len));
	}
	return NULL;
}

/* the same of those that are in an attribute */
static inline struct nlattr *attribute_in(struct nlattr *outer, int type)
{
	return attribute_of(outer + 1, outer->nla_len - NLA_HDRLEN, type);
}

static inline int u32_of(struct nlattr *a)
{
	return a ? *(int *)((char *)a + NLA_HDRLEN) : 0;
}

/*
 * Send a message; its answer, up to the acknowledgment, goes to @see.  Returns
 * -1 with errno when the kernel refused it.
 */
static inline long ask(int fd, struct message *m,
		       void (*see)(struct nlmsghdr *))
{
	static char answer[65536];
	struct nlmsghdr *head;
	int size;

	m->head.nlmsg_flags |= NLM_F_REQUEST | NLM_F_ACK;
	if (send(fd, m, m->head.nlmsg_len, 0) < 0)
		return -1;
	for (;;) {
		size = recv(fd, answer, sizeof(answer), 0);
		if (size < 0)
			return -1;
		for (head = (void *)answer; NLMSG_OK(head, (unsigned int)size);
		     head = NLMSG_NEXT(head, size)) {
			if (head->nlmsg_type == NLMSG_ERROR ||
			    head->nlmsg_type == NLMSG_DONE) {
				errno = -*(int *)NLMSG_DATA(head);
				return errno ? -1 : 0;
			}
			if (see)
				see(head);
		}
	}
}

#endif /* TESTS_ISOLATION_NETLINK_H */
