// SPDX-License-Identifier: GPL-2.0-only
/*
 * Who gets a port, and who hears on it, when there are many sockets on it: more than
 * ten of UDP, and the kernel looks for them by their address.
 */
#define _GNU_SOURCE
#include <net/if.h>

#include "servers.h"

#define MANY		12
#define MULTICAST	0x1000ULL

/* on other addresses of the host: in nobody's way */
static void crowd_a_port(int type)
{
	char ip[INET_ADDRSTRLEN];
	int i, fd;

	for (i = 0; i < MANY; i++) {
		union net_addr addr;

		snprintf(ip, sizeof(ip), "127.9.9.%d", i + 1);
		addr = net_at(AF_INET, ip, PORT);
		fd = net_socket(AF_INET, type, 0);
		CHECK_EQ(bind(fd, &addr.any, sizeof(addr.v4)), 0);
	}
}

static int bind_to(int i, const char *ip)
{
	union net_addr addr = net_at(family_of(i), ip, PORT);
	int fd = net_socket(family_of(i), type_of(i), 0);
	int ret = bind(fd, &addr.any, net_size(family_of(i))) ? -errno : 0;

	close(fd);
	return ret;
}

static void both_types(const struct place *place, int want)
{
	int i;

	for (i = 0; i < 4; i++)
		CHECK_EQ(bind_to(i, i & 1 ? place->v6 : place->v4), want);
}

static void crowded_ports_are_arbitrated(void)
{
	pid_t pid;

	crowd_a_port(SOCK_DGRAM);
	crowd_a_port(SOCK_STREAM);
	serve(862, &own, PORT, 'a');
	both_types(&own, -EADDRINUSE);
	both_types(&other, 0);
	pid = fork();
	if (!pid) {
		CHECK_EQ(net_create(863, NET_FLAGS), 863);
		add(863, &own);
		add(863, &other);
		both_types(&own, -EADDRINUSE);
		both_types(&other, 0);
		_exit(0);
	}
	child_passes(pid);
	pid = fork();
	if (!pid) {
		CHECK_EQ(vs(NET_MIGRATE, 862, NULL), 862);
		both_types(&own, -EADDRINUSE);
		_exit(0);
	}
	child_passes(pid);
	end_servers();
}

/* connected in IPv6, a socket has nothing of IPv4, and no port of the host's */
static void connected_ones_hold_no_port(void)
{
	union net_addr any = net_of(AF_INET6, NET_ANY, PORT);
	union net_addr loop = net_of(AF_INET6, NET_LOOP, PORT);
	int ready[2], fd, conn;
	pid_t pid;
	char c;

	CHECK_EQ(pipe(ready), 0);
	pid = fork();
	if (!pid) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		net_become(868);
		fd = net_socket(AF_INET6, SOCK_DGRAM, 0);
		CHECK_EQ(bind(fd, &any.any, sizeof(any.v6)), 0);
		CHECK_EQ(connect(fd, &loop.any, sizeof(loop.v6)), 0);
		fd = net_socket(AF_INET6, SOCK_STREAM, 0);
		CHECK_EQ(bind(fd, &any.any, sizeof(any.v6)), 0);
		CHECK_EQ(listen(fd, 8), 0);
		conn = net_socket(AF_INET6, SOCK_STREAM, 0);
		CHECK_EQ(connect(conn, &loop.any, sizeof(loop.v6)), 0);
		CHECK(accept(fd, NULL, NULL) >= 0);
		CHECK_EQ(write(ready[1], "x", 1), 1);
		for (;;)
			pause();
	}
	CHECK_EQ(read(ready[0], &c, 1), 1);
	CHECK_EQ(bind_to(0, "0.0.0.0"), 0);
	CHECK_EQ(bind_to(2, "0.0.0.0"), 0);
	CHECK_EQ(bind_to(1, "::"), 0);
	CHECK_EQ(bind_to(3, "::"), 0);
	end_child(pid);
}

/* its own socket at any is in the way where nobody else has the address */
static void a_crowded_port_of_ones_own_is_taken(void)
{
	int fd[4];

	crowd_a_port(SOCK_DGRAM);
	net_become(864);
	listen_at(fd, PORT);
	both_types(&own, -EADDRINUSE);
}

static void groups_are_heard_on_a_crowded_port(void)
{
	static const char * const group[] = { "233.252.0.9", "ff0e::9" };
	int i, one = 1, dev = 0;
	char c;

	crowd_a_port(SOCK_DGRAM);
	net_become(865);
	CHECK_EQ(vs_set(SET_NCAPS, 865, MULTICAST, MULTICAST), 0);
	dev = if_nametoindex("vs0");
	for (i = 0; i < 2; i++) {
		union net_addr any = net_of(family_of(i), NET_ANY, PORT);
		union net_addr to = net_at(family_of(i), group[i], PORT);
		struct group_req join = { .gr_interface = dev };
		int ear = net_socket(family_of(i), SOCK_DGRAM, 0);
		int level = i ? SOL_IPV6 : SOL_IP;
		struct ip_mreqn from = { .imr_ifindex = dev };

		CHECK_EQ(bind(ear, &any.any, net_size(family_of(i))), 0);
		memcpy(&join.gr_group, &to, sizeof(to));
		CHECK_EQ(setsockopt(ear, level, MCAST_JOIN_GROUP, &join,
				    sizeof(join)), 0);
		if (i)
			CHECK_EQ(setsockopt(ear, level, IPV6_MULTICAST_IF, &dev,
					    sizeof(dev)), 0);
		else
			CHECK_EQ(setsockopt(ear, level, IP_MULTICAST_IF, &from,
					    sizeof(from)), 0);
		CHECK_EQ(setsockopt(ear, level, i ? IPV6_MULTICAST_LOOP :
				    IP_MULTICAST_LOOP, &one, sizeof(one)), 0);
		net_send(ear, "x", 1, &to);
		CHECK_EQ(recv(ear, &c, 1, 0), 1);
		close(ear);
	}
}

static const struct tap_test tests[] = {
	TAP_TEST(crowded_ports_are_arbitrated),
	TAP_TEST(connected_ones_hold_no_port),
	TAP_TEST(a_crowded_port_of_ones_own_is_taken),
	TAP_TEST(groups_are_heard_on_a_crowded_port),
};

int main(void)
{
	net_make_devices();
	CHECK_EQ(system("ip addr add 192.0.2.2/24 dev vs0 && "
			"ip addr add 2001:db8::2/64 nodad dev vs0"), 0);
	return tap_main(tests, sizeof(tests) / sizeof(tests[0]));
}
