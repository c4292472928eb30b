/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A guest with an address of each family, beside the host on one device.
 * Included by the tests of the network that ask for both families alike.
 */
#ifndef TESTS_GUEST_NET_H
#define TESTS_GUEST_NET_H

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/prctl.h>
#include <sys/socket.h>

#include "vcmd.h"

enum net_who { NET_OWN, NET_HOST, NET_LOOP, NET_ANY, NET_WHO };

static const char * const net_ip[2][NET_WHO] = {
	{ "192.0.2.1", "192.0.2.3", "127.0.0.1", "0.0.0.0" },
	{ "2001:db8::1", "2001:db8::3", "::1", "::" },
};

union net_addr {
	struct sockaddr any;
	struct sockaddr_in v4;
	struct sockaddr_in6 v6;
};

static inline socklen_t net_size(int family)
{
	return family == AF_INET ? sizeof(struct sockaddr_in) :
				   sizeof(struct sockaddr_in6);
}

static inline union net_addr net_at(int family, const char *ip, int port)
{
	union net_addr addr = { .v6 = { .sin6_family = family,
					.sin6_port = htons(port) } };

	CHECK_EQ(inet_pton(family, ip, family == AF_INET ?
			   (void *)&addr.v4.sin_addr : &addr.v6.sin6_addr), 1);
	return addr;
}

static inline const char *net_ip_of(int family, enum net_who who)
{
	return net_ip[family == AF_INET6][who];
}

static inline union net_addr net_of(int family, enum net_who who, int port)
{
	return net_at(family, net_ip_of(family, who), port);
}

/* the address and its port are those */
static inline void net_is(const union net_addr *addr, const char *ip, int port)
{
	int family = addr->any.sa_family;
	char name[INET6_ADDRSTRLEN];

	CHECK(inet_ntop(family, family == AF_INET ?
			(const void *)&addr->v4.sin_addr :
			&addr->v6.sin6_addr, name, sizeof(name)));
	if (strcmp(name, ip))
		printf("# %s, not %s\n", name, ip);
	CHECK(!strcmp(name, ip));
	CHECK_EQ(ntohs(addr->v4.sin_port), port);
}

/* a socket that waits fifteen seconds for what does not come */
static inline int net_socket(int family, int type, int protocol)
{
	struct timeval end = { .tv_sec = 15 };
	int fd = socket(family, type, protocol);

	CHECK(fd >= 0);
	CHECK_EQ(setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &end, sizeof(end)), 0);
	return fd;
}

/* a socket of TCP that has little room and ends at once */
static inline int net_brisk(int family)
{
	struct linger reset = { .l_onoff = 1 };
	int fd = net_socket(family, SOCK_STREAM, 0), small = 4096, one = 1;

	CHECK_EQ(setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &small, sizeof(small)), 0);
	CHECK_EQ(setsockopt(fd, SOL_SOCKET, SO_SNDBUF, &small, sizeof(small)), 0);
	CHECK_EQ(setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof(one)), 0);
	CHECK_EQ(setsockopt(fd, SOL_SOCKET, SO_LINGER, &reset, sizeof(reset)), 0);
	return fd;
}

static inline int net_bound(int family, int type, int protocol,
			    enum net_who who, int port)
{
	union net_addr addr = net_of(family, who, port);
	int fd = net_socket(family, type, protocol);

	CHECK_EQ(bind(fd, &addr.any, net_size(family)), 0);
	return fd;
}

static inline void net_send(int fd, const void *data, size_t size,
			    const union net_addr *to)
{
	CHECK_EQ(sendto(fd, data, size, 0, &to->any,
			net_size(to->any.sa_family)), size);
}

/* vs0 has the addresses of the guest and the host, vs1 has nothing of a guest */
static inline void net_make_devices(void)
{
	/* another program may have left them */
	system("ip link del vs0 2> /dev/null; ip link del vs1 2> /dev/null");
	CHECK_EQ(system("ip link add vs0 type dummy && ip link set vs0 up && "
			"ip link add vs1 type dummy && ip link set vs1 up && "
			"ip addr add 192.0.2.1/24 dev vs0 && "
			"ip addr add 192.0.2.3/24 dev vs0 && "
			"ip addr add 2001:db8::1/64 nodad dev vs0 && "
			"ip addr add 2001:db8::3/64 nodad dev vs0 && "
			"ip addr add 198.51.100.1/24 dev vs1 && "
			"ip addr add 2001:db8:1::1/64 nodad dev vs1"), 0);
}

/* both addresses of the guest, with the two commands that add or remove one */
static inline void net_change(uint32_t id, uint32_t ipv4, uint32_t ipv6)
{
	struct vs_ipv4 v4 = { .type = 0x10, .ip = inet_addr("192.0.2.1"),
			      .mask = inet_addr("255.255.255.0") };
	struct {
		uint16_t type, flags;
		uint32_t prefix;
		struct in6_addr ip, mask;
	} v6 = { .type = 0x10, .prefix = 64 };

	CHECK_EQ(inet_pton(AF_INET6, "2001:db8::1", &v6.ip), 1);
	CHECK_EQ(vs(ipv4, id, &v4), 0);
	CHECK_EQ(vs(ipv6, id, &v6), 0);
}

/* the caller becomes a guest of the network, and keeps its capabilities */
static inline void net_become(uint32_t id)
{
	CHECK_EQ(net_create(id, NET_FLAGS), id);
	net_change(id, NET_ADD_IPV4, NET_ADD_IPV6);
}

#endif /* TESTS_GUEST_NET_H */
