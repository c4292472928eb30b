/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Guests and the host listen at any address, of each family and type, and somebody
 * asks who hears.  Included by owner_test.c and port_test.c.
 */
#ifndef TESTS_GUEST_SERVERS_H
#define TESTS_GUEST_SERVERS_H

#include <poll.h>
#include <stdbool.h>

#include "net.h"

#define PORT		4300
#define NOBODY		(-ECONNREFUSED)
#define SINGLE		0x10
#define NETWORK		0x20
#define RANGE		0x40

/* an address of each family, or a network, or (of IPv4) a range */
struct place {
	int type;
	const char *v4, *v4_end;	/* the last one, or the mask */
	const char *v6;
	int prefix;
};

static const struct place own = {
	SINGLE, "192.0.2.1", "255.255.255.0", "2001:db8::1", 64 };
static const struct place other = {
	SINGLE, "192.0.2.2", "255.255.255.0", "2001:db8::2", 64 };

static inline long change4(bool add, uint32_t id, const struct place *place)
{
	struct vs_ipv4 v4 = { .type = place->type, .ip = inet_addr(place->v4) };

	if (place->type == RANGE)
		v4.ip2 = inet_addr(place->v4_end);
	else
		v4.mask = inet_addr(place->v4_end);
	return vs(add ? NET_ADD_IPV4 : NET_REM_IPV4, id, &v4);
}

static inline long change6(bool add, uint32_t id, const struct place *place)
{
	struct {
		uint16_t type, flags;
		uint32_t prefix;
		struct in6_addr ip, mask;
	} v6 = { .type = place->type, .prefix = place->prefix };

	CHECK_EQ(inet_pton(AF_INET6, place->v6, &v6.ip), 1);
	return vs(add ? NET_ADD_IPV6 : NET_REM_IPV6, id, &v6);
}

static inline void add(uint32_t id, const struct place *place)
{
	CHECK_EQ(change4(true, id, place), 0);
	if (place->v6)
		CHECK_EQ(change6(true, id, place), 0);
}

static inline void take_away(uint32_t id, const struct place *place)
{
	CHECK_EQ(change4(false, id, place), 0);
	if (place->v6)
		CHECK_EQ(change6(false, id, place), 0);
}

/* ---- who listens ---- */

static inline int family_of(int i)
{
	return i & 1 ? AF_INET6 : AF_INET;
}

static inline int type_of(int i)
{
	return i & 2 ? SOCK_STREAM : SOCK_DGRAM;
}

/* of each family and type one, at any address */
static inline void listen_at(int fd[4], int port)
{
	int i, one = 1;

	for (i = 0; i < 4; i++) {
		union net_addr any = net_of(family_of(i), NET_ANY, port);

		fd[i] = net_socket(family_of(i), type_of(i), 0);
		if (family_of(i) == AF_INET6)
			CHECK_EQ(setsockopt(fd[i], SOL_IPV6, IPV6_V6ONLY, &one,
					    sizeof(one)), 0);
		CHECK_EQ(bind(fd[i], &any.any, net_size(family_of(i))), 0);
		if (type_of(i) == SOCK_STREAM)
			CHECK_EQ(listen(fd[i], 8), 0);
		else
			CHECK_EQ(setsockopt(fd[i], i ? SOL_IPV6 : SOL_IP,
					    i ? IPV6_RECVPKTINFO : IP_PKTINFO,
					    &one, sizeof(one)), 0);
	}
}

/* from the address that was asked: the kernel may prefer another */
static inline void answer_datagram(int fd, char c)
{
	union net_addr from;
	char data, options[64];
	struct iovec iov = { &data, 1 };
	struct msghdr msg = {
		.msg_name = &from, .msg_namelen = sizeof(from),
		.msg_iov = &iov, .msg_iovlen = 1,
		.msg_control = options, .msg_controllen = sizeof(options),
	};
	struct cmsghdr *option;

	CHECK_EQ(recvmsg(fd, &msg, 0), 1);
	option = CMSG_FIRSTHDR(&msg);
	CHECK(option);
	if (option->cmsg_level == SOL_IP)
		((struct in_pktinfo *)CMSG_DATA(option))->ipi_ifindex = 0;
	data = c;
	CHECK_EQ(sendmsg(fd, &msg, 0), 1);
}

static inline void answer(int fd, int type, char c)
{
	char data;
	int conn;

	if (type == SOCK_STREAM) {
		conn = accept(fd, NULL, NULL);
		CHECK(conn >= 0);
		CHECK_EQ(write(conn, &c, 1), 1);
		/* who closes first keeps the port for a while: not we */
		CHECK_EQ(read(conn, &data, 1), 0);
		close(conn);
	} else {
		answer_datagram(fd, c);
	}
}

static inline void answer_all(const int fd[4], char c)
{
	struct pollfd wait[4];
	int i;

	for (i = 0; i < 4; i++)
		wait[i] = (struct pollfd){ .fd = fd[i], .events = POLLIN };
	while (poll(wait, 4, -1) > 0)
		for (i = 0; i < 4; i++)
			if (wait[i].revents)
				answer(fd[i], type_of(i), c);
}

/* they hold ports, which the next test wants */
static pid_t server[8];
static int servers;

static inline void end_servers(void)
{
	while (servers)
		end_child(server[--servers]);
}

/*
 * A process of guest @id (0: of the host), with a place (or none) in its network; it
 * answers with @c who asks on @port (0: nobody).
 */
static inline void serve(uint32_t id, const struct place *place, int port, char c)
{
	int fd[4], ready[2];
	pid_t pid;
	char ok;

	CHECK_EQ(pipe(ready), 0);
	pid = fork();
	CHECK(pid >= 0);
	if (!pid) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		if (id)
			CHECK_EQ(net_create(id, NET_FLAGS), id);
		if (place)
			add(id, place);
		if (port)
			listen_at(fd, port);
		CHECK_EQ(write(ready[1], "x", 1), 1);
		if (port)
			answer_all(fd, c);
		for (;;)
			pause();
	}
	close(ready[1]);
	server[servers++] = pid;
	CHECK_EQ(read(ready[0], &ok, 1), 1);
	close(ready[0]);
}

/* ---- who asks ---- */

static inline int ask(int i, const char *ip, int port)
{
	union net_addr to = net_at(family_of(i), ip, port);
	int fd = net_socket(family_of(i), type_of(i), 0), ret = 0;
	char c = '?';

	if (connect(fd, &to.any, net_size(family_of(i))))
		ret = -errno;
	if (!ret && type_of(i) == SOCK_DGRAM)
		CHECK_EQ(send(fd, &c, 1, 0), 1);
	if (!ret)
		ret = recv(fd, &c, 1, 0) == 1 ? c : -errno;
	/* the server is done with the connection when its end comes */
	if (ret > 0 && type_of(i) == SOCK_STREAM) {
		CHECK_EQ(shutdown(fd, SHUT_WR), 0);
		CHECK_EQ(recv(fd, &c, 1, 0), 0);
	}
	close(fd);
	return ret;
}

static inline void is_heard(int i, const char *ip, int port, int who)
{
	int is = ask(i, ip, port);

	if (is != who)
		printf("# %s at %s port %d\n",
		       type_of(i) == SOCK_STREAM ? "TCP" : "UDP", ip, port);
	CHECK_EQ(is, who);
}

static inline void hears4(const char *ip, int port, int who)
{
	is_heard(0, ip, port, who);
	is_heard(2, ip, port, who);
}

static inline void hears6(const char *ip, int port, int who)
{
	is_heard(1, ip, port, who);
	is_heard(3, ip, port, who);
}

static inline void hears(const struct place *place, int port, int who)
{
	hears4(place->v4, port, who);
	hears6(place->v6, port, who);
}

#endif /* TESTS_GUEST_SERVERS_H */
