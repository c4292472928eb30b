// SPDX-License-Identifier: GPL-2.0-only
/*
 * Raw sockets in a network context, where the guest has the capability for them:
 * what they bind to, hear and send; and those of ICMP that RAW_ICMP opens.
 */
#define _GNU_SOURCE
#include <net/if.h>
#include <netinet/icmp6.h>
#include <netinet/ip.h>
#include <netinet/ip6.h>
#include <netinet/ip_icmp.h>
#include <stdbool.h>

#include "net.h"

/* protocols that nobody speaks (RFC 3692) */
#define PROTOCOL	253
#define OTHER		254

#define RAW_ICMP	0x100ULL
#define USER		1000

#define FOREIGN		"198.51.100.7"
#define FOREIGN6	"2001:db8:7::7"

static void bind_to_own_only(int family)
{
	union net_addr own = net_of(family, NET_OWN, 0);
	union net_addr host = net_of(family, NET_HOST, 0);
	union net_addr loop = net_of(family, NET_LOOP, 0), got;
	int fd = net_socket(family, SOCK_RAW, PROTOCOL);
	socklen_t len = sizeof(got);

	CHECK(bind(fd, &host.any, net_size(family)) &&
	      errno == EADDRNOTAVAIL);
	CHECK_EQ(bind(fd, &own.any, net_size(family)), 0);
	CHECK_EQ(bind(fd, &loop.any, net_size(family)), 0);
	CHECK_EQ(getsockname(fd, &got.any, &len), 0);
	net_is(&got, net_ip_of(family, NET_LOOP), PROTOCOL);
	close(fd);
}

static void binds_to_its_own(void)
{
	net_become(810);
	bind_to_own_only(AF_INET);
	bind_to_own_only(AF_INET6);
}

/* a process of the host sends to an address, and ends */
static void host_sends(int family, enum net_who who, const char *text)
{
	union net_addr to = net_of(family, who, 0);
	int fd = net_socket(family, SOCK_RAW, PROTOCOL);

	net_send(fd, text, 1, &to);
	close(fd);
}

/* the text of the next packet; IPv4 comes with its header */
static char next_of(int family, int fd)
{
	char data[256];
	ssize_t n = recv(fd, data, sizeof(data), 0);

	CHECK(n > 0);
	if (family == AF_INET)
		CHECK_EQ(n, sizeof(struct iphdr) + 1);
	return data[n - 1];
}

/* the second arrives, and not the first */
static void hear_own_only(int family, uint32_t id)
{
	int ready[2], go[2], status;
	pid_t guest;
	char c;

	CHECK_EQ(pipe(ready) + pipe(go), 0);
	guest = fork();
	if (!guest) {
		int fd;

		net_become(id);
		fd = net_socket(family, SOCK_RAW, PROTOCOL);
		CHECK_EQ(write(ready[1], "x", 1), 1);
		CHECK_EQ(next_of(family, fd), 'o');
		_exit(0);
	}
	CHECK_EQ(read(ready[0], &c, 1), 1);
	host_sends(family, NET_HOST, "h");
	host_sends(family, NET_LOOP, "l");
	host_sends(family, NET_OWN, "o");
	CHECK_EQ(waitpid(guest, &status, 0), guest);
	CHECK_EQ(status, 0);
}

static void hears_what_is_for_it(void)
{
	hear_own_only(AF_INET, 811);
	hear_own_only(AF_INET6, 812);
}

/* the name of who sent is the guest's own loopback */
static void shown_loopback(int family)
{
	int ear = net_bound(family, SOCK_RAW, PROTOCOL, NET_LOOP, 0);
	int mouth = net_socket(family, SOCK_RAW, PROTOCOL);
	union net_addr to = net_of(family, NET_LOOP, 0), from;
	socklen_t len = sizeof(from);
	char data[256];

	net_send(mouth, "x", 1, &to);
	CHECK(recvfrom(ear, data, sizeof(data), 0, &from.any, &len) > 0);
	net_is(&from, net_ip_of(family, NET_LOOP), 0);
	close(mouth);
	close(ear);
}

static void is_shown_its_loopback(void)
{
	net_become(813);
	shown_loopback(AF_INET);
	shown_loopback(AF_INET6);
}

/* 0 or the errno of a packet with a header of the guest's own */
static int send_header4(int fd, const char *from, const char *to)
{
	union net_addr dest = net_at(AF_INET, "192.0.2.3", 0);
	struct iphdr ip = {
		.version = 4, .ihl = 5, .ttl = 8, .protocol = OTHER,
		.saddr = inet_addr(from), .daddr = inet_addr(to),
	};

	return sendto(fd, &ip, sizeof(ip), 0, &dest.any, sizeof(dest.v4)) < 0 ?
		errno : 0;
}

static int send_header6(int fd, const char *from, const char *to)
{
	union net_addr dest = net_at(AF_INET6, "2001:db8::3", 0);
	struct ip6_hdr ip = { .ip6_hlim = 8, .ip6_nxt = OTHER };

	/* a part of the same word as those */
	ip.ip6_vfc = 0x60;
	CHECK_EQ(inet_pton(AF_INET6, from, &ip.ip6_src), 1);
	CHECK_EQ(inet_pton(AF_INET6, to, &ip.ip6_dst), 1);
	return sendto(fd, &ip, sizeof(ip), 0, &dest.any, sizeof(dest.v6)) < 0 ?
		errno : 0;
}

static void header_has_its_source(void)
{
	int fd;

	net_become(814);
	fd = net_socket(AF_INET, SOCK_RAW, IPPROTO_RAW);
	CHECK_EQ(send_header4(fd, "192.0.2.1", "192.0.2.3"), 0);
	CHECK_EQ(send_header4(fd, "0.0.0.0", "192.0.2.3"), 0);
	CHECK_EQ(send_header4(fd, "192.0.2.3", "192.0.2.3"), EPERM);
	CHECK_EQ(send_header4(fd, FOREIGN, "192.0.2.3"), EPERM);
	CHECK_EQ(send_header4(fd, "127.0.0.1", "192.0.2.3"), EPERM);
	CHECK_EQ(send_header4(fd, "192.0.2.1", "127.0.0.1"), EPERM);
	fd = net_socket(AF_INET6, SOCK_RAW, IPPROTO_RAW);
	CHECK_EQ(send_header6(fd, "2001:db8::1", "2001:db8::3"), 0);
	CHECK_EQ(send_header6(fd, "::", "2001:db8::3"), EPERM);
	CHECK_EQ(send_header6(fd, "2001:db8::3", "2001:db8::3"), EPERM);
	CHECK_EQ(send_header6(fd, FOREIGN6, "2001:db8::3"), EPERM);
	CHECK_EQ(send_header6(fd, "::1", "2001:db8::3"), EPERM);
	CHECK_EQ(send_header6(fd, "2001:db8::1", "::1"), EPERM);
}

/* what stands for the loopback of a guest is not reached by its address */
static void header_reaches_no_loopback_of_others(void)
{
	int fd;

	net_become(815);
	fd = net_socket(AF_INET, SOCK_RAW, IPPROTO_RAW);
	/* of 816, and of the caller, who may */
	CHECK_EQ(send_header4(fd, "192.0.2.1", "127.3.48.1"), EPERM);
	CHECK_EQ(send_header4(fd, "192.0.2.1", "127.3.47.1"), 0);
	fd = net_socket(AF_INET6, SOCK_RAW, IPPROTO_RAW);
	CHECK_EQ(send_header6(fd, "2001:db8::1", "100::7f03:3001"), EPERM);
	CHECK_EQ(send_header6(fd, "2001:db8::1", "100::7f03:2f01"), 0);
}

/* ---- RAW_ICMP ---- */

/* a guest without the capability NET_RAW */
static void become_pinger(uint32_t id, uint64_t ncaps)
{
	net_become(id);
	CHECK_EQ(vs_set(SET_NCAPS, id, ncaps, RAW_ICMP), 0);
	become_guest(id, 0);
}

/* the errno of socket(2), or 0 */
static int opens(int family, int protocol)
{
	int fd = socket(family, SOCK_RAW, protocol);

	if (fd < 0)
		return errno;
	close(fd);
	return 0;
}

static void only_icmp_is_opened(void)
{
	become_pinger(816, RAW_ICMP);
	CHECK_EQ(opens(AF_INET, IPPROTO_ICMP), 0);
	CHECK_EQ(opens(AF_INET6, IPPROTO_ICMPV6), 0);
	CHECK_EQ(opens(AF_INET, IPPROTO_ICMPV6), EPERM);
	CHECK_EQ(opens(AF_INET6, IPPROTO_ICMP), EPERM);
	CHECK_EQ(opens(AF_INET, IPPROTO_UDP), EPERM);
	CHECK_EQ(opens(AF_INET, IPPROTO_RAW), EPERM);
	CHECK_EQ(opens(AF_INET6, IPPROTO_RAW), EPERM);
	/* the guest's ordinary user has not what it stands for */
	CHECK_EQ(setresuid(USER, USER, USER), 0);
	CHECK_EQ(opens(AF_INET, IPPROTO_ICMP), EPERM);
	CHECK_EQ(opens(AF_INET6, IPPROTO_ICMPV6), EPERM);
}

static void nothing_is_opened_without(void)
{
	become_pinger(817, 0);
	CHECK_EQ(opens(AF_INET, IPPROTO_ICMP), EPERM);
	CHECK_EQ(opens(AF_INET6, IPPROTO_ICMPV6), EPERM);
}

/* 0 or the errno of a message of ICMP to the host */
static int send_type(int family, int fd, int type)
{
	union net_addr to = net_of(family, NET_HOST, 0);
	struct icmphdr icmp = { .type = type };

	return sendto(fd, &icmp, sizeof(icmp), 0, &to.any, net_size(family)) < 0 ?
		errno : 0;
}

/* an error would be taken for that of the connection it quotes */
static void only_echo_is_sent(void)
{
	int fd, one = 1, type;

	become_pinger(818, RAW_ICMP);
	fd = net_socket(AF_INET, SOCK_RAW, IPPROTO_ICMP);
	for (type = 0; type < 256; type++)
		CHECK_EQ(send_type(AF_INET, fd, type),
			 type == ICMP_ECHO || type == ICMP_ECHOREPLY ? 0 :
								       EPERM);
	CHECK_EQ(setsockopt(fd, SOL_IP, IP_HDRINCL, &one, sizeof(one)), 0);
	CHECK_EQ(send_header4(fd, "192.0.2.1", "192.0.2.3"), EPERM);
	fd = net_socket(AF_INET6, SOCK_RAW, IPPROTO_ICMPV6);
	for (type = 0; type < 256; type++)
		CHECK_EQ(send_type(AF_INET6, fd, type),
			 type == ICMP6_ECHO_REQUEST ||
			 type == ICMP6_ECHO_REPLY ? 0 : EPERM);
	CHECK_EQ(setsockopt(fd, SOL_IPV6, IPV6_HDRINCL, &one, sizeof(one)), 0);
	CHECK_EQ(send_header6(fd, "2001:db8::1", "2001:db8::3"), EPERM);
}

/* as ping(8) does it */
static void echo_comes_back(void)
{
	union net_addr host = net_of(AF_INET, NET_HOST, 0);
	struct {
		struct iphdr ip;
		struct icmphdr icmp;
	} answer;
	struct icmphdr echo = { .type = ICMP_ECHO, .un.echo.id = 0x1234,
				.checksum = (uint16_t)~(0x0008 + 0x1234) };
	int fd;

	become_pinger(819, RAW_ICMP);
	fd = net_socket(AF_INET, SOCK_RAW, IPPROTO_ICMP);
	CHECK_EQ(connect(fd, &host.any, sizeof(host.v4)), 0);
	CHECK_EQ(send(fd, &echo, sizeof(echo), 0), sizeof(echo));
	CHECK_EQ(recv(fd, &answer, sizeof(answer), 0), sizeof(answer));
	CHECK_EQ(answer.icmp.type, ICMP_ECHOREPLY);
	CHECK_EQ(answer.icmp.un.echo.id, 0x1234);
	CHECK_EQ(answer.ip.daddr, inet_addr("192.0.2.1"));
}

/* options that lead further than to one's own packets */
static void router_is_not_made(void)
{
	static const struct {
		int family, level, option;
	} refused[] = {
		{ AF_INET, SOL_IP, 5 },			/* IP_ROUTER_ALERT */
		{ AF_INET, SOL_IP, 200 },		/* MRT_INIT */
		{ AF_INET, SOL_IP, 15 },		/* IP_FREEBIND */
		{ AF_INET6, SOL_IPV6, 200 },		/* MRT6_INIT */
		{ AF_INET6, SOL_IPV6, 22 },		/* IPV6_ROUTER_ALERT */
		{ AF_INET6, SOL_IPV6, 7 },		/* IPV6_CHECKSUM */
		{ AF_INET6, SOL_RAW, 7 },
	};
	int fd, zero = 0;
	size_t i;

	become_pinger(840, RAW_ICMP);
	for (i = 0; i < sizeof(refused) / sizeof(refused[0]); i++) {
		fd = net_socket(refused[i].family, SOCK_RAW,
				refused[i].family == AF_INET ? IPPROTO_ICMP :
							       IPPROTO_ICMPV6);
		CHECK(setsockopt(fd, refused[i].level, refused[i].option, &zero,
				 sizeof(zero)) < 0 && errno == EPERM);
		close(fd);
	}
}

/* one that is bound to an address hears that, and no group */
static void groups_are_not_heard(void)
{
	union net_addr all = net_at(AF_INET6, "ff02::1", 0);
	union net_addr own = net_of(AF_INET6, NET_OWN, 0);
	int ready[2], status, fd, one = 1;
	pid_t guest;
	char c;

	CHECK_EQ(pipe(ready), 0);
	guest = fork();
	if (!guest) {
		net_become(841);
		fd = net_bound(AF_INET6, SOCK_RAW, PROTOCOL, NET_OWN, 0);
		CHECK_EQ(write(ready[1], "x", 1), 1);
		CHECK_EQ(next_of(AF_INET6, fd), 'o');
		_exit(0);
	}
	CHECK_EQ(read(ready[0], &c, 1), 1);
	fd = net_socket(AF_INET6, SOCK_RAW, PROTOCOL);
	CHECK_EQ(setsockopt(fd, SOL_IPV6, IPV6_MULTICAST_LOOP, &one,
			    sizeof(one)), 0);
	all.v6.sin6_scope_id = if_nametoindex("vs0");
	net_send(fd, "g", 1, &all);
	net_send(fd, "o", 1, &own);
	CHECK_EQ(waitpid(guest, &status, 0), guest);
	CHECK_EQ(status, 0);
}

/* an answer to the host's ping with the number of a guest's socket */
static void answers_to_others_are_not_heard(void)
{
	union net_addr host = net_of(AF_INET, NET_HOST, 0), name;
	struct icmphdr echo = { .type = ICMP_ECHO };
	socklen_t len = sizeof(name);
	int fd, raw;
	char buf[64];

	CHECK_EQ(system("echo 0 2147483647 > "
			"/proc/sys/net/ipv4/ping_group_range"), 0);
	raw = net_bound(AF_INET, SOCK_RAW, IPPROTO_ICMP, NET_HOST, 0);
	net_become(842);
	fd = net_bound(AF_INET, SOCK_DGRAM, IPPROTO_ICMP, NET_ANY, 0x1234);
	CHECK_EQ(getsockname(fd, &name.any, &len), 0);
	echo.un.echo.id = name.v4.sin_port;
	echo.checksum = (uint16_t)~(ICMP_ECHO + echo.un.echo.id);
	/* the socket is the host's: from and to its address, and it hears both */
	net_send(raw, &echo, sizeof(echo), &host);
	CHECK(recv(raw, buf, sizeof(buf), 0) > 0);
	CHECK(recv(raw, buf, sizeof(buf), 0) > 0);
	CHECK(recv(fd, buf, sizeof(buf), MSG_DONTWAIT) < 0 && errno == EAGAIN);
	/* and its own answers are */
	net_send(fd, &echo, sizeof(echo), &host);
	CHECK_EQ(recv(fd, buf, sizeof(buf), 0), sizeof(echo));
}

static const struct tap_test tests[] = {
	TAP_TEST(binds_to_its_own),
	TAP_TEST(hears_what_is_for_it),
	TAP_TEST(is_shown_its_loopback),
	TAP_TEST(header_has_its_source),
	TAP_TEST(header_reaches_no_loopback_of_others),
	TAP_TEST(only_icmp_is_opened),
	TAP_TEST(nothing_is_opened_without),
	TAP_TEST(only_echo_is_sent),
	TAP_TEST(echo_comes_back),
	TAP_TEST(router_is_not_made),
	TAP_TEST(groups_are_not_heard),
	TAP_TEST(answers_to_others_are_not_heard),
};

int main(void)
{
	net_make_devices();
	return tap_main(tests, sizeof(tests) / sizeof(tests[0]));
}
