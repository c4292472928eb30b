// SPDX-License-Identifier: GPL-2.0-only
/*
 * What is counted of a network context: packets and bytes of each family, what was
 * refused, sockets; and the mark of its packets.
 */
#define _GNU_SOURCE
#include <linux/icmp.h>
#include <netinet/ip.h>
#include <netinet/udp.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/un.h>

#include "net.h"

#define PORT		4270
#define SIZE		100
#define FEW		5
#define HEADERS4	28	/* of IP and UDP */
#define HEADERS6	48
#define MARK		7

enum { TCP, UDP, PING, RAW, UNIX, NETLINK, OTHER, KINDS };

struct count {
	uint64_t packets, bytes;
};

struct stat {
	struct count received[2], sent[2];
	uint64_t refused[2];
	uint32_t sockets[8];
};

static struct stat stat_of(uint32_t id)
{
	struct stat stat;

	memset(&stat, 0xff, sizeof(stat));
	CHECK_EQ(vs(NX_STAT, id, &stat), 0);
	return stat;
}

static bool is_zero(const void *data, size_t size)
{
	const char *p = data;

	while (size && !*p) {
		p++;
		size--;
	}
	return !size;
}

/*
 * A guest that does one thing after the other when it is told so.  The host asks
 * for the counts in between.
 */
struct guest {
	pid_t pid;
	int to, from;
};

static struct guest start(uint32_t id, void (*steps)(struct guest *me))
{
	int to[2], from[2];
	struct guest guest;
	char c;

	CHECK_EQ(pipe(to) + pipe(from), 0);
	guest.pid = fork();
	if (!guest.pid) {
		struct guest me = { .to = from[1], .from = to[0] };

		prctl(PR_SET_PDEATHSIG, SIGKILL);
		net_become(id);
		CHECK_EQ(write(me.to, "x", 1), 1);
		CHECK_EQ(read(me.from, &c, 1), 1);
		steps(&me);
		_exit(0);
	}
	guest.to = to[1];
	guest.from = from[0];
	close(from[1]);
	CHECK_EQ(read(guest.from, &c, 1), 1);
	return guest;
}

/* in the guest: done, and now what comes next */
static void step(struct guest *me)
{
	char c;

	CHECK_EQ(write(me->to, "x", 1), 1);
	CHECK_EQ(read(me->from, &c, 1), 1);
}

/* on the host: the guest does the next step */
static void let(const struct guest *guest)
{
	char c;

	CHECK_EQ(write(guest->to, "x", 1), 1);
	CHECK_EQ(read(guest->from, &c, 1), 1);
}

static void finish(const struct guest *guest)
{
	CHECK_EQ(kill(guest->pid, SIGKILL), 0);
	CHECK_EQ(waitpid(guest->pid, NULL, 0), guest->pid);
}

/* ---- packets ---- */

static void send_few(int family, enum net_who who)
{
	union net_addr to = net_of(family, who, PORT);
	int fd = net_socket(family, SOCK_DGRAM, 0), i;
	char data[SIZE] = { 0 };

	for (i = 0; i < FEW; i++)
		net_send(fd, data, SIZE, &to);
	close(fd);
}

static void sends_to_the_host(struct guest *me)
{
	send_few(AF_INET, NET_HOST);
	send_few(AF_INET6, NET_HOST);
	step(me);
}

static void sent_packets_are_counted(void)
{
	int ear4 = net_bound(AF_INET, SOCK_DGRAM, 0, NET_HOST, PORT);
	int ear6 = net_bound(AF_INET6, SOCK_DGRAM, 0, NET_HOST, PORT);
	struct guest guest = start(830, sends_to_the_host);
	struct stat stat = stat_of(830);

	CHECK(is_zero(&stat, offsetof(struct stat, sockets)));
	let(&guest);
	stat = stat_of(830);
	CHECK_EQ(stat.sent[0].packets, FEW);
	CHECK_EQ(stat.sent[0].bytes, FEW * (SIZE + HEADERS4));
	CHECK_EQ(stat.sent[1].packets, FEW);
	CHECK_EQ(stat.sent[1].bytes, FEW * (SIZE + HEADERS6));
	CHECK(is_zero(stat.received, sizeof(stat.received)));
	CHECK(is_zero(stat.refused, sizeof(stat.refused)));
	finish(&guest);
	close(ear4);
	close(ear6);
}

static void listens(struct guest *me)
{
	net_bound(AF_INET, SOCK_DGRAM, 0, NET_ANY, PORT);
	net_bound(AF_INET6, SOCK_DGRAM, 0, NET_OWN, PORT);
	step(me);
}

static void received_packets_are_counted(void)
{
	struct guest guest = start(831, listens);
	struct stat stat;

	let(&guest);
	/* these are not for it */
	send_few(AF_INET, NET_HOST);
	send_few(AF_INET, NET_OWN);
	send_few(AF_INET6, NET_OWN);
	stat = stat_of(831);
	CHECK_EQ(stat.received[0].packets, FEW);
	CHECK_EQ(stat.received[0].bytes, FEW * (SIZE + HEADERS4));
	CHECK_EQ(stat.received[1].packets, FEW);
	CHECK_EQ(stat.received[1].bytes, FEW * (SIZE + HEADERS6));
	CHECK(is_zero(stat.sent, sizeof(stat.sent)));
	finish(&guest);
}

static void talks_to_itself(struct guest *me)
{
	static char data[1 << 16];
	static const int family[2] = { AF_INET, AF_INET6 };
	size_t got;
	ssize_t n;
	int i;

	for (i = 0; i < 2; i++) {
		union net_addr to = net_of(family[i], NET_LOOP, PORT);
		int ear = net_bound(family[i], SOCK_STREAM, 0, NET_LOOP, PORT);
		int fd = net_socket(family[i], SOCK_STREAM, 0), peer;

		CHECK_EQ(listen(ear, 1), 0);
		CHECK_EQ(connect(fd, &to.any, net_size(family[i])), 0);
		peer = accept(ear, NULL, NULL);
		CHECK(peer >= 0);
		CHECK_EQ(write(fd, data, sizeof(data)), sizeof(data));
		for (got = 0; got < sizeof(data); got += n) {
			n = read(peer, data, sizeof(data));
			CHECK(n > 0);
		}
		step(me);
	}
}

/* the handshake, which no full socket does, too: three packets at least */
static void connections_are_counted(void)
{
	struct guest guest = start(832, talks_to_itself);
	struct stat stat;
	int i;

	for (i = 0; i < 2; i++) {
		let(&guest);
		stat = stat_of(832);
		CHECK(stat.sent[i].packets >= 4);
		CHECK(stat.sent[i].bytes > 1 << 16);
		CHECK(stat.sent[i].bytes < 1 << 17);
		CHECK(stat.received[i].bytes > 1 << 16);
		CHECK(stat.received[i].bytes <= stat.sent[i].bytes);
	}
	finish(&guest);
}

static void tries_what_it_may_not(struct guest *me)
{
	union net_addr to = net_of(AF_INET, NET_HOST, PORT);
	int fd = net_bound(AF_INET, SOCK_DGRAM, 0, NET_LOOP, 0);

	CHECK(sendto(fd, "x", 1, 0, &to.any, sizeof(to.v4)) < 0 &&
	      errno == EPERM);
	to = net_of(AF_INET6, NET_HOST, PORT);
	fd = net_bound(AF_INET6, SOCK_DGRAM, 0, NET_LOOP, 0);
	CHECK(sendto(fd, "x", 1, 0, &to.any, sizeof(to.v6)) < 0 &&
	      errno == EPERM);
	CHECK(sendto(fd, "x", 1, 0, &to.any, sizeof(to.v6)) < 0 &&
	      errno == EPERM);
	step(me);
}

static void refusals_are_counted(void)
{
	struct guest guest = start(833, tries_what_it_may_not);
	struct stat stat;

	let(&guest);
	stat = stat_of(833);
	CHECK_EQ(stat.refused[0], 1);
	CHECK_EQ(stat.refused[1], 2);
	CHECK(is_zero(stat.sent, sizeof(stat.sent)));
	finish(&guest);
}

/* ---- sockets ---- */

static void opens_sockets(struct guest *me)
{
	union net_addr to = net_of(AF_INET6, NET_LOOP, PORT);
	int ear = net_bound(AF_INET6, SOCK_STREAM, 0, NET_LOOP, PORT);
	int fd[] = {
		net_socket(AF_INET6, SOCK_STREAM, 0),
		socket(AF_INET, SOCK_STREAM, 0), socket(AF_INET, SOCK_DGRAM, 0),
		socket(AF_INET6, SOCK_DGRAM, 0),
		socket(AF_INET, SOCK_DGRAM, IPPROTO_ICMP),
		socket(AF_INET6, SOCK_RAW, IPPROTO_ICMPV6),
		socket(AF_UNIX, SOCK_STREAM, 0), socket(AF_UNIX, SOCK_DGRAM, 0),
		socket(AF_NETLINK, SOCK_RAW, 0),
	};
	int peer;
	size_t i;

	CHECK_EQ(listen(ear, 1), 0);
	CHECK_EQ(connect(fd[0], &to.any, sizeof(to.v6)), 0);
	peer = accept(ear, NULL, NULL);
	CHECK(peer >= 0);
	step(me);
	close(ear);
	close(peer);
	for (i = 0; i < sizeof(fd) / sizeof(fd[0]); i++)
		close(fd[i]);
	step(me);
}

static void sockets_are_counted(void)
{
	static const uint32_t open[8] = { [TCP] = 4, [UDP] = 2, [PING] = 1,
					  [RAW] = 1, [UNIX] = 2, [NETLINK] = 1 };
	struct guest guest;
	struct stat stat;
	int i;

	CHECK_EQ(system("echo 0 2147483647 > "
			"/proc/sys/net/ipv4/ping_group_range"), 0);
	guest = start(834, opens_sockets);
	stat = stat_of(834);
	CHECK(is_zero(stat.sockets, sizeof(stat.sockets)));
	let(&guest);
	stat = stat_of(834);
	for (i = 0; i < KINDS; i++)
		CHECK_EQ(stat.sockets[i], open[i]);
	let(&guest);
	/* each is freed after a grace period */
	for (i = 0; i < 100; i++) {
		stat = stat_of(834);
		if (is_zero(stat.sockets, sizeof(stat.sockets)))
			break;
		usleep(100000);
	}
	CHECK(i < 100);
	finish(&guest);
}

static void counts_are_in_proc(void)
{
	struct guest guest = start(835, listens);
	char text[1024] = "", *line;
	FILE *f;

	let(&guest);
	send_few(AF_INET, NET_OWN);
	f = fopen("/proc/virtnet/835/traffic", "r");
	CHECK(f);
	CHECK(fread(text, 1, sizeof(text) - 1, f) > 0);
	fclose(f);
	line = strstr(text, "IPv4:\t5/640 received\t0/0 sent\t0 refused\n");
	CHECK(line == text);
	CHECK(strstr(text, "\nUDP:\t2\n"));
	CHECK(strstr(text, "\nTCP:\t0\n"));
	finish(&guest);
}

/* ---- the mark ---- */

static void sends_on(struct guest *me)
{
	for (;;) {
		send_few(AF_INET, NET_HOST);
		send_few(AF_INET6, NET_HOST);
		step(me);
	}
}

static uint32_t mark_at(int fd)
{
	char data[SIZE], options[256];
	struct iovec iov = { data, sizeof(data) };
	struct msghdr msg = { .msg_iov = &iov, .msg_iovlen = 1,
			      .msg_control = options,
			      .msg_controllen = sizeof(options) };
	uint32_t mark = ~0U;
	struct cmsghdr *c;
	int i;

	/* all that the guest sent in a step */
	for (i = 0; i < FEW; i++) {
		msg.msg_controllen = sizeof(options);
		CHECK_EQ(recvmsg(fd, &msg, 0), SIZE);
		c = CMSG_FIRSTHDR(&msg);
		CHECK(c && c->cmsg_level == SOL_SOCKET &&
		      c->cmsg_type == SO_MARK);
		memcpy(&mark, CMSG_DATA(c), sizeof(mark));
	}
	return mark;
}

static int hears_marks(int family)
{
	int fd = net_bound(family, SOCK_DGRAM, 0, NET_HOST, PORT), one = 1;

	CHECK_EQ(setsockopt(fd, SOL_SOCKET, SO_RCVMARK, &one, sizeof(one)), 0);
	return fd;
}

static void packets_have_the_mark(void)
{
	int ear4 = hears_marks(AF_INET), ear6 = hears_marks(AF_INET6);
	struct guest guest = start(836, sends_on);
	uint32_t mark[2] = { MARK, 15 }, is[2] = { 0 };

	let(&guest);
	CHECK_EQ(mark_at(ear4), 0);
	CHECK_EQ(mark_at(ear6), 0);
	CHECK_EQ(vs(SET_NMARK, 836, mark), 0);
	CHECK_EQ(vs(GET_NMARK, 836, is), 0);
	CHECK(is[0] == MARK && is[1] == 15);
	let(&guest);
	CHECK_EQ(mark_at(ear4), MARK);
	CHECK_EQ(mark_at(ear6), MARK);
	mark[0] = mark[1] = 0;
	CHECK_EQ(vs(SET_NMARK, 836, mark), 0);
	let(&guest);
	CHECK_EQ(mark_at(ear4), 0);
	CHECK_EQ(mark_at(ear6), 0);
	finish(&guest);
}

/* a rule for the mark decides about its routes */
static void routes_follow_the_mark(void)
{
	union net_addr to = net_at(AF_INET, "203.0.113.1", PORT);
	uint32_t mark[2] = { MARK, 15 };
	int fd, conn;

	CHECK_EQ(system("ip route add 203.0.113.0/24 dev vs0 && "
			"ip rule add fwmark 7 prohibit"), 0);
	net_become(837);
	fd = net_socket(AF_INET, SOCK_DGRAM, 0);
	net_send(fd, "x", 1, &to);
	/* one that has a route */
	conn = net_socket(AF_INET, SOCK_DGRAM, 0);
	CHECK_EQ(connect(conn, &to.any, sizeof(to.v4)), 0);
	CHECK_EQ(send(conn, "x", 1, 0), 1);
	CHECK_EQ(vs(SET_NMARK, 837, mark), 0);
	CHECK(send(conn, "x", 1, 0) < 0 && errno == EACCES);
	CHECK(sendto(fd, "x", 1, 0, &to.any, sizeof(to.v4)) < 0 &&
	      errno == EACCES);
	CHECK_EQ(system("ip rule del fwmark 7"), 0);
}

/* a router says that its next network takes less: how much, of which datagram */
static void tell_mtu(int raw, const union net_addr *from,
		     const union net_addr *to, uint16_t mtu)
{
	struct {
		struct icmphdr icmp;
		struct iphdr ip;
		struct udphdr udp;
	} packet = {
		.icmp = { .type = ICMP_DEST_UNREACH, .code = ICMP_FRAG_NEEDED,
			  .un.frag.mtu = htons(mtu) },
		.ip = { .version = 4, .ihl = 5, .ttl = 64,
			.protocol = IPPROTO_UDP, .tot_len = htons(HEADERS4),
			.saddr = from->v4.sin_addr.s_addr,
			.daddr = to->v4.sin_addr.s_addr },
		.udp = { .source = from->v4.sin_port, .dest = to->v4.sin_port,
			 .len = htons(sizeof(packet.udp)) },
	};
	const uint16_t *word = (const void *)&packet;
	uint32_t sum = 0;
	size_t i;

	for (i = 0; i < sizeof(packet) / 2; i++)
		sum += word[i];
	sum = (sum & 0xffff) + (sum >> 16);
	packet.icmp.checksum = ~(sum + (sum >> 16));
	net_send(raw, &packet, sizeof(packet), from);
}

static int mtu_of(int fd)
{
	socklen_t size = sizeof(int);
	int mtu;

	CHECK_EQ(getsockopt(fd, SOL_IP, IP_MTU, &mtu, &size), 0);
	return mtu;
}

/* where only marked packets have a route, what is said of it counts for them */
static void routers_are_heard_of_marked_routes(void)
{
	int raw = net_socket(AF_INET, SOCK_RAW, IPPROTO_ICMP), fd;
	union net_addr to = net_at(AF_INET, "203.0.113.1", PORT), own;
	uint32_t mark[2] = { MARK, 15 };
	socklen_t size = sizeof(own);

	CHECK_EQ(system("ip route del 203.0.113.0/24 2> /dev/null;"
			"ip route add 203.0.113.0/24 dev vs0 table 100 && "
			"ip rule add fwmark 7 table 100"), 0);
	net_become(838);
	CHECK_EQ(vs(SET_NMARK, 838, mark), 0);
	fd = net_socket(AF_INET, SOCK_DGRAM, 0);
	CHECK_EQ(connect(fd, &to.any, sizeof(to.v4)), 0);
	CHECK_EQ(getsockname(fd, &own.any, &size), 0);
	CHECK_EQ(mtu_of(fd), 1500);
	tell_mtu(raw, &own, &to, 1300);
	CHECK_EQ(mtu_of(fd), 1300);
	CHECK_EQ(system("ip rule del fwmark 7 table 100;"
			"ip route flush table 100"), 0);
}

static const struct tap_test tests[] = {
	TAP_TEST(sent_packets_are_counted),
	TAP_TEST(received_packets_are_counted),
	TAP_TEST(connections_are_counted),
	TAP_TEST(refusals_are_counted),
	TAP_TEST(sockets_are_counted),
	TAP_TEST(counts_are_in_proc),
	TAP_TEST(packets_have_the_mark),
	TAP_TEST(routes_follow_the_mark),
	TAP_TEST(routers_are_heard_of_marked_routes),
};

int main(void)
{
	net_make_devices();
	return tap_main(tests, sizeof(tests) / sizeof(tests[0]));
}
