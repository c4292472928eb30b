// SPDX-License-Identifier: GPL-2.0-only
/*
 * A transparent proxy of the host's, in front of a guest: what comes by a wire for the
 * guest's address is handed to a socket of the host's, and never to one of a guest that
 * has the proxy's port.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <poll.h>
#include <sched.h>

#include "net.h"
#include "said.h"

#define PORT	8000
#define PROXY	3129
#define FAR	"203.0.113.2"

/* the far end of a wire, whose way to the guest is the host */
static void make_network(void)
{
	net_make_devices();
	system("ip link del vs2 2> /dev/null; ip netns del far 2> /dev/null;"
	       "nft delete table ip proxy 2> /dev/null;"
	       "while ip rule del fwmark 9 2> /dev/null; do :; done");
	run("ip netns add far &&"
	    "ip link add vs2 type veth peer name eth0 netns far &&"
	    "ip addr add 203.0.113.1/24 dev vs2 && ip link set vs2 up &&"
	    "ip -n far addr add " FAR "/24 dev eth0 &&"
	    "ip -n far link set eth0 up &&"
	    "ip -n far route add default via 203.0.113.1 &&"
	    "ip rule add fwmark 9 table 9 &&"
	    "ip route replace local default dev lo table 9");
}

static void divert(const char *protocol)
{
	char line[256];

	snprintf(line, sizeof(line), "nft add table ip proxy &&"
		 "nft add chain ip proxy in"
		 " '{ type filter hook prerouting priority mangle; }' &&"
		 "nft add rule ip proxy in iifname vs2 %s dport %d"
		 " tproxy to :%d meta mark set 9 accept", protocol, PORT, PROXY);
	run(line);
}

static void end_divert(void)
{
	run("nft delete table ip proxy");
}

/* bound to any; the host's may take connections to addresses that it has not */
static int ear(int type, int port, int transparent)
{
	int fd = net_socket(AF_INET, type, 0), one = 1;
	union net_addr any = net_of(AF_INET, NET_ANY, port);

	CHECK_EQ(setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof(one)), 0);
	if (transparent)
		CHECK_EQ(setsockopt(fd, SOL_IP, IP_TRANSPARENT, &one,
				    sizeof(one)), 0);
	CHECK_EQ(bind(fd, &any.any, net_size(AF_INET)), 0);
	if (type == SOCK_STREAM)
		CHECK_EQ(listen(fd, 8), 0);
	return fd;
}

/* a guest that listens until it is told to stop */
struct listener {
	pid_t	pid;
	int	stop;
};

static void listens(uint32_t id, int type, int port, int ready, int stop)
{
	struct pollfd input = { .events = POLLIN };
	char c;

	net_become(id);
	input.fd = ear(type, port, 0);
	CHECK_EQ(write(ready, "r", 1), 1);
	CHECK_EQ(read(stop, &c, 1), 1);
	_exit(poll(&input, 1, 0) ? 10 : 20);
}

static struct listener guest(uint32_t id, int type, int port)
{
	struct listener l;
	int ready[2], stop[2];
	char c;

	CHECK_EQ(pipe(ready) | pipe(stop), 0);
	l.stop = stop[1];
	l.pid = fork();
	if (!l.pid)
		listens(id, type, port, ready[1], stop[0]);
	CHECK_EQ(read(ready[0], &c, 1), 1);
	return l;
}

static void heard(struct listener *l, int yes)
{
	int status;

	CHECK_EQ(write(l->stop, "s", 1), 1);
	CHECK_EQ(waitpid(l->pid, &status, 0), l->pid);
	CHECK(WIFEXITED(status));
	CHECK_EQ(WEXITSTATUS(status), yes ? 10 : 20);
}

/* the far end talks to the guest's address; is there an answer? */
static int asks(int type)
{
	union net_addr to = net_of(AF_INET, NET_OWN, PORT);
	struct timeval end = { .tv_sec = 3 };
	pid_t pid = fork();
	int fd, status;

	if (!pid) {
		fd = open("/run/netns/far", O_RDONLY);
		CHECK_EQ(setns(fd, CLONE_NEWNET), 0);
		fd = net_socket(AF_INET, type, 0);
		CHECK_EQ(setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &end,
				    sizeof(end)), 0);
		if (connect(fd, &to.any, net_size(AF_INET)))
			_exit(20);
		_exit(send(fd, "x", 1, 0) == 1 ? 10 : 20);
	}
	CHECK_EQ(waitpid(pid, &status, 0), pid);
	CHECK(WIFEXITED(status));
	return WEXITSTATUS(status) == 10;
}

static void without_it_the_guest_hears(void)
{
	struct listener l = guest(910, SOCK_STREAM, PORT);

	CHECK(asks(SOCK_STREAM));
	heard(&l, 1);
	l = guest(911, SOCK_DGRAM, PORT);
	CHECK(asks(SOCK_DGRAM));
	usleep(200000);
	heard(&l, 1);
}

/* it knows who talks, and to whom */
static void the_proxy_takes_connections(void)
{
	int proxy = ear(SOCK_STREAM, PROXY, 1), fd;
	struct listener l = guest(912, SOCK_STREAM, PORT);
	union net_addr addr;
	socklen_t len = sizeof(addr);
	char name[INET_ADDRSTRLEN];

	divert("tcp");
	CHECK(asks(SOCK_STREAM));
	fd = accept(proxy, &addr.any, &len);
	CHECK(fd >= 0);
	CHECK(!strcmp(inet_ntop(AF_INET, &addr.v4.sin_addr, name, sizeof(name)),
		      FAR));
	CHECK_EQ(getsockname(fd, &addr.any, &len), 0);
	net_is(&addr, net_ip_of(AF_INET, NET_OWN), PORT);
	heard(&l, 0);
	end_divert();
}

static void the_proxy_takes_datagrams(void)
{
	int proxy = ear(SOCK_DGRAM, PROXY, 1);
	struct listener l = guest(913, SOCK_DGRAM, PORT);
	char c;

	divert("udp");
	CHECK(asks(SOCK_DGRAM));
	CHECK_EQ(recv(proxy, &c, 1, 0), 1);
	heard(&l, 0);
	end_divert();
}

/* the host's is not there */
static void a_guest_is_no_proxy(void)
{
	struct listener tcp = guest(914, SOCK_STREAM, PROXY);
	struct listener udp = guest(915, SOCK_DGRAM, PROXY);

	divert("tcp");
	CHECK(!asks(SOCK_STREAM));
	end_divert();
	divert("udp");
	asks(SOCK_DGRAM);
	end_divert();
	heard(&tcp, 0);
	heard(&udp, 0);
}

static const struct tap_test tests[] = {
	TAP_TEST(without_it_the_guest_hears),
	TAP_TEST(the_proxy_takes_connections),
	TAP_TEST(the_proxy_takes_datagrams),
	TAP_TEST(a_guest_is_no_proxy),
};

int main(void)
{
	int ret;

	make_network();
	ret = tap_main(tests, sizeof(tests) / sizeof(tests[0]));
	/* for who comes next */
	system("ip link del vs2; ip netns del far; ip rule del fwmark 9;"
	       "nft delete table ip proxy 2> /dev/null");
	return ret;
}
