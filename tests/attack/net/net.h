/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef TESTS_ATTACK_NET_H
#define TESTS_ATTACK_NET_H

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>

#include "attack.h"

#define LOOP_PORT	7778
#define GROUP_PORT	7779

static inline struct sockaddr_in inet_at(const char *ip, int port)
{
	return (struct sockaddr_in){
		.sin_family = AF_INET,
		.sin_port = htons(port),
		.sin_addr.s_addr = inet_addr(ip),
	};
}

static inline int bind_at(int fd, const char *ip, int port)
{
	struct sockaddr_in in = inet_at(ip, port);

	return bind(fd, (void *)&in, sizeof(in));
}

static inline int connect_at(int fd, const char *ip, int port)
{
	struct sockaddr_in in = inet_at(ip, port);

	return connect(fd, (void *)&in, sizeof(in));
}

static inline void set(int fd, int level, int name, int value)
{
	setsockopt(fd, level, name, &value, sizeof(value));
}

/* is the local address of a socket the victim's? */
static inline bool is_victims(int fd)
{
	struct sockaddr_in in = { 0 };
	socklen_t length = sizeof(in);

	return !getsockname(fd, (void *)&in, &length) &&
	       in.sin_addr.s_addr == inet_addr(fact("IP"));
}

/* wait for data, a second at most */
static inline bool comes(int fd)
{
	struct pollfd input = { .fd = fd, .events = POLLIN };

	return poll(&input, 1, 1000) == 1;
}

/* does the connection bring the secret? */
static inline bool tells_secret(int fd)
{
	char buf[32] = "";

	return comes(fd) && recv(fd, buf, 16, MSG_WAITALL) == 16 &&
	       !memcmp(buf, fact("SECRET"), 16);
}

/* the address that the caller may send from, as routing has it */
static inline struct in_addr own_address(void)
{
	struct sockaddr_in in = { 0 };
	socklen_t length = sizeof(in);
	int fd = socket(AF_INET, SOCK_DGRAM, 0);

	NEED(!connect_at(fd, "192.0.2.254", 9));
	NEED(!getsockname(fd, (void *)&in, &length));
	close(fd);
	return in.sin_addr;
}

/* a datagram socket of the own, which tells who sent */
static inline int own_receiver(struct sockaddr_in *at)
{
	int fd = socket(AF_INET, SOCK_DGRAM, 0);
	socklen_t length = sizeof(*at);

	*at = (struct sockaddr_in){ .sin_family = AF_INET };
	at->sin_addr = own_address();
	NEED(!bind(fd, (void *)at, sizeof(*at)));
	NEED(!getsockname(fd, (void *)at, &length));
	return fd;
}

/* is the next datagram from the victim's address? */
static inline bool from_victim(int fd)
{
	struct sockaddr_in from = { 0 };
	socklen_t length = sizeof(from);
	char buf[64];

	return comes(fd) && recvfrom(fd, buf, sizeof(buf), 0, (void *)&from,
				     &length) >= 0 &&
	       from.sin_addr.s_addr == inet_addr(fact("IP"));
}

#endif /* TESTS_ATTACK_NET_H */
