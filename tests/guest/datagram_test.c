// SPDX-License-Identifier: GPL-2.0-only
/*
 * The addresses that come with a datagram, beside its source: those of the guest's
 * loopback are 127.0.0.x and ::1, and what is sent back to and from them arrives.
 */
#define _GNU_SOURCE
#include <time.h>

#include <linux/errqueue.h>
#include <stdbool.h>

#include "net.h"

#define EAR	4250
#define CLOSED	4251

struct got {
	union net_addr from, to;	/* from the message, from its option */
	struct sock_extended_err error;
	union net_addr offender;
	struct in_addr reply;		/* where IPv4 says that an answer is from */
	int options;
};

static void set_option(int fd, int level, int option)
{
	int one = 1;

	CHECK_EQ(setsockopt(fd, level, option, &one, sizeof(one)), 0);
}

static void take_option(const struct cmsghdr *c, struct got *got)
{
	struct in_pktinfo info;
	struct in6_pktinfo info6;

	got->options++;
	if (c->cmsg_level == SOL_IP && c->cmsg_type == IP_PKTINFO) {
		memcpy(&info, CMSG_DATA(c), sizeof(info));
		got->to.v4.sin_family = AF_INET;
		got->to.v4.sin_addr = info.ipi_addr;
		got->reply = info.ipi_spec_dst;
	} else if (c->cmsg_level == SOL_IPV6 &&
		   (c->cmsg_type == IPV6_PKTINFO ||
		    c->cmsg_type == IPV6_2292PKTINFO)) {
		memcpy(&info6, CMSG_DATA(c), sizeof(info6));
		got->to.v6.sin6_family = AF_INET6;
		got->to.v6.sin6_addr = info6.ipi6_addr;
	} else if (c->cmsg_level == SOL_IP && c->cmsg_type == IP_ORIGDSTADDR) {
		memcpy(&got->to, CMSG_DATA(c), sizeof(got->to.v4));
	} else if (c->cmsg_level == SOL_IPV6 &&
		   c->cmsg_type == IPV6_ORIGDSTADDR) {
		memcpy(&got->to, CMSG_DATA(c), sizeof(got->to.v6));
	} else if ((c->cmsg_level == SOL_IP && c->cmsg_type == IP_RECVERR) ||
		   (c->cmsg_level == SOL_IPV6 && c->cmsg_type == IPV6_RECVERR)) {
		memcpy(&got->error, CMSG_DATA(c), sizeof(got->error));
		memcpy(&got->offender,
		       SO_EE_OFFENDER((struct sock_extended_err *)CMSG_DATA(c)),
		       c->cmsg_level == SOL_IP ? sizeof(got->offender.v4) :
						 sizeof(got->offender.v6));
	}
}

static struct got receive(int fd, int flags)
{
	char data[64], options[512];
	struct iovec iov = { data, sizeof(data) };
	struct got got = { 0 };
	struct msghdr msg = {
		.msg_name = &got.from, .msg_namelen = sizeof(got.from),
		.msg_iov = &iov, .msg_iovlen = 1,
		.msg_control = options, .msg_controllen = sizeof(options),
	};
	struct cmsghdr *c;

	CHECK_EQ(recvmsg(fd, &msg, flags), 1);
	for (c = CMSG_FIRSTHDR(&msg); c; c = CMSG_NXTHDR(&msg, c))
		take_option(c, &got);
	return got;
}

/* what an ear of the guest at any address is told, with an option set */
static struct got hear(int family, int level, int option, const char *ip)
{
	union net_addr to = net_at(family, ip, EAR);
	int ear = net_bound(family, SOCK_DGRAM, 0, NET_ANY, EAR), mouth;
	struct got got;

	set_option(ear, level, option);
	mouth = net_socket(family, SOCK_DGRAM, 0);
	net_send(mouth, "x", 1, &to);
	got = receive(ear, 0);
	CHECK_EQ(got.options, 1);
	close(mouth);
	close(ear);
	return got;
}

/* ---- tests ---- */

static void packet_info_names_the_loopback(void)
{
	struct got got;

	net_become(800);
	got = hear(AF_INET, SOL_IP, IP_PKTINFO, "127.0.0.1");
	net_is(&got.to, "127.0.0.1", 0);
	CHECK_EQ(got.reply.s_addr, inet_addr("127.0.0.1"));
	got = hear(AF_INET, SOL_IP, IP_PKTINFO, "127.0.0.53");
	net_is(&got.to, "127.0.0.53", 0);
	got = hear(AF_INET6, SOL_IPV6, IPV6_RECVPKTINFO, "::1");
	net_is(&got.to, "::1", 0);
	got = hear(AF_INET6, SOL_IPV6, IPV6_2292PKTINFO, "::1");
	net_is(&got.to, "::1", 0);
	got = hear(AF_INET6, SOL_IPV6, IPV6_RECVPKTINFO, "::ffff:127.0.0.1");
	net_is(&got.to, "::ffff:127.0.0.1", 0);
}

static void packet_info_names_the_address(void)
{
	struct got got;

	net_become(801);
	got = hear(AF_INET, SOL_IP, IP_PKTINFO, "192.0.2.1");
	net_is(&got.to, "192.0.2.1", 0);
	CHECK_EQ(got.reply.s_addr, inet_addr("192.0.2.1"));
	got = hear(AF_INET6, SOL_IPV6, IPV6_RECVPKTINFO, "2001:db8::1");
	net_is(&got.to, "2001:db8::1", 0);
}

static void destination_names_the_loopback(void)
{
	struct got got;

	net_become(802);
	got = hear(AF_INET, SOL_IP, IP_RECVORIGDSTADDR, "127.0.0.1");
	net_is(&got.to, "127.0.0.1", EAR);
	got = hear(AF_INET6, SOL_IPV6, IPV6_RECVORIGDSTADDR, "::1");
	net_is(&got.to, "::1", EAR);
}

static void error_names_the_loopback_of(int family, int level, int option)
{
	const char *ip = net_ip_of(family, NET_LOOP);
	union net_addr to = net_of(family, NET_LOOP, CLOSED);
	int fd = net_socket(family, SOCK_DGRAM, 0);
	struct got got;
	char c;

	set_option(fd, level, option);
	CHECK_EQ(connect(fd, &to.any, net_size(family)), 0);
	CHECK_EQ(send(fd, "x", 1, 0), 1);
	CHECK(recv(fd, &c, 1, 0) < 0 && errno == ECONNREFUSED);
	got = receive(fd, MSG_ERRQUEUE);
	CHECK_EQ(got.error.ee_errno, ECONNREFUSED);
	net_is(&got.from, ip, CLOSED);
	net_is(&got.offender, ip, 0);
	close(fd);
}

static void error_names_the_loopback(void)
{
	net_become(803);
	error_names_the_loopback_of(AF_INET, SOL_IP, IP_RECVERR);
	error_names_the_loopback_of(AF_INET6, SOL_IPV6, IPV6_RECVERR);
}

/* as a server of names does it: from where it was asked */
static void reply_from(int family, int level, int type, const void *info,
		       size_t size)
{
	union net_addr from = net_of(family, NET_LOOP, EAR), got;
	int ear = net_bound(family, SOCK_DGRAM, 0, NET_ANY, EAR);
	int asks = net_bound(family, SOCK_DGRAM, 0, NET_LOOP, EAR + 1);
	union net_addr to = net_of(family, NET_LOOP, EAR + 1);
	char option[CMSG_SPACE(sizeof(struct in6_pktinfo))] = { 0 }, c;
	struct iovec iov = { "x", 1 };
	struct msghdr msg = {
		.msg_name = &to, .msg_namelen = net_size(family),
		.msg_iov = &iov, .msg_iovlen = 1,
		.msg_control = option, .msg_controllen = CMSG_SPACE(size),
	};
	struct cmsghdr *cmsg = CMSG_FIRSTHDR(&msg);
	socklen_t len = sizeof(got);

	cmsg->cmsg_level = level;
	cmsg->cmsg_type = type;
	cmsg->cmsg_len = CMSG_LEN(size);
	memcpy(CMSG_DATA(cmsg), info, size);
	CHECK_EQ(sendmsg(ear, &msg, 0), 1);
	CHECK_EQ(recvfrom(asks, &c, 1, 0, &got.any, &len), 1);
	CHECK(!memcmp(&got, &from, net_size(family)));
	close(asks);
	close(ear);
}

static void answers_come_from_where_was_asked(void)
{
	struct in_pktinfo info = {
		.ipi_spec_dst.s_addr = inet_addr("127.0.0.1") };
	struct in6_pktinfo info6 = { .ipi6_addr = IN6ADDR_LOOPBACK_INIT };

	net_become(804);
	reply_from(AF_INET, SOL_IP, IP_PKTINFO, &info, sizeof(info));
	reply_from(AF_INET6, SOL_IPV6, IPV6_PKTINFO, &info6, sizeof(info6));
}

/* a route that the socket has is not taken for another source or destination */
static void connected_ones_keep_to_it(void)
{
	union net_addr host = net_of(AF_INET6, NET_HOST, EAR);
	union net_addr loop = net_of(AF_INET6, NET_LOOP, EAR + 1);
	union net_addr next = net_of(AF_INET6, NET_LOOP, EAR + 2);
	struct in6_pktinfo info = { 0 };
	char option[CMSG_SPACE(sizeof(info))] = { 0 }, c;
	struct iovec iov = { "x", 1 };
	struct msghdr msg = {
		.msg_iov = &iov, .msg_iovlen = 1,
		.msg_control = option, .msg_controllen = sizeof(option),
	};
	struct cmsghdr *cmsg = CMSG_FIRSTHDR(&msg);
	int ear = net_bound(AF_INET6, SOCK_DGRAM, 0, NET_LOOP, EAR + 2), fd;

	/* the ear of the host's ::1 */
	net_become(805);
	fd = net_socket(AF_INET6, SOCK_DGRAM, 0);
	CHECK_EQ(connect(fd, &host.any, sizeof(host.v6)), 0);
	cmsg->cmsg_level = SOL_IPV6;
	cmsg->cmsg_type = IPV6_PKTINFO;
	cmsg->cmsg_len = CMSG_LEN(sizeof(info));
	info.ipi6_addr = host.v6.sin6_addr;
	memcpy(CMSG_DATA(cmsg), &info, sizeof(info));
	CHECK(sendmsg(fd, &msg, 0) < 0 && errno == EPERM);
	close(fd);
	fd = net_socket(AF_INET6, SOCK_DGRAM, 0);
	CHECK_EQ(connect(fd, &loop.any, sizeof(loop.v6)), 0);
	net_send(fd, "x", 1, &next);
	CHECK(recv(ear, &c, 1, MSG_DONTWAIT) < 0 && errno == EAGAIN);
}

/* a connect that was refused leaves no addresses behind, for one nor for two */
static void refused_connects_leave_nothing(void)
{
	int family = AF_INET, i, ear, fd;
	char c;

	for (i = 0; i < 2; i++) {
		pid_t pid = fork();

		if (pid) {
			child_passes(pid);
			family = AF_INET6;
			continue;
		}
		union net_addr loop = net_of(family, NET_LOOP, CLOSED);
		union net_addr host = net_of(family, NET_HOST, EAR);

		ear = net_bound(family, SOCK_DGRAM, 0, NET_HOST, EAR);
		net_become(806 + 5 * i);
		fd = net_socket(family, SOCK_DGRAM, 0);
		CHECK_EQ(connect(fd, &loop.any, net_size(family)), 0);
		CHECK(connect(fd, &host.any, net_size(family)) < 0);
		send(fd, "a", 1, 0);
		send(fd, "b", 1, 0);
		send(fd, "c", 1, 0);
		CHECK(recv(ear, &c, 1, MSG_DONTWAIT) < 0 && errno == EAGAIN);
		close(fd);
		/* the same in a datagram that was begun before */
		fd = net_socket(family, SOCK_DGRAM, 0);
		CHECK_EQ(connect(fd, &loop.any, net_size(family)), 0);
		CHECK_EQ(sendto(fd, "a", 1, MSG_MORE, &loop.any,
				net_size(family)), 1);
		CHECK(connect(fd, &host.any, net_size(family)) < 0);
		send(fd, "b", 1, 0);
		CHECK(recv(ear, &c, 1, MSG_DONTWAIT) < 0 && errno == EAGAIN);
		_exit(0);
	}
}

/* one process connects and is refused, the other sends what is on the way there */
static void race_to(int fd, const union net_addr *good, const union net_addr *bad)
{
	int family = good->any.sa_family, i;
	pid_t pid = fork();

	if (!pid) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		for (;;)
			send(fd, "x", 1, MSG_DONTWAIT);
	}
	for (i = 0; i < 20000; i++) {
		connect(fd, &good->any, net_size(family));
		connect(fd, &bad->any, net_size(family));
	}
	end_child(pid);
}

static void races_reach_nobody_else(void)
{
	int family = AF_INET, i, ear, fd;
	union net_addr bad;
	pid_t pid;
	char c;

	for (i = 0; i < 2; i++, family = AF_INET6) {
		/* the host's loopback; in IPv6 there is also what ::1 stands for */
		ear = net_bound(family, SOCK_DGRAM, 0, NET_LOOP, EAR);
		pid = fork();
		if (!pid) {
			union net_addr good = net_of(family, NET_LOOP, CLOSED);

			bad = net_of(family, NET_LOOP, EAR);
			net_become(807 + 5 * i);
			fd = net_socket(family, SOCK_DGRAM, 0);
			race_to(fd, &good, &bad);
			_exit(0);
		}
		child_passes(pid);
		CHECK(recv(ear, &c, 1, MSG_DONTWAIT) < 0 && errno == EAGAIN);
		close(ear);
	}
}

/* another guest's ::1, by the address that stands for it */
static void races_reach_no_other_guest(void)
{
	int ready[2], fd;
	union net_addr good = net_of(AF_INET6, NET_LOOP, CLOSED);
	union net_addr bad = net_at(AF_INET6, "100::7f03:2801", EAR);
	pid_t pid;
	char c;

	CHECK_EQ(pipe(ready), 0);
	pid = fork();
	if (!pid) {
		net_become(808);	/* 0x328 */
		fd = net_bound(AF_INET6, SOCK_DGRAM, 0, NET_LOOP, EAR);
		CHECK_EQ(write(ready[1], "x", 1), 1);
		/* the only one that may come is the test's own, last */
		CHECK_EQ(recv(fd, &c, 1, 0), -1);
		_exit(0);
	}
	CHECK_EQ(read(ready[0], &c, 1), 1);
	net_become(809);
	fd = net_socket(AF_INET6, SOCK_DGRAM, 0);
	race_to(fd, &good, &bad);
	child_passes(pid);
}

/* who answers a ping of ::1 is the guest's own, and the host does not hear of it */
static void pings_of_the_loopback_stay_inside(void)
{
	unsigned char echo[8] = { 128 }, heard[128];
	union net_addr to = net_of(AF_INET6, NET_LOOP, 0);
	int ear = net_socket(AF_INET6, SOCK_RAW, IPPROTO_ICMPV6), fd;

	net_become(810);
	fd = net_socket(AF_INET6, SOCK_DGRAM, IPPROTO_ICMPV6);
	net_send(fd, echo, sizeof(echo), &to);
	CHECK_EQ(recv(fd, heard, sizeof(heard), 0), sizeof(echo));
	CHECK_EQ(heard[0], 129);
	CHECK(recv(ear, heard, sizeof(heard), MSG_DONTWAIT) < 0 &&
	      errno == EAGAIN);
}

static int send_to_host(int fd)
{
	union net_addr to = net_of(AF_INET, NET_HOST, CLOSED);

	return sendto(fd, "x", 1, 0, &to.any, sizeof(to.v4)) == 1 ? 0 : -errno;
}

static void let(int fd)
{
	CHECK_EQ(write(fd, "x", 1), 1);
}

static void step(int fd)
{
	char c;

	CHECK_EQ(read(fd, &c, 1), 1);
}

/* what the guest has, and no device any more, is no source, however often it was one */
static void addresses_without_a_device_are_no_sources(void)
{
	struct vs_ipv4 addr = { .type = 0x10, .mask = ~0U,
				.ip = inet_addr("198.51.100.7") };
	int go[2], done[2], fd;
	pid_t pid;

	CHECK_EQ(pipe(go), 0);
	CHECK_EQ(pipe(done), 0);
	CHECK_EQ(system("ip addr add 198.51.100.7/32 dev vs1"), 0);
	pid = fork();
	if (!pid) {
		CHECK_EQ(net_create(811, NET_FLAGS), 811);
		CHECK_EQ(vs(NET_ADD_IPV4, 811, &addr), 0);
		fd = net_socket(AF_INET, SOCK_DGRAM, 0);
		CHECK_EQ(send_to_host(fd), 0);
		CHECK_EQ(send_to_host(fd), 0);
		let(done[1]);
		step(go[0]);
		CHECK_EQ(send_to_host(fd), -ENETUNREACH);
		let(done[1]);
		step(go[0]);
		CHECK_EQ(send_to_host(fd), 0);
		_exit(0);
	}
	step(done[0]);
	CHECK_EQ(system("ip addr del 198.51.100.7/32 dev vs1"), 0);
	let(go[1]);
	step(done[0]);
	CHECK_EQ(system("ip addr add 198.51.100.7/32 dev vs1"), 0);
	let(go[1]);
	child_passes(pid);
	CHECK_EQ(system("ip addr del 198.51.100.7/32 dev vs1"), 0);
}

static const struct tap_test tests[] = {
	TAP_TEST(packet_info_names_the_loopback),
	TAP_TEST(packet_info_names_the_address),
	TAP_TEST(destination_names_the_loopback),
	TAP_TEST(error_names_the_loopback),
	TAP_TEST(answers_come_from_where_was_asked),
	TAP_TEST(connected_ones_keep_to_it),
	TAP_TEST(refused_connects_leave_nothing),
	TAP_TEST(races_reach_nobody_else),
	TAP_TEST(races_reach_no_other_guest),
	TAP_TEST(pings_of_the_loopback_stay_inside),
	TAP_TEST(addresses_without_a_device_are_no_sources),
};

int main(void)
{
	net_make_devices();
	CHECK_EQ(system("echo 0 0 > /proc/sys/net/ipv4/ping_group_range"), 0);
	return tap_main(tests, sizeof(tests) / sizeof(tests[0]));
}
