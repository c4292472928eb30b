// SPDX-License-Identifier: GPL-2.0-only
/*
 * A guest that has no loopback of its own and may use the host's (LBACK_ALLOW without
 * LBACK_REMAP), or may not: what it reaches by that, and from where.
 */
#define _GNU_SOURCE
#include "net.h"

#define PORT		4400
#define SHARES		((NET_FLAGS & ~0x200ULL) | 0x400ULL)
#define HAS_NONE	(NET_FLAGS & ~0x200ULL)
#define OTHER		871	/* 127.3.103.1, 0x367 */

static void serve_udp(int fd)
{
	union net_addr from;
	socklen_t len = sizeof(from);
	char c;

	while (recvfrom(fd, &c, 1, 0, &from.any, &len) == 1 ||
	       errno == EAGAIN) {
		net_send(fd, "y", 1, &from);
		len = sizeof(from);
	}
}

static void serve_tcp(int fd)
{
	int conn;
	char c;

	while ((conn = accept(fd, NULL, NULL)) >= 0 || errno == EAGAIN) {
		if (conn < 0)
			continue;
		CHECK_EQ(write(conn, "y", 1), 1);
		/* who closes first keeps the port for a while: not we */
		CHECK_EQ(read(conn, &c, 1), 0);
		close(conn);
	}
}

/* what the test before has made may not be gone yet: here and below */
static void create_soon(uint32_t id)
{
	long ret = net_create(id, NET_FLAGS);
	int i;

	for (i = 0; i < tap_time(500) && ret == -EEXIST; i++) {
		usleep(10000);
		ret = net_create(id, NET_FLAGS);
	}
	CHECK_EQ(ret, id);
}

static int bound_soon(int family, int type)
{
	union net_addr addr = net_of(family, NET_LOOP, PORT);
	int fd = net_socket(family, type, 0), i, err;

	for (i = 0; i < tap_time(500); i++) {
		err = bind(fd, &addr.any, net_size(family));
		if (!err || errno != EADDRINUSE)
			break;
		usleep(10000);
	}
	CHECK_EQ(err, 0);
	return fd;
}

/* children that answer at the loopback of the host, or of guest @id */
static void serve(uint32_t id)
{
	int i, fd, ready[2];
	char c;

	CHECK_EQ(pipe(ready), 0);
	for (i = 0; i < 4; i++) {
		int family = i & 1 ? AF_INET6 : AF_INET;
		int type = i & 2 ? SOCK_STREAM : SOCK_DGRAM;

		if (fork()) {
			CHECK_EQ(read(ready[0], &c, 1), 1);
			continue;
		}
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		if (id && i)
			CHECK_EQ(vs(NET_MIGRATE, id, NULL), id);
		else if (id)
			create_soon(id);
		fd = bound_soon(family, type);
		if (type == SOCK_STREAM)
			CHECK_EQ(listen(fd, 8), 0);
		CHECK_EQ(write(ready[1], "x", 1), 1);
		if (type == SOCK_STREAM)
			serve_tcp(fd);
		else
			serve_udp(fd);
		_exit(1);
	}
}

/* does somebody answer there?  0, or what the call said */
static int ask(int family, int type, const char *ip)
{
	union net_addr to = net_at(family, ip, PORT);
	int fd = net_socket(family, type, 0), ret = 0;
	char c;

	if (connect(fd, &to.any, net_size(family)))
		ret = -errno;
	if (!ret && type == SOCK_DGRAM)
		CHECK_EQ(send(fd, "x", 1, 0), 1);
	if (!ret && recv(fd, &c, 1, 0) != 1)
		ret = -errno;
	close(fd);
	return ret;
}

/* a datagram with a source of the sender's choice: 0 or an errno */
static int send_from(int family, const char *source, const char *ip)
{
	union net_addr to = net_at(family, ip, PORT);
	union net_addr from = net_at(family, source, 0);
	struct in_pktinfo info = { .ipi_spec_dst = from.v4.sin_addr };
	struct in6_pktinfo info6 = { .ipi6_addr = from.v6.sin6_addr };
	size_t size = family == AF_INET ? sizeof(info) : sizeof(info6);
	char option[CMSG_SPACE(sizeof(info6))] = { 0 };
	struct iovec iov = { "x", 1 };
	struct msghdr msg = {
		.msg_name = &to, .msg_namelen = net_size(family),
		.msg_iov = &iov, .msg_iovlen = 1,
		.msg_control = option, .msg_controllen = CMSG_SPACE(size),
	};
	struct cmsghdr *c = CMSG_FIRSTHDR(&msg);
	int fd = net_socket(family, SOCK_DGRAM, 0), ret;

	c->cmsg_level = family == AF_INET ? SOL_IP : SOL_IPV6;
	c->cmsg_type = family == AF_INET ? IP_PKTINFO : IPV6_PKTINFO;
	c->cmsg_len = CMSG_LEN(size);
	memcpy(CMSG_DATA(c), family == AF_INET ? (void *)&info : (void *)&info6,
	       size);
	ret = sendmsg(fd, &msg, 0) < 0 ? -errno : 0;
	close(fd);
	return ret;
}

static void become(uint32_t id, uint64_t flags)
{
	struct vs_ipv4 v4 = { .type = 0x10, .ip = inet_addr("192.0.2.1"),
			      .mask = inet_addr("255.255.255.0") };

	CHECK_EQ(net_create(id, flags), id);
	CHECK_EQ(vs(NET_ADD_IPV4, id, &v4), 0);
}

/* ---- tests ---- */

static void the_hosts_loopback_answers(void)
{
	serve(0);
	become(870, SHARES);
	CHECK_EQ(ask(AF_INET, SOCK_DGRAM, "127.0.0.1"), 0);
	CHECK_EQ(ask(AF_INET, SOCK_STREAM, "127.0.0.1"), 0);
	CHECK_EQ(ask(AF_INET, SOCK_STREAM, "0.0.0.0"), 0);
	CHECK_EQ(ask(AF_INET6, SOCK_DGRAM, "::1"), 0);
	CHECK_EQ(ask(AF_INET6, SOCK_STREAM, "::1"), 0);
}

static void another_guests_does_not(void)
{
	serve(OTHER);
	become(872, SHARES);
	CHECK_EQ(ask(AF_INET, SOCK_DGRAM, "127.3.103.1"), -EPERM);
	CHECK_EQ(ask(AF_INET, SOCK_STREAM, "127.3.103.1"), -EPERM);
	CHECK_EQ(ask(AF_INET6, SOCK_DGRAM, "100::7f03:6701"), -EPERM);
	CHECK_EQ(ask(AF_INET6, SOCK_STREAM, "100::7f03:6701"), -EPERM);
}

static void sources_are_still_ones_own(void)
{
	serve(0);
	serve(OTHER);
	become(873, SHARES);
	CHECK_EQ(send_from(AF_INET, "192.0.2.1", "127.0.0.1"), 0);
	CHECK_EQ(send_from(AF_INET, "127.0.0.1", "127.0.0.1"), 0);
	CHECK_EQ(send_from(AF_INET, "192.0.2.3", "127.0.0.1"), -EPERM);
	CHECK_EQ(send_from(AF_INET, "127.3.103.1", "127.0.0.1"), -EPERM);
	CHECK_EQ(send_from(AF_INET6, "::1", "::1"), 0);
	CHECK_EQ(send_from(AF_INET6, "2001:db8::3", "::1"), -EPERM);
	CHECK_EQ(send_from(AF_INET6, "100::7f03:6701", "::1"), -EINVAL);
}

static void without_the_flag_there_is_none(void)
{
	serve(0);
	become(874, HAS_NONE);
	CHECK_EQ(ask(AF_INET, SOCK_DGRAM, "127.0.0.1"), -EPERM);
	CHECK_EQ(ask(AF_INET, SOCK_STREAM, "127.0.0.1"), -EPERM);
	CHECK_EQ(ask(AF_INET6, SOCK_DGRAM, "::1"), -EPERM);
	CHECK_EQ(ask(AF_INET6, SOCK_STREAM, "::1"), -EPERM);
	CHECK_EQ(send_from(AF_INET, "192.0.2.1", "127.0.0.1"), -EPERM);
}

/* from where a datagram goes, and that it goes */
static void goes_from(const char *ip, const char *source)
{
	union net_addr to = net_at(AF_INET, ip, PORT), from;
	int fd = net_socket(AF_INET, SOCK_DGRAM, 0);
	socklen_t len = sizeof(from);

	CHECK_EQ(connect(fd, &to.any, sizeof(to.v4)), 0);
	CHECK_EQ(send(fd, "x", 1, 0), 1);
	CHECK_EQ(getsockname(fd, &from.any, &len), 0);
	net_is(&from, source, ntohs(from.v4.sin_port));
	close(fd);
}

/* one that routing prefers for others as well, so that it must not be asked */
static void an_address_stands_for_loopback(void)
{
	struct vs_ipv4 lback = { .type = 0x210, .ip = inet_addr("192.0.2.1") };
	struct vs_ipv4 own = { .type = 0x10, .ip = inet_addr("192.0.2.7"),
			       .mask = inet_addr("255.255.255.0") };

	CHECK_EQ(system("ip addr add 192.0.2.7/24 dev vs0 &&"
			"ip addr add 192.0.2.8/24 dev vs0"), 0);
	CHECK_EQ(net_create(875, NET_FLAGS), 875);
	CHECK_EQ(vs(NET_ADD_IPV4, 875, &lback), 0);
	CHECK_EQ(vs(NET_ADD_IPV4, 875, &own), 0);
	goes_from("192.0.2.3", "192.0.2.7");
	goes_from("127.0.0.1", "127.0.0.1");
	own.ip = inet_addr("192.0.2.8");
	CHECK_EQ(vs(NET_ADD_IPV4, 875, &own), 0);
	goes_from("192.0.2.3", "192.0.2.7");
	goes_from("127.0.0.1", "127.0.0.1");
	/* nor when it is the first of the context's own as well */
	own.ip = inet_addr("192.0.2.7");
	CHECK_EQ(vs(NET_REM_IPV4, 875, &own), 0);
	own.ip = inet_addr("192.0.2.8");
	CHECK_EQ(vs(NET_REM_IPV4, 875, &own), 0);
	own.ip = inet_addr("192.0.2.1");
	CHECK_EQ(vs(NET_ADD_IPV4, 875, &own), 0);
	own.ip = inet_addr("192.0.2.7");
	CHECK_EQ(vs(NET_ADD_IPV4, 875, &own), 0);
	own.ip = inet_addr("192.0.2.8");
	CHECK_EQ(vs(NET_ADD_IPV4, 875, &own), 0);
	goes_from("192.0.2.3", "192.0.2.7");
	goes_from("127.0.0.1", "127.0.0.1");
	CHECK_EQ(send_from(AF_INET, "192.0.2.8", "192.0.2.3"), 0);
	CHECK_EQ(send_from(AF_INET, "192.0.2.1", "192.0.2.3"), -EPERM);
}

static const struct tap_test tests[] = {
	TAP_TEST(the_hosts_loopback_answers),
	TAP_TEST(another_guests_does_not),
	TAP_TEST(sources_are_still_ones_own),
	TAP_TEST(without_the_flag_there_is_none),
	TAP_TEST(an_address_stands_for_loopback),
};

int main(void)
{
	net_make_devices();
	return tap_main(tests, sizeof(tests) / sizeof(tests[0]));
}
