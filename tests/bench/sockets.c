// SPDX-License-Identifier: GPL-2.0-only
/*
 * The benchmark: operations of sockets.
 *
 * One end is the server's, which is bound to any address; the other talks to
 * bench_addr.  Both are the measuring process's own, and it does one thing after the
 * other; the server's socket may be one of a network namespace.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sched.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "bench.h"

union addr {
	struct sockaddr any;
	struct sockaddr_in v4;
	struct sockaddr_in6 v6;
};

const char *bench_addr[2];
static int home_net = -1, server_net = -1;
static int listener, sender, receiver;
static union addr server;

void bench_serve_from(int home, int net)
{
	home_net = home;
	server_net = net;
}

static socklen_t size_of(int family)
{
	return family == AF_INET ? sizeof(struct sockaddr_in) :
				   sizeof(struct sockaddr_in6);
}

static union addr any_addr(int family, int port)
{
	return (union addr){ .v6 = { .sin6_family = family,
				     .sin6_port = htons(port) } };
}

static union addr addr_of(int family, const char *ip, int port)
{
	union addr addr = any_addr(family, port);

	inet_pton(family, ip, family == AF_INET ? (void *)&addr.v4.sin_addr :
						  (void *)&addr.v6.sin6_addr);
	return addr;
}

static int new_socket(int family, int type)
{
	int fd, one = 1;

	fd = bench_must("socket", syscall(SYS_socket, family, type, 0));
	if (family == AF_INET6)
		bench_must("IPV6_V6ONLY",
			   syscall(SYS_setsockopt, fd, IPPROTO_IPV6,
				   IPV6_V6ONLY, &one, sizeof(one)));
	return fd;
}

static int bound_socket(int family, int type, int port)
{
	union addr any = any_addr(family, port);
	int fd = new_socket(family, type);

	bench_must("bind", syscall(SYS_bind, fd, &any, size_of(family)));
	return fd;
}

int bench_listen(int family, int type)
{
	int fd;

	if (server_net >= 0)
		bench_must("setns", setns(server_net, CLONE_NEWNET));
	fd = bound_socket(family, type, BENCH_PORT);
	if (server_net >= 0)
		bench_must("setns", setns(home_net, CLONE_NEWNET));
	if (type == SOCK_STREAM)
		bench_must("listen", syscall(SYS_listen, fd, 8));
	return fd;
}

static void begin(int family, int type, const char *ip)
{
	server = addr_of(family, ip, BENCH_PORT);
	listener = bench_listen(family, type);
}

static void begin_tcp(void)
{
	begin(AF_INET, SOCK_STREAM, bench_addr[0]);
}

static void begin_tcp6(void)
{
	begin(AF_INET6, SOCK_STREAM, bench_addr[1]);
}

static void begin_loopback(void)
{
	begin(AF_INET, SOCK_STREAM, "127.0.0.1");
}

static void begin_loopback6(void)
{
	begin(AF_INET6, SOCK_STREAM, "::1");
}

static void end_listener(void)
{
	close(listener);
}

/*
 * Closed with a reset: sockets that linger in TIME_WAIT would make the search
 * for a free port longer from call to call.
 */
static void open_pair(void)
{
	struct linger reset = { .l_onoff = 1 };

	sender = bench_must("socket",
			    syscall(SYS_socket, server.any.sa_family,
				    SOCK_STREAM, 0));
	syscall(SYS_setsockopt, sender, SOL_SOCKET, SO_LINGER, &reset,
		sizeof(reset));
	bench_must("connect", syscall(SYS_connect, sender, &server,
				      size_of(server.any.sa_family)));
	receiver = bench_must("accept",
			      syscall(SYS_accept, listener, NULL, NULL));
}

static void close_pair(void)
{
	syscall(SYS_close, sender);
	syscall(SYS_close, receiver);
}

static void call_connect(void)
{
	open_pair();
	close_pair();
}

static void begin_request(void)
{
	begin_tcp();
	open_pair();
}

static void begin_request6(void)
{
	begin_tcp6();
	open_pair();
}

static void end_request(void)
{
	close_pair();
	end_listener();
}

static void move_byte(int from, int to)
{
	char c = 'x';

	bench_must("write", syscall(SYS_write, from, &c, 1));
	bench_must("read", syscall(SYS_read, to, &c, 1));
}

static void call_request(void)
{
	move_byte(sender, receiver);
	move_byte(receiver, sender);
}

static void begin_datagram(int family, const char *ip)
{
	begin(family, SOCK_DGRAM, ip);
	sender = bound_socket(family, SOCK_DGRAM, BENCH_PORT + 1);
}

static void begin_udp(void)
{
	begin_datagram(AF_INET, bench_addr[0]);
}

static void begin_udp6(void)
{
	begin_datagram(AF_INET6, bench_addr[1]);
}

static void call_udp(void)
{
	char c = 'x';

	bench_must("sendto", syscall(SYS_sendto, sender, &c, 1, 0, &server,
				     size_of(server.any.sa_family)));
	bench_must("recvfrom", syscall(SYS_recvfrom, listener, &c, 1, 0, NULL,
				       NULL));
}

static void end_udp(void)
{
	close(sender);
	end_listener();
}

static void call_listen(void)
{
	int fd = bound_socket(AF_INET, SOCK_STREAM, BENCH_PORT);

	bench_must("listen", syscall(SYS_listen, fd, 8));
	syscall(SYS_close, fd);
}

const struct bench_op bench_net_ops[] = {
	{ "tcp-connect", begin_tcp, call_connect, end_listener, 1, 1,
	  500 },
	{ "tcp-request", begin_request, call_request, end_request, 1, 1,
	  1000 },
	{ "udp", begin_udp, call_udp, end_udp, 1, 1,
	  3000 },
	{ "tcp6-connect", begin_tcp6, call_connect, end_listener, 1, 1,
	  500 },
	{ "tcp6-request", begin_request6, call_request, end_request, 1, 1,
	  1000 },
	{ "udp6", begin_udp6, call_udp, end_udp, 1, 1,
	  3000 },
	{ "tcp-loopback", begin_loopback, call_connect, end_listener, 0, 1,
	  500 },
	{ "tcp6-loopback", begin_loopback6, call_connect, end_listener, 0, 1,
	  500 },
	{ "bind+listen", NULL, call_listen, NULL, 0, 1, 3000 },
};

const int bench_net_count = sizeof(bench_net_ops) / sizeof(bench_net_ops[0]);
