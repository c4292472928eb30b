// SPDX-License-Identifier: GPL-2.0-only
/*
 * Network contexts: addresses, ports and loopback of IPv6, and the protocols that
 * a guest has in neither family.  address_test.c asks what each kind of socket
 * gets at each kind of address.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <ifaddrs.h>
#include <netinet/in.h>
#include <stdbool.h>
#include <sys/prctl.h>
#include <sys/socket.h>

#include "vcmd.h"

#define ADDR_A		"2001:db8::1"
#define ADDR_B		"2001:db8::2"
#define ADDR_HOST	"2001:db8::3"
#define ADDR_HIDDEN	"2001:db8:1::1"

/* argument of NET_ADD_IPV6 and NET_REM_IPV6 */
struct vs_ipv6 {
	uint16_t type, flags;
	uint32_t prefix;
	struct in6_addr ip, mask;
};

static long ipv6(uint32_t cmd, uint32_t id, int type, const char *ip,
		 uint32_t prefix)
{
	struct vs_ipv6 arg = { .type = type, .prefix = prefix };

	CHECK_EQ(inet_pton(AF_INET6, ip, &arg.ip), 1);
	return vs(cmd, id, &arg);
}

/* the caller moves into a new context with one address */
static void become(uint32_t id, const char *ip)
{
	CHECK_EQ(net_create(id, NET_FLAGS), id);
	CHECK_EQ(ipv6(NET_ADD_IPV6, id, 0x10, ip, 64), 0);
}

static struct sockaddr_in6 inet_at(const char *ip, int port)
{
	struct sockaddr_in6 addr = { .sin6_family = AF_INET6,
				     .sin6_port = htons(port) };

	CHECK_EQ(inet_pton(AF_INET6, ip, &addr.sin6_addr), 1);
	return addr;
}

/* 0 or a negative errno; the socket is left in *fd */
static int bind_new(int *fd, int type, const char *ip, int port)
{
	struct timeval end = { .tv_sec = 15 };
	struct sockaddr_in6 addr = inet_at(ip, port);

	*fd = socket(AF_INET6, type, 0);
	CHECK(*fd >= 0);
	CHECK_EQ(setsockopt(*fd, SOL_SOCKET, SO_RCVTIMEO, &end, sizeof(end)), 0);
	if (bind(*fd, (void *)&addr, sizeof(addr)))
		return -errno;
	return type == SOCK_STREAM && listen(*fd, 8) ? -errno : 0;
}

static int connect_to(int *fd, const char *ip, int port)
{
	struct sockaddr_in6 addr = inet_at(ip, port);

	*fd = socket(AF_INET6, SOCK_STREAM, 0);
	CHECK(*fd >= 0);
	return connect(*fd, (void *)&addr, sizeof(addr)) ? -errno : 0;
}

static bool is_named(const struct sockaddr_in6 *addr, const char *ip)
{
	char name[INET6_ADDRSTRLEN];

	CHECK(inet_ntop(AF_INET6, &addr->sin6_addr, name, sizeof(name)));
	if (strcmp(name, ip))
		printf("# %s, not %s\n", name, ip);
	return !strcmp(name, ip);
}

static void check_names(int fd, const char *own, const char *peer)
{
	struct sockaddr_in6 addr;
	socklen_t len = sizeof(addr);

	CHECK_EQ(getsockname(fd, (void *)&addr, &len), 0);
	CHECK(is_named(&addr, own));
	CHECK_EQ(getpeername(fd, (void *)&addr, &len), 0);
	CHECK(is_named(&addr, peer));
}

/* a child in a context that listens at an address until the test ends */
static void serve(uint32_t id, const char *own, const char *ip, int port)
{
	int fd, ready[2];
	char ok;

	CHECK_EQ(pipe(ready), 0);
	if (!fork()) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		if (id)
			become(id, own);
		CHECK_EQ(bind_new(&fd, SOCK_STREAM, ip, port), 0);
		CHECK_EQ(write(ready[1], "x", 1), 1);
		for (;;)
			pause();
	}
	close(ready[1]);
	CHECK_EQ(read(ready[0], &ok, 1), 1);
}

static void make_addresses(void)
{
	/* another program may have left them */
	system("ip link del vs0; ip link del vs1");
	CHECK_EQ(system("ip link add vs0 type dummy && ip link set vs0 up &&"
			"ip addr add " ADDR_A "/64 nodad dev vs0 &&"
			"ip addr add " ADDR_B "/64 nodad dev vs0 &&"
			"ip addr add " ADDR_HOST "/64 nodad dev vs0 &&"
			"ip link add vs1 type dummy && ip link set vs1 up &&"
			"ip addr add " ADDR_HIDDEN "/64 nodad dev vs1"), 0);
}

static void arguments_are_checked(void)
{
	CHECK_EQ(ipv6(NET_ADD_IPV6, 60, 0x10, ADDR_A, 64), -ESRCH);
	become(60, ADDR_A);
	CHECK_EQ(ipv6(NET_ADD_IPV6, 60, 0x10, ADDR_A, 64), -EEXIST);
	CHECK_EQ(ipv6(NET_ADD_IPV6, 60, 0x10, ADDR_B, 129), -EINVAL);
	CHECK_EQ(ipv6(NET_ADD_IPV6, 60, 0x10, "::", 64), -EINVAL);
	CHECK_EQ(ipv6(NET_ADD_IPV6, 60, 0x40, ADDR_B, 64), -EINVAL);
	CHECK_EQ(ipv6(NET_ADD_IPV6, 60, 0x20, ADDR_B, 64), -EINVAL);
	CHECK_EQ(ipv6(NET_ADD_IPV6, 60, 0x10, "::ffff:192.0.2.1", 128), -EINVAL);
	CHECK_EQ(ipv6(NET_ADD_IPV6, 60, 0x10, "100::7f00:1", 128), -EINVAL);
	CHECK_EQ(ipv6(NET_REM_IPV6, 60, 0x10, ADDR_B, 64), -ESRCH);
	CHECK_EQ(ipv6(NET_REM_IPV6, 60, 0x10, ADDR_A, 64), 0);
	CHECK_EQ(ipv6(NET_REM_IPV6, 60, 0x10, ADDR_A, 64), -ESRCH);
}

static void networks_match(void)
{
	int fd;

	become(61, ADDR_HIDDEN);
	CHECK_EQ(bind_new(&fd, SOCK_STREAM, ADDR_B, 180), -EADDRNOTAVAIL);
	CHECK_EQ(ipv6(NET_ADD_IPV6, 61, 0x20, "2001:db8::", 64), 0);
	CHECK_EQ(bind_new(&fd, SOCK_STREAM, ADDR_B, 180), 0);
	CHECK_EQ(ipv6(NET_REM_IPV6, 61, 0x20, "2001:db8::", 64), 0);
	CHECK_EQ(bind_new(&fd, SOCK_STREAM, ADDR_B, 181), -EADDRNOTAVAIL);
	/* 2001:db8::2 and ::3 */
	CHECK_EQ(ipv6(NET_ADD_IPV6, 61, 0x20, ADDR_B, 127), 0);
	CHECK_EQ(bind_new(&fd, SOCK_STREAM, ADDR_HOST, 182), 0);
	CHECK_EQ(bind_new(&fd, SOCK_STREAM, ADDR_A, 182), -EADDRNOTAVAIL);
	/* everything, but no mapped address */
	CHECK_EQ(ipv6(NET_ADD_IPV6, 61, 0x20, "::", 0), 0);
	CHECK_EQ(bind_new(&fd, SOCK_STREAM, ADDR_A, 182), 0);
	CHECK_EQ(bind_new(&fd, SOCK_STREAM, "::ffff:127.0.0.1", 183), 0);
	CHECK_EQ(vs(NET_REM_IPV6, 61, &(struct vs_ipv6){ .type = 0xff }), 0);
	CHECK_EQ(bind_new(&fd, SOCK_STREAM, ADDR_HIDDEN, 184), -EADDRNOTAVAIL);
}

static void any_is_the_own_set(void)
{
	int fd;

	serve(62, ADDR_A, "::", 185);
	serve(0, NULL, "::", 185);
	become(63, ADDR_B);
	CHECK_EQ(connect_to(&fd, ADDR_B, 185), -ECONNREFUSED);
	CHECK_EQ(bind_new(&fd, SOCK_STREAM, "::", 185), 0);
	CHECK_EQ(connect_to(&fd, ADDR_B, 185), 0);
	check_names(fd, ADDR_B, ADDR_B);
}

static void shared_address_is_first_come(void)
{
	int fd;

	serve(64, ADDR_A, "::", 186);
	become(65, ADDR_A);
	CHECK_EQ(bind_new(&fd, SOCK_STREAM, "::", 186), -EADDRINUSE);
	CHECK_EQ(bind_new(&fd, SOCK_STREAM, ADDR_A, 186), -EADDRINUSE);
	CHECK_EQ(bind_new(&fd, SOCK_STREAM, "::1", 186), 0);
	CHECK_EQ(bind_new(&fd, SOCK_STREAM, "::", 187), 0);
}

static void source_is_of_the_set(void)
{
	int fd;

	serve(0, NULL, ADDR_HOST, 188);
	become(66, ADDR_B);
	CHECK_EQ(connect_to(&fd, ADDR_HOST, 188), 0);
	check_names(fd, ADDR_B, ADDR_HOST);
	/* of several the one in the network of the other side */
	CHECK_EQ(ipv6(NET_REM_IPV6, 66, 0x10, ADDR_B, 64), 0);
	CHECK_EQ(connect_to(&fd, ADDR_HOST, 188), -EADDRNOTAVAIL);
	CHECK_EQ(ipv6(NET_ADD_IPV6, 66, 0x10, ADDR_HIDDEN, 64), 0);
	CHECK_EQ(ipv6(NET_ADD_IPV6, 66, 0x10, ADDR_A, 64), 0);
	CHECK_EQ(connect_to(&fd, ADDR_HOST, 188), 0);
	check_names(fd, ADDR_A, ADDR_HOST);
}

static void loopback_is_private(void)
{
	int fd, conn, listener;

	serve(0, NULL, "::1", 189);
	serve(67, ADDR_A, "::1", 189);
	CHECK_EQ(connect_to(&fd, "::1", 189), 0);
	become(68, ADDR_B);
	CHECK_EQ(connect_to(&fd, "::1", 189), -ECONNREFUSED);
	/* what it stands for in the other, and on the host */
	CHECK_EQ(connect_to(&fd, "100::7f00:4301", 189), -EPERM);
	CHECK_EQ(bind_new(&listener, SOCK_STREAM, "::1", 189), 0);
	CHECK_EQ(connect_to(&fd, "::1", 189), 0);
	check_names(fd, "::1", "::1");
	conn = accept(listener, NULL, NULL);
	CHECK(conn >= 0);
	check_names(conn, "::1", "::1");
}

static void datagrams_come_from_loopback(void)
{
	struct sockaddr_in6 to = inet_at("::1", 90), from;
	socklen_t len = sizeof(from);
	int fd, server;
	char c;

	become(69, ADDR_A);
	CHECK_EQ(bind_new(&server, SOCK_DGRAM, "::", 90), 0);
	fd = socket(AF_INET6, SOCK_DGRAM, 0);
	CHECK_EQ(sendto(fd, "a", 1, 0, (void *)&to, sizeof(to)), 1);
	CHECK_EQ(recvfrom(server, &c, 1, 0, (void *)&from, &len), 1);
	CHECK(is_named(&from, "::1"));
	CHECK_EQ(connect(fd, (void *)&to, sizeof(to)), 0);
	check_names(fd, "::1", "::1");
	CHECK_EQ(send(fd, "b", 1, 0), 1);
	CHECK_EQ(recv(server, &c, 1, 0), 1);
	/* nobody is there: the error finds the one who sent */
	close(server);
	CHECK_EQ(send(fd, "c", 1, 0), 1);
	CHECK(recv(fd, &c, 1, 0) < 0 && errno == ECONNREFUSED);
}

static void other_addresses_are_hidden(void)
{
	struct ifaddrs *list, *i;
	int seen = 0;

	become(70, ADDR_A);
	CHECK_EQ(getifaddrs(&list), 0);
	for (i = list; i; i = i->ifa_next) {
		struct sockaddr_in6 *addr = (void *)i->ifa_addr;

		CHECK(strcmp(i->ifa_name, "vs1"));
		if (!addr || addr->sin6_family != AF_INET6 ||
		    IN6_IS_ADDR_LOOPBACK(&addr->sin6_addr))
			continue;
		CHECK(is_named(addr, ADDR_A));
		seen++;
	}
	CHECK_EQ(seen, 1);
}

static void other_protocols_are_closed(void)
{
	static const int protocols[] = { IPPROTO_SCTP, IPPROTO_DCCP,
					 IPPROTO_UDPLITE, IPPROTO_MPTCP };
	size_t i;

	become(80, ADDR_A);
	for (i = 0; i < sizeof(protocols) / sizeof(*protocols); i++) {
		CHECK(socket(AF_INET, SOCK_STREAM, protocols[i]) < 0 &&
		      errno == EPROTONOSUPPORT);
		CHECK(socket(AF_INET6, SOCK_STREAM, protocols[i]) < 0 &&
		      errno == EPROTONOSUPPORT);
	}
	/* of a type that has a protocol of its own; it is SCTP where there is one */
	CHECK(socket(AF_INET, SOCK_SEQPACKET, 0) < 0 &&
	      errno == EPROTONOSUPPORT);
	CHECK(socket(AF_INET6, SOCK_SEQPACKET, 0) < 0 &&
	      errno == EPROTONOSUPPORT);
}

static const struct tap_test tests[] = {
	TAP_TEST(make_addresses),
	TAP_TEST(arguments_are_checked),
	TAP_TEST(networks_match),
	TAP_TEST(any_is_the_own_set),
	TAP_TEST(shared_address_is_first_come),
	TAP_TEST(source_is_of_the_set),
	TAP_TEST(loopback_is_private),
	TAP_TEST(datagrams_come_from_loopback),
	TAP_TEST(other_addresses_are_hidden),
	TAP_TEST(other_protocols_are_closed),
};

int main(void)
{
	return tap_main(tests, sizeof(tests) / sizeof(tests[0]));
}
