/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef TESTS_ATTACK_NETLINK_H
#define TESTS_ATTACK_NETLINK_H

#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <net/if.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>

#include "attack.h"

struct request {
	struct nlmsghdr h;
	char body[1024];
};

static inline int netlink_open(int protocol, unsigned int groups)
{
	struct sockaddr_nl nl = { .nl_family = AF_NETLINK };
	int fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, protocol);

	nl.nl_groups = groups;
	if (fd < 0)
		refused("socket of netlink");
	if (bind(fd, (void *)&nl, sizeof(nl)))
		refused("bind of netlink");
	return fd;
}

static inline void begin(struct request *r, int type, int flags,
			 const void *body, size_t length)
{
	memset(r, 0, sizeof(*r));
	r->h.nlmsg_len = NLMSG_LENGTH(length);
	r->h.nlmsg_type = type;
	r->h.nlmsg_flags = NLM_F_REQUEST | flags;
	memcpy(r->body, body, length);
}

static inline struct rtattr *add(struct request *r, int type, const void *data,
				 size_t length)
{
	struct rtattr *a = (void *)((char *)r + NLMSG_ALIGN(r->h.nlmsg_len));

	a->rta_type = type;
	a->rta_len = RTA_LENGTH(length);
	if (length)
		memcpy(RTA_DATA(a), data, length);
	r->h.nlmsg_len = NLMSG_ALIGN(r->h.nlmsg_len) + RTA_ALIGN(a->rta_len);
	return a;
}

/* what comes next, some seconds at most; 0 when nothing does */
static inline ssize_t next(int fd, void *buf, size_t length)
{
	struct pollfd input = { .fd = fd, .events = POLLIN };

	return poll(&input, 1, 2000) == 1 ? recv(fd, buf, length, 0) : 0;
}

/* 0, or -1 with the errno of the answer */
static inline int talk(int fd, struct request *r)
{
	char buf[8192];
	struct nlmsghdr *h = (void *)buf;
	struct nlmsgerr *e = NLMSG_DATA(h);

	r->h.nlmsg_flags |= NLM_F_ACK;
	if (send(fd, r, r->h.nlmsg_len, 0) < 0)
		return -1;
	while (next(fd, buf, sizeof(buf)) > 0) {
		if (h->nlmsg_type != NLMSG_ERROR)
			continue;
		errno = -e->error;
		return e->error ? -1 : 0;
	}
	errno = ETIME;
	return -1;
}

/* do these bytes come in the answer to a dump?  Errors are in errno */
static inline bool dump_has(int fd, const void *data, size_t length)
{
	static char buf[32768];
	struct nlmsghdr *h = (void *)buf;
	struct nlmsgerr *e = NLMSG_DATA(h);
	ssize_t got;

	errno = ENOENT;
	while ((got = next(fd, buf, sizeof(buf))) > 0) {
		if (h->nlmsg_type == NLMSG_DONE)
			break;
		if (h->nlmsg_type == NLMSG_ERROR) {
			errno = -e->error;
			return false;
		}
		if (memmem(buf, got, data, length))
			return true;
	}
	return false;
}

#endif /* TESTS_ATTACK_NETLINK_H */
