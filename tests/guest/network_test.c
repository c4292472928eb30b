// SPDX-License-Identifier: GPL-2.0-only
/*
 * Network contexts: addresses, ports and what arrives where, for IPv4.
 * Written against the documented numbers and layouts, not against our headers.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <fcntl.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/un.h>

#include "vcmd.h"

#define ADDR_A		"192.0.2.1"
#define ADDR_B		"192.0.2.2"
#define ADDR_HOST	"192.0.2.3"
#define ADDR_UNUSED	"198.51.100.1"	/* no connection before */

static long ipv4(unsigned int cmd, unsigned int id, int type, const char *ip,
		 const char *ip2, const char *mask)
{
	struct vs_ipv4 arg = { .type = type };

	arg.ip = ip ? inet_addr(ip) : 0;
	arg.ip2 = ip2 ? inet_addr(ip2) : 0;
	arg.mask = mask ? inet_addr(mask) : 0;
	return vs(cmd, id, &arg);
}

#define ADD	NET_ADD_IPV4
#define REMOVE	NET_REM_IPV4

static long enter_new(unsigned int id)
{
	return net_create(id, NET_FLAGS);
}

/* the caller moves into a new context with one address, or none */
static void become(unsigned int id, const char *ip)
{
	CHECK_EQ(enter_new(id), id);
	if (ip)
		CHECK_EQ(ipv4(ADD, id, 0x10, ip, NULL, "255.255.255.0"), 0);
}

static struct sockaddr_in inet_at(const char *ip, int port)
{
	return (struct sockaddr_in){ .sin_family = AF_INET,
				     .sin_port = htons(port),
				     .sin_addr.s_addr = inet_addr(ip) };
}

/* who waits for what is not sent, connected or received gets an error */
static int socket_with_end(int type)
{
	struct timeval end = { .tv_sec = 15 };
	int fd = socket(AF_INET, type, 0);

	CHECK(fd >= 0);
	CHECK_EQ(setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &end, sizeof(end)), 0);
	CHECK_EQ(setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &end, sizeof(end)), 0);
	return fd;
}

/* 0 or a negative errno; the socket is left in *fd */
static int bind_new(int *fd, int type, const char *ip, int port, int reuse)
{
	struct sockaddr_in addr = inet_at(ip, port);
	int one = 1;

	*fd = socket_with_end(type);
	if (reuse)
		CHECK_EQ(setsockopt(*fd, SOL_SOCKET, reuse, &one, sizeof(one)),
			 0);
	if (bind(*fd, (void *)&addr, sizeof(addr)))
		return -errno;
	return type == SOCK_STREAM && listen(*fd, 8) ? -errno : 0;
}

static int connect_to(int *fd, const char *ip, int port)
{
	struct sockaddr_in addr = inet_at(ip, port);

	*fd = socket_with_end(SOCK_STREAM);
	return connect(*fd, (void *)&addr, sizeof(addr)) ? -errno : 0;
}

/* who answers at an address: the byte that the server sends, or -errno */
static int ask(const char *ip, int port)
{
	char c;
	int fd, err = connect_to(&fd, ip, port);

	if (!err)
		err = read(fd, &c, 1) == 1 ? c : -EIO;
	close(fd);
	return err;
}

static const char *name_of(int fd, int peer)
{
	struct sockaddr_in addr;
	socklen_t len = sizeof(addr);

	CHECK_EQ(peer ? getpeername(fd, (void *)&addr, &len) :
			getsockname(fd, (void *)&addr, &len), 0);
	return inet_ntoa(addr.sin_addr);
}

/* a child that answers each connection with one byte, until the test ends */
static void serve(unsigned int id, const char *own, const char *ip, int port,
		  int reuse, char c)
{
	int fd, conn, ready[2];
	char ok;

	CHECK_EQ(pipe(ready), 0);
	if (!fork()) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		if (id)
			become(id, own);
		CHECK_EQ(bind_new(&fd, SOCK_STREAM, ip, port, reuse), 0);
		CHECK_EQ(write(ready[1], "x", 1), 1);
		while ((conn = accept(fd, NULL, NULL)) >= 0 ||
		       errno == EAGAIN) {
			if (conn < 0)
				continue;
			CHECK_EQ(write(conn, &c, 1), 1);
			close(conn);
		}
		_exit(0);
	}
	close(ready[1]);
	CHECK_EQ(read(ready[0], &ok, 1), 1);
}

/* the addresses that the tests use, on a device of their own */
static void make_addresses(void)
{
	/* another program may have left them */
	system("ip link del vs0; ip link del vs1");
	CHECK_EQ(system("ip link add vs0 type dummy && ip link set vs0 up &&"
			"ip addr add " ADDR_A "/24 dev vs0 &&"
			"ip addr add " ADDR_B "/24 dev vs0 &&"
			"ip addr add " ADDR_HOST "/24 dev vs0 &&"
			"ip link add vs1 type dummy && ip link set vs1 up &&"
			"ip addr add " ADDR_UNUSED "/24 dev vs1"), 0);
}

static void arguments_are_checked(void)
{
	uint64_t unknown = NET_FLAGS | 1ULL << 60;

	CHECK_EQ(vs(0x19010001, 60, &unknown), -EINVAL);
	CHECK_EQ(enter_new(1), -EINVAL);
	CHECK_EQ(enter_new(65536), -EINVAL);
	CHECK_EQ(ipv4(ADD, 60, 0x10, ADDR_A, NULL, NULL), -ESRCH);
	become(60, NULL);
	CHECK_EQ(ipv4(ADD, 60, 0x10, "0.0.0.0", NULL, NULL), -EINVAL);
	CHECK_EQ(ipv4(ADD, 60, 0x30, ADDR_A, NULL, NULL), -EINVAL);
	CHECK_EQ(ipv4(ADD, 60, 0x20, ADDR_A, NULL, "255.255.255.0"), -EINVAL);
	CHECK_EQ(ipv4(ADD, 60, 0x20, "192.0.2.0", NULL, "255.0.255.0"),
		 -EINVAL);
	CHECK_EQ(ipv4(ADD, 60, 0x40, ADDR_B, ADDR_A, NULL), -EINVAL);
	CHECK_EQ(ipv4(REMOVE, 60, 0x10, ADDR_A, NULL, NULL), -ESRCH);
	CHECK_EQ(ipv4(ADD, 60, 0x03, ADDR_A, NULL, NULL), 0);
	CHECK_EQ(ipv4(ADD, 60, 0x10, ADDR_A, NULL, NULL), -EEXIST);
	CHECK_EQ(ipv4(REMOVE, 60, 0x10, ADDR_A, NULL, NULL), 0);
}

static void bind_stays_in_the_set(void)
{
	int fd;

	become(61, ADDR_A);
	CHECK_EQ(bind_new(&fd, SOCK_STREAM, ADDR_A, 80, 0), 0);
	CHECK_EQ(bind_new(&fd, SOCK_STREAM, ADDR_B, 80, 0), -EADDRNOTAVAIL);
	CHECK_EQ(bind_new(&fd, SOCK_DGRAM, ADDR_B, 53, 0), -EADDRNOTAVAIL);
	CHECK_EQ(bind_new(&fd, SOCK_DGRAM, ADDR_A, 53, 0), 0);
}

static void ranges_and_networks_match(void)
{
	int fd;

	become(62, NULL);
	CHECK_EQ(bind_new(&fd, SOCK_STREAM, ADDR_B, 80, 0), -EADDRNOTAVAIL);
	CHECK_EQ(ipv4(ADD, 62, 0x40, ADDR_A, ADDR_B, NULL), 0);
	CHECK_EQ(bind_new(&fd, SOCK_STREAM, ADDR_B, 80, 0), 0);
	CHECK_EQ(bind_new(&fd, SOCK_STREAM, ADDR_HOST, 80, 0), -EADDRNOTAVAIL);
	CHECK_EQ(ipv4(REMOVE, 62, 0x40, ADDR_A, ADDR_B, NULL), 0);
	CHECK_EQ(ipv4(ADD, 62, 0x20, "192.0.2.0", NULL, "255.255.255.0"), 0);
	CHECK_EQ(bind_new(&fd, SOCK_STREAM, ADDR_HOST, 80, 0), 0);
}

/* two guests and the host hold any:80, and each hears its own */
static void any_is_the_own_set(void)
{
	serve(63, ADDR_A, "0.0.0.0", 80, 0, 'a');
	serve(64, ADDR_B, "0.0.0.0", 80, 0, 'b');
	serve(0, NULL, "0.0.0.0", 80, 0, 'h');
	CHECK_EQ(ask(ADDR_A, 80), 'a');
	CHECK_EQ(ask(ADDR_B, 80), 'b');
	CHECK_EQ(ask(ADDR_HOST, 80), 'h');
}

static void host_any_leaves_guests_alone(void)
{
	int i;

	serve(0, NULL, "0.0.0.0", 81, SO_REUSEADDR, 'h');
	/* the contexts of the test before may not have ended yet */
	for (i = 0; i < 50 && ask(ADDR_A, 81) != 'h'; i++)
		usleep(100000);
	CHECK_EQ(ask(ADDR_A, 81), 'h');
	serve(65, ADDR_A, ADDR_A, 81, SO_REUSEADDR, 'a');
	CHECK_EQ(ask(ADDR_A, 81), 'a');
	serve(66, ADDR_B, "0.0.0.0", 82, 0, 'b');
	CHECK_EQ(ask(ADDR_B, 81), -ECONNREFUSED);
}

static void shared_address_is_first_come(void)
{
	int fd;

	serve(67, ADDR_A, "0.0.0.0", 83, 0, 'a');
	become(68, ADDR_A);
	CHECK_EQ(bind_new(&fd, SOCK_STREAM, "0.0.0.0", 83, 0), -EADDRINUSE);
	CHECK_EQ(bind_new(&fd, SOCK_STREAM, ADDR_A, 83, 0), -EADDRINUSE);
	CHECK_EQ(bind_new(&fd, SOCK_STREAM, ADDR_A, 83, SO_REUSEPORT),
		 -EADDRINUSE);
}

static void reuseport_is_per_context(void)
{
	int i;

	serve(69, ADDR_A, "0.0.0.0", 84, SO_REUSEPORT, 'a');
	serve(70, ADDR_B, "0.0.0.0", 84, SO_REUSEPORT, 'b');
	for (i = 0; i < 16; i++) {
		CHECK_EQ(ask(ADDR_A, 84), 'a');
		CHECK_EQ(ask(ADDR_B, 84), 'b');
	}
}

/* the errno of a bind in a context of its own, which has the same address */
static int bind_elsewhere(unsigned int id, int type, int port, int reuse)
{
	int fd, status;
	pid_t pid = fork();

	if (!pid) {
		if (id)
			become(id, ADDR_A);
		_exit(-bind_new(&fd, type, ADDR_A, port, reuse));
	}
	CHECK_EQ(waitpid(pid, &status, 0), pid);
	CHECK(WIFEXITED(status));
	return WEXITSTATUS(status);
}

static const struct {
	int type, reuse;
} shares[] = {
	{ SOCK_STREAM, SO_REUSEPORT }, { SOCK_STREAM, SO_REUSEADDR },
	{ SOCK_DGRAM, SO_REUSEPORT }, { SOCK_DGRAM, SO_REUSEADDR },
};

#define SHARED_PORT	90
#define SHARES		(sizeof(shares) / sizeof(shares[0]))

/* a process of context 89 that has all of them, and shares them with itself */
static pid_t hold_shares(void)
{
	int fd, ready[2];
	unsigned int i;
	char c = 'x';
	pid_t pid;

	CHECK_EQ(pipe(ready), 0);
	pid = fork();
	if (!pid) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		become(89, ADDR_A);
		for (i = 0; i < SHARES; i++) {
			CHECK_EQ(bind_new(&fd, shares[i].type, ADDR_A,
					  SHARED_PORT + i, shares[i].reuse), 0);
			if (i != 1)
				CHECK_EQ(bind_new(&fd, shares[i].type, ADDR_A,
						  SHARED_PORT + i,
						  shares[i].reuse), 0);
		}
		CHECK_EQ(write(ready[1], &c, 1), 1);
		for (;;)
			pause();
	}
	close(ready[1]);
	CHECK_EQ(read(ready[0], &c, 1), 1);
	return pid;
}

/* contexts with one address, and one user: nobody takes what is another's */
static void ports_are_not_shared_across_contexts(void)
{
	unsigned int i;

	hold_shares();
	for (i = 0; i < SHARES; i++) {
		CHECK_EQ(bind_elsewhere(90 + i, shares[i].type,
					SHARED_PORT + i, shares[i].reuse),
			 EADDRINUSE);
		CHECK_EQ(bind_elsewhere(0, shares[i].type, SHARED_PORT + i,
					shares[i].reuse), EADDRINUSE);
	}
}

static void source_is_of_the_set(void)
{
	int fd, conn, peer;

	CHECK_EQ(bind_new(&fd, SOCK_STREAM, ADDR_HOST, 85, 0), 0);
	if (!fork()) {
		become(71, ADDR_B);
		CHECK_EQ(connect_to(&peer, ADDR_HOST, 85), 0);
		CHECK(!strcmp(name_of(peer, 0), ADDR_B));
		_exit(0);
	}
	conn = accept(fd, NULL, NULL);
	CHECK(conn >= 0);
	CHECK(!strcmp(name_of(conn, 1), ADDR_B));
}

static void datagrams_follow_the_same_rules(void)
{
	struct sockaddr_in to = inet_at(ADDR_A, 53), from;
	socklen_t len = sizeof(from);
	int a, b, ready[2], result;
	pid_t pid;
	char c;

	CHECK_EQ(pipe(ready), 0);
	pid = fork();
	if (!pid) {
		become(72, ADDR_A);
		CHECK_EQ(bind_new(&a, SOCK_DGRAM, "0.0.0.0", 53, 0), 0);
		CHECK_EQ(write(ready[1], "x", 1), 1);
		CHECK_EQ(recvfrom(a, &c, 1, 0, (void *)&from, &len), 1);
		CHECK(!strcmp(inet_ntoa(from.sin_addr), ADDR_B));
		_exit(0);
	}
	CHECK_EQ(read(ready[0], &c, 1), 1);
	become(73, ADDR_B);
	CHECK_EQ(bind_new(&b, SOCK_DGRAM, "0.0.0.0", 53, 0), 0);
	CHECK_EQ(sendto(b, "q", 1, 0, (void *)&to, sizeof(to)), 1);
	CHECK_EQ(waitpid(pid, &result, 0), pid);
	CHECK_EQ(result, 0);
}

static void no_address_means_no_network(void)
{
	int fd;

	become(74, NULL);
	CHECK_EQ(connect_to(&fd, ADDR_HOST, 80), -EPERM);
}

static void loopback_is_private(void)
{
	int fd;

	serve(0, NULL, "127.0.0.1", 86, 0, 'h');
	serve(75, ADDR_A, "127.0.0.1", 86, 0, 'a');
	CHECK_EQ(ask("127.0.0.1", 86), 'h');
	become(76, ADDR_B);
	CHECK_EQ(ask("127.0.0.1", 86), -ECONNREFUSED);
	CHECK_EQ(ask("127.0.75.1", 86), -ECONNREFUSED);
	CHECK_EQ(bind_new(&fd, SOCK_STREAM, "127.0.0.1", 86, 0), 0);
	CHECK(!strcmp(name_of(fd, 0), "127.0.0.1"));
	CHECK_EQ(connect_to(&fd, "127.0.0.53", 86), -ECONNREFUSED);
	CHECK_EQ(bind_new(&fd, SOCK_STREAM, "127.0.0.53", 86, 0), 0);
	CHECK_EQ(connect_to(&fd, "127.0.0.53", 86), 0);
	CHECK(!strcmp(name_of(fd, 0), "127.0.0.1"));
	CHECK(!strcmp(name_of(fd, 1), "127.0.0.53"));
}

/* a datagram in parts goes where the same in one part goes */
static void corked_datagrams_stay_private(void)
{
	struct sockaddr_in to = inet_at("127.0.0.1", 89);
	int host, own, fd;
	char c;

	CHECK_EQ(bind_new(&host, SOCK_DGRAM, "127.0.0.1", 89, 0), 0);
	become(82, ADDR_A);
	CHECK_EQ(bind_new(&own, SOCK_DGRAM, "127.0.0.1", 89, 0), 0);
	fd = socket(AF_INET, SOCK_DGRAM, 0);
	CHECK_EQ(sendto(fd, "a", 1, MSG_MORE, (void *)&to, sizeof(to)), 1);
	CHECK_EQ(send(fd, "b", 1, 0), 1);
	CHECK_EQ(recv(own, &c, 1, 0), 1);
	CHECK(recv(host, &c, 1, MSG_DONTWAIT) < 0 && errno == EAGAIN);
}

static void other_devices_are_hidden(void)
{
	struct ifreq other = { .ifr_name = "vs1" }, listed[16];
	struct ifconf conf = { .ifc_len = sizeof(listed), .ifc_req = listed };
	struct ifaddrs *list, *i;
	int seen = 0, fd;

	become(77, ADDR_A);
	fd = socket(AF_INET, SOCK_DGRAM, 0);
	CHECK(ioctl(fd, SIOCGIFINDEX, &other) < 0 && errno == ENODEV);
	CHECK(ioctl(fd, SIOCGIFADDR, &other) < 0 && errno == ENODEV);
	/* lo and vs0 */
	CHECK_EQ(ioctl(fd, SIOCGIFCONF, &conf), 0);
	CHECK_EQ(conf.ifc_len, 2 * sizeof(*listed));
	CHECK_EQ(getifaddrs(&list), 0);
	for (i = list; i; i = i->ifa_next) {
		struct sockaddr_in *addr = (void *)i->ifa_addr;

		CHECK(strcmp(i->ifa_name, "vs1"));
		if (!addr || addr->sin_family != AF_INET)
			continue;
		if (!strcmp(inet_ntoa(addr->sin_addr), ADDR_A))
			seen++;
		else
			CHECK(!strcmp(i->ifa_name, "lo"));
	}
	CHECK_EQ(seen, 1);
}

static void other_sockets_are_hidden(void)
{
	char line[256];
	int all = 0;
	FILE *f;

	serve(0, NULL, ADDR_HOST, 87, 0, 'h');
	serve(78, ADDR_B, "0.0.0.0", 87, 0, 'b');
	become(79, ADDR_UNUSED);
	f = fopen("/proc/net/tcp", "r");
	CHECK(f);
	while (fgets(line, sizeof(line), f))
		all++;
	CHECK_EQ(all, 1);
}

static void abstract_names_are_private(void)
{
	struct sockaddr_un addr = { .sun_family = AF_UNIX, .sun_path = "\0n" };
	uint64_t flags = 0x700000000ULL;
	int host = socket(AF_UNIX, SOCK_STREAM, 0), own;

	CHECK_EQ(bind(host, (void *)&addr, 4), 0);
	CHECK_EQ(listen(host, 1), 0);
	CHECK_EQ(vs(0x09010001, 81, &flags), 81);
	own = socket(AF_UNIX, SOCK_STREAM, 0);
	CHECK(connect(own, (void *)&addr, 4) < 0 && errno == ECONNREFUSED);
	CHECK_EQ(bind(own, (void *)&addr, 4), 0);
}

static const struct tap_test tests[] = {
	TAP_TEST(make_addresses),
	TAP_TEST(arguments_are_checked),
	TAP_TEST(bind_stays_in_the_set),
	TAP_TEST(ranges_and_networks_match),
	TAP_TEST(any_is_the_own_set),
	TAP_TEST(host_any_leaves_guests_alone),
	TAP_TEST(shared_address_is_first_come),
	TAP_TEST(reuseport_is_per_context),
	TAP_TEST(ports_are_not_shared_across_contexts),
	TAP_TEST(source_is_of_the_set),
	TAP_TEST(datagrams_follow_the_same_rules),
	TAP_TEST(no_address_means_no_network),
	TAP_TEST(loopback_is_private),
	TAP_TEST(corked_datagrams_stay_private),
	TAP_TEST(other_devices_are_hidden),
	TAP_TEST(other_sockets_are_hidden),
	TAP_TEST(abstract_names_are_private),
};

int main(void)
{
	return tap_main(tests, sizeof(tests) / sizeof(tests[0]));
}
