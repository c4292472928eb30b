// SPDX-License-Identifier: GPL-2.0-only
/*
 * A hostile guest makes sockets of IP and packets, at random, while
 * the host captures on every device: nothing leaves with a source outside the
 * guest's set, and the guest hears nothing that is for others.  The same without a
 * network context does both, which shows that the test would see it.
 *
 * The guest works in batches; between two the host looks at what was captured,
 * so that no packet is missed.  The packets of the guest, and those that the host
 * sends to others, are full of a word each.
 */
#define _GNU_SOURCE
#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <net/if.h>
#include <netinet/ip.h>
#include <netinet/ip6.h>
#include <netinet/ip_icmp.h>
#include <netinet/tcp.h>
#include <netinet/udp.h>
#include <stdbool.h>
#include <time.h>

#include "craft.h"

#define BATCH		400
#define SOCKETS		24

/* ---- what the guest does ---- */

static int fds[SOCKETS];

static void craft_open(int i)
{
	static const int protocols[] = { 0, 0, IPPROTO_ICMP, IPPROTO_ICMPV6,
					 IPPROTO_UDP, IPPROTO_TCP, 253,
					 IPPROTO_RAW, IPPROTO_IGMP };
	static const int types[] = { SOCK_DGRAM, SOCK_DGRAM, SOCK_STREAM,
				     SOCK_RAW, SOCK_RAW };
	static const int families[] = { AF_INET, AF_INET6 };

	if (fds[i] >= 0)
		close(fds[i]);
	fds[i] = socket(PICK(families), PICK(types) | SOCK_NONBLOCK,
			PICK(protocols));
}

static void craft_bind(int fd)
{
	union net_addr addr = craft_addr();

	bind(fd, &addr.any, craft_size(&addr));
}

static void craft_connect(int fd)
{
	union net_addr addr = craft_addr();

	if (craft_number(8) == 0)
		addr.any.sa_family = AF_UNSPEC;
	connect(fd, &addr.any, craft_size(&addr));
}

/* options whose value is a number, an address, a device, a name or bytes */
static void craft_option(int fd)
{
	const struct craft_option *option = craft_any_option();
	char value[64] = { 0 };
	socklen_t size = craft_option_value(option, value);

	setsockopt(fd, option->level, option->name, value, size);
}

static void craft_send(int fd)
{
	union net_addr addr = craft_addr();
	char data[3000], control[256] = { 0 };
	struct iovec iov = { data, craft_payload(data, sizeof(data)) };
	struct msghdr msg = { .msg_iov = &iov, .msg_iovlen = 1 };
	static const int flags[] = { 0, 0, 0, MSG_MORE, MSG_DONTROUTE,
				     MSG_CONFIRM, MSG_FASTOPEN };

	if (craft_number(4)) {
		msg.msg_name = &addr;
		msg.msg_namelen = craft_size(&addr);
	}
	if (craft_number(2)) {
		msg.msg_control = control;
		msg.msg_controllen = craft_control(control);
	}
	sendmsg(fd, &msg, PICK(flags) | MSG_NOSIGNAL);
}

static void craft_listen(int fd)
{
	int conn;

	listen(fd, 4);
	conn = accept4(fd, NULL, NULL, SOCK_NONBLOCK);
	if (conn >= 0) {
		craft_send(conn);
		close(conn);
	}
}

/* what is heard of others is counted in *@heard */
static void craft_hear(int fd, int *heard)
{
	char data[4096];
	ssize_t n;

	while ((n = recv(fd, data, sizeof(data), 0)) > 0) {
		if (memmem(data, n, FOR_OTHERS, sizeof(FOR_OTHERS) - 1)) {
			craft_say("heard", data, n);
			++*heard;
		}
	}
	n = recv(fd, data, sizeof(data), MSG_ERRQUEUE);
	if (n > 0 && memmem(data, n, FOR_OTHERS, sizeof(FOR_OTHERS) - 1))
		++*heard;
}

static void craft_one(int *heard)
{
	int i = craft_number(SOCKETS), fd = fds[i];

	switch (craft_number(10)) {
	case 0:
		craft_open(i);
		break;
	case 1:
		craft_bind(fd);
		break;
	case 2:
		craft_connect(fd);
		break;
	case 3:
	case 4:
		craft_option(fd);
		break;
	case 5:
		craft_listen(fd);
		break;
	case 6:
		shutdown(fd, craft_number(3));
		break;
	default:
		craft_send(fd);
	}
	craft_hear(fd, heard);
}

static void craft_batch(int *heard)
{
	int i;

	for (i = 0; i < BATCH; i++)
		craft_one(heard);
}

/* one that hears all it may, besides those at random */
static void craft_ears(int ears[6], int *heard)
{
	int i;

	for (i = 0; i < 6; i++)
		craft_hear(ears[i], heard);
}

static void open_ears(int ears[6])
{
	int i;

	for (i = 0; i < 6; i++) {
		static const int protocols[] = { IPPROTO_UDP, IPPROTO_TCP, 253 };

		ears[i] = socket(i & 1 ? AF_INET6 : AF_INET,
				 SOCK_RAW | SOCK_NONBLOCK, protocols[i / 2]);
	}
}

/* a batch for each byte that arrives; what was heard is told at the end */
static void hostile(int go, int done)
{
	int ears[6], i, heard = 0;
	char c;

	for (i = 0; i < SOCKETS; i++)
		fds[i] = -1;
	open_ears(ears);
	while (read(go, &c, 1) == 1) {
		craft_batch(&heard);
		craft_ears(ears, &heard);
		CHECK_EQ(write(done, "x", 1), 1);
	}
	_exit(heard ? 2 : 0);
}

/* ---- what the host does meanwhile ---- */

static int capture(void)
{
	int fd = socket(AF_PACKET, SOCK_DGRAM | SOCK_NONBLOCK, htons(ETH_P_ALL));
	int size = 64 << 20;

	CHECK(fd >= 0);
	CHECK_EQ(setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &size, sizeof(size)),
		 0);
	return fd;
}

struct seen {
	int own;	/* packets of the guest with a source of its set */
	int foreign;	/* with another */
};

static void look(int fd, struct seen *seen)
{
	struct sockaddr_ll from;
	socklen_t len = sizeof(from);
	char data[4096];
	ssize_t n;

	while ((n = recvfrom(fd, data, sizeof(data), 0, (void *)&from, &len)) > 0) {
		if (from.sll_pkttype != PACKET_OUTGOING)
			continue;
		switch (craft_judge(ntohs(from.sll_protocol), data, n)) {
		case CRAFT_OWN:
			seen->own++;
			break;
		case CRAFT_FOREIGN:
			craft_say("left", data, n);
			seen->foreign++;
			break;
		case CRAFT_OTHER:
			break;
		}
		len = sizeof(from);
	}
}

static void nothing_was_missed(int fd)
{
	struct tpacket_stats stats;
	socklen_t len = sizeof(stats);

	CHECK_EQ(getsockopt(fd, SOL_PACKET, PACKET_STATISTICS, &stats, &len), 0);
	CHECK_EQ(stats.tp_drops, 0);
}

/* from the host's address: of itself it takes the first of a device, a guest's */
static void bind_to_host(int fd, const union net_addr *to)
{
	int family = to->any.sa_family;
	union net_addr host = net_of(family, NET_HOST, 0);

	if (to->v4.sin_addr.s_addr == htonl(INADDR_LOOPBACK) ||
	    !memcmp(&to->v6.sin6_addr, &in6addr_loopback, 16))
		return;
	CHECK_EQ(bind(fd, &host.any, net_size(family)), 0);
}

/* from the host to itself and to the other guest */
static void talk_to_others(void)
{
	static const int protocols[] = { IPPROTO_UDP, 253, IPPROTO_ICMP };
	static const char * const ip[] = {
		"192.0.2.2", "192.0.2.3", "127.0.0.1", "192.0.2.255", "224.0.0.251" };
	static const char * const ip6[] = {
		"2001:db8::2", "2001:db8::3", "::1", "ff02::1" };
	union net_addr to;
	char data[64];
	int fd, p;

	for (p = 0; p < 3; p++) {
		bool six = craft_number(2);

		to = six ? net_at(AF_INET6, PICK(ip6), craft_port()) :
			   net_at(AF_INET, PICK(ip), craft_port());
		fd = socket(to.any.sa_family, p ? SOCK_RAW : SOCK_DGRAM,
			    p == 2 && six ? IPPROTO_ICMPV6 : protocols[p]);
		CHECK(fd >= 0);
		CHECK_EQ(setsockopt(fd, SOL_SOCKET, SO_BROADCAST, &(int){ 1 },
				    sizeof(int)), 0);
		if (p)
			to.v4.sin_port = 0;
		to.v6.sin6_scope_id = six ? if_nametoindex("vs0") : 0;
		bind_to_host(fd, &to);
		memset(data, 0, sizeof(data));
		data[0] = (char)(six ? 128 : ICMP_ECHO);
		memcpy(data + 8, FOR_OTHERS, sizeof(FOR_OTHERS));
		sendto(fd, data, sizeof(data), 0, &to.any, craft_size(&to));
		close(fd);
	}
}

/* how many batches, and what was captured; the status of the guest */
static int watch(void (*become)(void), int batches, struct seen *seen)
{
	int go[2], done[2], fd = capture(), status, i;
	pid_t guest;
	char c;

	CHECK_EQ(pipe(go) + pipe(done), 0);
	guest = fork();
	if (!guest) {
		close(go[1]);
		become();
		hostile(go[0], done[1]);
	}
	close(done[1]);
	for (i = 0; i < batches; i++) {
		CHECK_EQ(write(go[1], "x", 1), 1);
		talk_to_others();
		CHECK_EQ(read(done[0], &c, 1), 1);
		look(fd, seen);
	}
	close(go[1]);
	CHECK_EQ(waitpid(guest, &status, 0), guest);
	CHECK(WIFEXITED(status));
	/* what is left of its connections is sent again, and ends */
	sleep(2);
	look(fd, seen);
	nothing_was_missed(fd);
	while (vs(GET_NCAPS, CRAFT_ID, NULL) != -ESRCH)
		usleep(10000);
	return WEXITSTATUS(status);
}

static int batches(void)
{
	const char *more = getenv("TEST_LONG");

	return more && *more == '1' ? 1500 : 20;
}

static void start(void)
{
	craft_seed(time(NULL));
	alarm(tap_time(batches() > 100 ? 1500 : 120));
	net_make_devices();
	CHECK_EQ(system("ip addr add 192.0.2.2/24 dev vs0 && "
			"ip addr add 2001:db8::2/64 nodad dev vs0 && "
			"ip route add default dev vs1 && "
			"ip -6 route add default dev vs1 && "
			"echo 0 2147483647 > "
			"/proc/sys/net/ipv4/ping_group_range"), 0);
}

static void nothing_leaks(void (*become)(void))
{
	struct seen seen = { 0 };

	start();
	CHECK_EQ(watch(become, batches(), &seen), 0);
	printf("# %d packets of the guest\n", seen.own);
	CHECK_EQ(seen.foreign, 0);
	CHECK(seen.own > batches());
}

/* ---- the guests ---- */

#define NET_RAW		(1ULL << 13)

static void make_context(uint64_t caps)
{
	CHECK_EQ(create(CRAFT_ID, INIT_FLAGS), CRAFT_ID);
	CHECK_EQ(vs_set(SET_BCAPS, CRAFT_ID, caps, ~0ULL), 0);
	CHECK_EQ(vs_set(SET_CFLAGS, CRAFT_ID, 0, SETUP_ENDS), 0);
}

/* as the tools start one */
static void become_usual(void)
{
	net_become(CRAFT_ID);
	CHECK_EQ(vs_set(SET_NCAPS, CRAFT_ID, RAW_ICMP, RAW_ICMP), 0);
	make_context(GUEST_CAPS);
}

/* with raw sockets of all protocols */
static void become_raw(void)
{
	net_become(CRAFT_ID);
	make_context(GUEST_CAPS | NET_RAW);
}

/* as chbind(8): a network context alone, and all capabilities */
static void become_network(void)
{
	net_become(CRAFT_ID);
}

static void become_nothing(void)
{
}

static void guest_leaks_nothing(void)
{
	nothing_leaks(become_usual);
}

static void raw_guest_leaks_nothing(void)
{
	nothing_leaks(become_raw);
}

static void network_leaks_nothing(void)
{
	nothing_leaks(become_network);
}

static void without_a_context_it_leaks(void)
{
	struct seen seen = { 0 };

	start();
	craft_quiet = true;
	CHECK_EQ(watch(become_nothing, 20, &seen), 2);
	CHECK(seen.foreign > 20);
}

static const struct tap_test tests[] = {
	TAP_TEST(guest_leaks_nothing),
	TAP_TEST(raw_guest_leaks_nothing),
	TAP_TEST(network_leaks_nothing),
	TAP_TEST(without_a_context_it_leaks),
};

int main(void)
{
	return tap_main(tests, sizeof(tests) / sizeof(tests[0]));
}
