// SPDX-License-Identifier: GPL-2.0-only
/*
 * Who hears what is sent to an address: sockets that are bound to any, of several
 * guests and of the host, on one port.  The addresses are single ones, networks and
 * ranges, of one guest or of several, and come and go.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <net/if.h>
#include <poll.h>
#include <sched.h>
#include <stdbool.h>

#include "net.h"

#define PORT		4300
#define NOBODY		(-ECONNREFUSED)
#define SYSCTL		"/proc/sys/vserver/host_any_binds_guests"
#define MANY		12	/* more than ten, and the kernel looks by address */
#define SINGLE		0x10
#define NETWORK		0x20
#define RANGE		0x40
#define MULTICAST	0x1000ULL

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

static long change4(bool add, uint32_t id, const struct place *place)
{
	struct vs_ipv4 v4 = { .type = place->type, .ip = inet_addr(place->v4) };

	if (place->type == RANGE)
		v4.ip2 = inet_addr(place->v4_end);
	else
		v4.mask = inet_addr(place->v4_end);
	return vs(add ? NET_ADD_IPV4 : NET_REM_IPV4, id, &v4);
}

static long change6(bool add, uint32_t id, const struct place *place)
{
	struct {
		uint16_t type, flags;
		uint32_t prefix;
		struct in6_addr ip, mask;
	} v6 = { .type = place->type, .prefix = place->prefix };

	CHECK_EQ(inet_pton(AF_INET6, place->v6, &v6.ip), 1);
	return vs(add ? NET_ADD_IPV6 : NET_REM_IPV6, id, &v6);
}

static void add(uint32_t id, const struct place *place)
{
	CHECK_EQ(change4(true, id, place), 0);
	if (place->v6)
		CHECK_EQ(change6(true, id, place), 0);
}

static void take_away(uint32_t id, const struct place *place)
{
	CHECK_EQ(change4(false, id, place), 0);
	if (place->v6)
		CHECK_EQ(change6(false, id, place), 0);
}

/* ---- who listens ---- */

static int family_of(int i)
{
	return i & 1 ? AF_INET6 : AF_INET;
}

static int type_of(int i)
{
	return i & 2 ? SOCK_STREAM : SOCK_DGRAM;
}

/* of each family and type one, at any address */
static void listen_at(int fd[4], int port)
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
static void answer_datagram(int fd, char c)
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

static void answer(int fd, int type, char c)
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

static void answer_all(const int fd[4], char c)
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

static void end_servers(void)
{
	while (servers)
		end_child(server[--servers]);
}

/*
 * A process of guest @id (0: of the host), with a place (or none) in its network; it
 * answers with @c who asks on @port (0: nobody).
 */
static void serve(uint32_t id, const struct place *place, int port, char c)
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

static int ask(int i, const char *ip, int port)
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

static void is_heard(int i, const char *ip, int port, int who)
{
	int is = ask(i, ip, port);

	if (is != who)
		printf("# %s at %s port %d\n",
		       type_of(i) == SOCK_STREAM ? "TCP" : "UDP", ip, port);
	CHECK_EQ(is, who);
}

static void hears4(const char *ip, int port, int who)
{
	is_heard(0, ip, port, who);
	is_heard(2, ip, port, who);
}

static void hears6(const char *ip, int port, int who)
{
	is_heard(1, ip, port, who);
	is_heard(3, ip, port, who);
}

static void hears(const struct place *place, int port, int who)
{
	hears4(place->v4, port, who);
	hears6(place->v6, port, who);
}

static void set_sysctl(const char *value)
{
	int fd = open(SYSCTL, O_WRONLY);

	CHECK(fd >= 0);
	CHECK_EQ(write(fd, value, 1), 1);
	close(fd);
}

/* ---- tests: who hears ---- */

static void each_hears_its_own(void)
{
	serve(850, &own, PORT, 'a');
	serve(851, &other, PORT, 'b');
	serve(0, NULL, PORT, 'h');
	hears(&own, PORT, 'a');
	hears(&other, PORT, 'b');
	hears4(net_ip_of(AF_INET, NET_HOST), PORT, 'h');
	hears6(net_ip_of(AF_INET6, NET_HOST), PORT, 'h');
	hears4("127.0.0.1", PORT, 'h');
	hears6("::1", PORT, 'h');
	end_servers();
}

/* an address is that of several: whoever listens is found, the first and the last */
static void one_of_several_owners_hears(void)
{
	serve(852, &own, PORT, 'a');
	serve(853, &own, 0, 0);
	serve(854, &own, PORT + 1, 'c');
	serve(0, NULL, PORT, 'h');
	serve(0, NULL, PORT + 2, 'h');
	hears(&own, PORT, 'a');
	hears(&own, PORT + 1, 'c');
	hears(&own, PORT + 2, NOBODY);
	end_servers();
}

static void the_host_hears_what_nobody_owns(void)
{
	int i;

	serve(0, NULL, PORT, 'h');
	serve(855, &own, 0, 0);
	hears(&own, PORT, NOBODY);
	end_child(server[--servers]);
	/* the end of a context is not waited for */
	for (i = 0; i < 100 && ask(2, own.v4, PORT) != 'h'; i++)
		usleep(50000);
	hears(&own, PORT, 'h');
	end_servers();
}

/* the classic rule: it hears all that no guest hears itself */
static void the_host_hears_all_if_so_set(void)
{
	serve(856, &own, PORT + 1, 'a');
	serve(0, NULL, PORT, 'h');
	hears(&own, PORT, NOBODY);
	set_sysctl("1");
	hears(&own, PORT, 'h');
	hears(&own, PORT + 1, 'a');
	set_sysctl("0");
	hears(&own, PORT, NOBODY);
	end_servers();
}

static void addresses_come_and_go(void)
{
	serve(857, &own, PORT, 'a');
	serve(0, NULL, PORT, 'h');
	hears(&other, PORT, 'h');
	add(857, &other);
	hears(&other, PORT, 'a');
	take_away(857, &own);
	hears(&own, PORT, 'h');
	hears(&other, PORT, 'a');
	take_away(857, &other);
	hears(&other, PORT, 'h');
	end_servers();
}

/* networks and ranges, one in the other, and one that has no neighbour */
static void networks_and_ranges_are_found(void)
{
	static const struct place wide = {
		NETWORK, "198.51.100.0", "255.255.255.0", "2001:db8:2::", 48 };
	static const struct place inner = {
		NETWORK, "198.51.100.64", "255.255.255.192",
		"2001:db8:2:1::", 64 };
	static const struct place range = {
		RANGE, "203.0.113.5", "203.0.113.9", NULL, 0 };

	CHECK_EQ(system("ip route add local 198.51.100.0/24 dev lo && "
			"ip route add local 203.0.113.0/24 dev lo && "
			"ip route add local 2001:db8:2::/48 dev lo"), 0);
	serve(858, &wide, PORT, 'w');
	serve(859, &inner, PORT + 1, 'i');
	serve(860, &range, PORT, 'r');
	serve(0, NULL, PORT, 'h');
	serve(0, NULL, PORT + 1, 'h');
	hears4("198.51.100.1", PORT, 'w');
	hears4("198.51.100.1", PORT + 1, NOBODY);
	hears4("198.51.100.70", PORT, 'w');
	hears4("198.51.100.70", PORT + 1, 'i');
	hears4("198.51.100.128", PORT + 1, NOBODY);
	hears4("203.0.113.4", PORT, 'h');
	hears4("203.0.113.5", PORT, 'r');
	hears4("203.0.113.9", PORT, 'r');
	hears4("203.0.113.10", PORT, 'h');
	/* a datagram's answer would have to have a source that is on no device */
	is_heard(3, "2001:db8:2::5", PORT, 'w');
	is_heard(3, "2001:db8:2:1::5", PORT, 'w');
	is_heard(3, "2001:db8:2:1::5", PORT + 1, 'i');
	is_heard(3, "2001:db8:2:2::5", PORT + 1, NOBODY);
	take_away(858, &wide);
	hears4("198.51.100.1", PORT, 'h');
	hears4("198.51.100.70", PORT + 1, 'i');
	is_heard(3, "2001:db8:2:1::5", PORT, NOBODY);
	CHECK_EQ(system("ip route del local 198.51.100.0/24 dev lo && "
			"ip route del local 203.0.113.0/24 dev lo && "
			"ip route del local 2001:db8:2::/48 dev lo"), 0);
	end_servers();
}

/* of each family and type one at the guest's address, those of UDP connected */
static void bind_at_own(int fd[4])
{
	union net_addr addr;
	int i;

	for (i = 0; i < 4; i++) {
		addr = net_of(family_of(i), NET_OWN, PORT);
		fd[i] = net_socket(family_of(i), type_of(i), 0);
		CHECK_EQ(bind(fd[i], &addr.any, net_size(family_of(i))), 0);
		if (type_of(i) == SOCK_STREAM) {
			CHECK_EQ(listen(fd[i], 8), 0);
			continue;
		}
		addr = net_of(family_of(i), NET_HOST, PORT);
		CHECK_EQ(connect(fd[i], &addr.any, net_size(family_of(i))), 0);
	}
}

/* nobody hears at an address that was taken away, nor talks from it */
static void a_lost_address_is_silent(void)
{
	int fd[4], here[2], there[2];
	pid_t pid;
	char c;

	CHECK_EQ(pipe(here), 0);
	CHECK_EQ(pipe(there), 0);
	pid = fork();
	if (!pid) {
		net_become(866);
		bind_at_own(fd);
		CHECK_EQ(write(there[1], "x", 1), 1);
		CHECK_EQ(read(here[0], &c, 1), 1);
		CHECK(send(fd[0], "x", 1, 0) < 0 && errno == EPERM);
		CHECK(send(fd[1], "x", 1, 0) < 0 && errno == EPERM);
		CHECK_EQ(write(there[1], "x", 1), 1);
		CHECK_EQ(read(here[0], &c, 1), 1);
		_exit(0);
	}
	CHECK_EQ(read(there[0], &c, 1), 1);
	take_away(866, &own);
	CHECK_EQ(write(here[1], "x", 1), 1);
	CHECK_EQ(read(there[0], &c, 1), 1);
	hears(&own, PORT, NOBODY);
	CHECK_EQ(write(here[1], "x", 1), 1);
	child_passes(pid);
}

/* an address of a guest is none in another network namespace */
static void other_stacks_are_left_alone(void)
{
	serve(867, &own, PORT, 'a');
	CHECK_EQ(unshare(CLONE_NEWNET), 0);
	CHECK_EQ(system("ip link set lo up && ip link add d0 type dummy && "
			"ip link set d0 up && ip addr add 192.0.2.1/24 dev d0 &&"
			"ip addr add 2001:db8::1/64 nodad dev d0"), 0);
	serve(0, NULL, PORT, 'n');
	hears(&own, PORT, 'n');
	end_servers();
}

/* a socket that was connected is where those are again that are bound to any */
static void a_disconnected_one_hears_all(void)
{
	struct sockaddr none = { .sa_family = AF_UNSPEC };
	int i, asker;
	char c;

	net_become(861);
	for (i = 0; i < 2; i++) {
		union net_addr any = net_of(family_of(i), NET_ANY, PORT);
		union net_addr to = net_of(family_of(i), NET_OWN, PORT);
		int ear = net_socket(family_of(i), SOCK_DGRAM, 0);

		CHECK_EQ(bind(ear, &any.any, net_size(family_of(i))), 0);
		CHECK_EQ(connect(ear, &to.any, net_size(family_of(i))), 0);
		CHECK_EQ(connect(ear, &none, sizeof(none)), 0);
		asker = net_socket(family_of(i), SOCK_DGRAM, 0);
		net_send(asker, "x", 1, &to);
		CHECK_EQ(recv(ear, &c, 1, 0), 1);
		close(asker);
		close(ear);
	}
}

/* ---- tests: many sockets on a port ---- */

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
	TAP_TEST(each_hears_its_own),
	TAP_TEST(one_of_several_owners_hears),
	TAP_TEST(the_host_hears_what_nobody_owns),
	TAP_TEST(the_host_hears_all_if_so_set),
	TAP_TEST(addresses_come_and_go),
	TAP_TEST(networks_and_ranges_are_found),
	TAP_TEST(a_lost_address_is_silent),
	TAP_TEST(other_stacks_are_left_alone),
	TAP_TEST(a_disconnected_one_hears_all),
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
