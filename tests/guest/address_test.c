// SPDX-License-Identifier: GPL-2.0-only
/*
 * Every kind of socket at every kind of address, in guests that have IPv4, IPv6
 * or both: what bind(2) says, who answers, from where it may send, and what it
 * hears.  address_rows.h has the expected results.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <fcntl.h>
#include <net/if.h>
#include <netinet/icmp6.h>
#include <netinet/in.h>
#include <netinet/ip_icmp.h>
#include <poll.h>
#include <stdbool.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>

#include "vcmd.h"

#define PORT		4242	/* of those who answer */
#define EAR		4243	/* of the guest that hears */
#define DEVICE		"vs0"

/* ---- where ---- */

enum place {
	OWN, OTHER, HOST, LOOP, LOOP_53, BROADCAST, ALL_ONES, MULTICAST, LINK,
	OUTSIDE, ANY, PLACES
};

static const struct {
	const char *name, *ip, *ip6;
} places[PLACES] = {
	[OWN]		= { "own",	"192.0.2.1",	"2001:db8::1" },
	[OTHER]		= { "other",	"192.0.2.2",	"2001:db8::2" },
	[HOST]		= { "host",	"192.0.2.3",	"2001:db8::3" },
	[LOOP]		= { "loop",	"127.0.0.1",	"::1" },
	[LOOP_53]	= { "loop-53",	"127.0.0.53",	"::ffff:127.0.0.53" },
	[BROADCAST]	= { "broadcast", "192.0.2.255",	"ff02::1" },
	[ALL_ONES]	= { "all-ones",	"255.255.255.255", "ff01::1" },
	[MULTICAST]	= { "multicast", "233.252.0.9",	"ff0e::9" },
	[LINK]		= { "link",	"169.254.0.3",	"fe80::3" },
	[OUTSIDE]	= { "outside",	"198.51.100.9",	"2001:db8:9::9" },
	[ANY]		= { "any",	"0.0.0.0",	"::" },
};

/* ---- what ---- */

enum kind { TCP, UDP, TCP6, UDP6, MAPPED, PING, PING6, RAW, RAW6, KINDS };

static const struct {
	const char *name;
	int family, type, protocol;
} kinds[KINDS] = {
	[TCP]		= { "tcp",	AF_INET,  SOCK_STREAM, 0 },
	[UDP]		= { "udp",	AF_INET,  SOCK_DGRAM, 0 },
	[TCP6]		= { "tcp6",	AF_INET6, SOCK_STREAM, 0 },
	[UDP6]		= { "udp6",	AF_INET6, SOCK_DGRAM, 0 },
	/* of IPv6, with a mapped address */
	[MAPPED]	= { "mapped",	AF_INET6, SOCK_DGRAM, 0 },
	[PING]		= { "ping",	AF_INET,  SOCK_DGRAM, IPPROTO_ICMP },
	[PING6]		= { "ping6",	AF_INET6, SOCK_DGRAM, IPPROTO_ICMPV6 },
	[RAW]		= { "raw",	AF_INET,  SOCK_RAW, IPPROTO_ICMP },
	[RAW6]		= { "raw6",	AF_INET6, SOCK_RAW, IPPROTO_ICMPV6 },
};

union address {
	struct sockaddr_storage storage;
	struct sockaddr_in in;
	struct sockaddr_in6 in6;
};

static union address address_of(enum kind kind, enum place place, int port)
{
	union address addr = { .storage.ss_family = kinds[kind].family };
	char mapped[64];
	const char *ip6 = places[place].ip6;

	if (kinds[kind].family == AF_INET) {
		addr.in.sin_port = htons(port);
		CHECK_EQ(inet_pton(AF_INET, places[place].ip,
				   &addr.in.sin_addr), 1);
		return addr;
	}
	if (kind == MAPPED) {
		snprintf(mapped, sizeof(mapped), "::ffff:%s", places[place].ip);
		ip6 = mapped;
	}
	addr.in6.sin6_port = htons(port);
	CHECK_EQ(inet_pton(AF_INET6, ip6, &addr.in6.sin6_addr), 1);
	if (place == LINK || place == BROADCAST)
		addr.in6.sin6_scope_id = if_nametoindex(DEVICE);
	return addr;
}

static socklen_t length_of(const union address *addr)
{
	return addr->storage.ss_family == AF_INET ? sizeof(addr->in) :
						    sizeof(addr->in6);
}

/* ---- results: the name of an errno, or a word ---- */

static const char *error(int err)
{
	return strerrorname_np(err);
}

static int open_socket(enum kind kind)
{
	int one = 1, fd = socket(kinds[kind].family,
				 kinds[kind].type | SOCK_NONBLOCK,
				 kinds[kind].protocol);

	if (fd >= 0)
		setsockopt(fd, SOL_SOCKET, SO_BROADCAST, &one, sizeof(one));
	return fd;
}

static const char *try_bind(enum kind kind, enum place place)
{
	union address addr = address_of(kind, place, 0);
	int fd = open_socket(kind);

	if (fd < 0)
		return error(errno);
	return bind(fd, (void *)&addr, length_of(&addr)) ? error(errno) : "ok";
}

/* milliseconds; what is not as expected is tried again with more */
#define SHORT		40
#define LONG		3000
static int patience;

/* the letter of who answers within a moment */
static const char *answer(int fd)
{
	static char who[2];
	struct pollfd ready = { fd, POLLIN, 0 };

	if (poll(&ready, 1, patience) != 1)
		return "nobody";
	return read(fd, who, 1) == 1 ? who : error(errno);
}

static const char *ask_stream(int fd, const union address *addr)
{
	if (connect(fd, (void *)addr, length_of(addr)) &&
	    errno != EINPROGRESS)
		return error(errno);
	return answer(fd);
}

static const char *ask_datagram(int fd, const union address *addr)
{
	if (sendto(fd, "?", 1, 0, (void *)addr, length_of(addr)) != 1)
		return error(errno);
	return answer(fd);
}

/* an echo is enough: any host answers for all of its addresses */
static const char *ask_echo(int fd, enum kind kind, const union address *addr)
{
	struct icmphdr echo = { .type = kind == PING ? ICMP_ECHO :
						       ICMP6_ECHO_REQUEST };
	const char *who;

	if (sendto(fd, &echo, sizeof(echo), 0, (void *)addr,
		   length_of(addr)) != sizeof(echo))
		return error(errno);
	who = answer(fd);
	/* the letter is the type of the answer */
	return strlen(who) <= 1 ? "echo" : who;
}

static const char *try_ask(enum kind kind, enum place place)
{
	union address addr = address_of(kind, place, PORT);
	int fd = open_socket(kind);

	if (fd < 0)
		return error(errno);
	if (kinds[kind].type == SOCK_STREAM)
		return ask_stream(fd, &addr);
	return kinds[kind].protocol ? ask_echo(fd, kind, &addr) :
				      ask_datagram(fd, &addr);
}

/* send from an address, to the host, by a control message */
static const char *try_from(enum kind kind, enum place place)
{
	union address to = address_of(kind, HOST, PORT);
	union address from = address_of(kind, place, 0);
	bool ipv4 = kinds[kind].family == AF_INET;
	union {
		struct cmsghdr head;
		char space[CMSG_SPACE(sizeof(struct in6_pktinfo))];
	} control = { };
	struct iovec data = { "?", 1 };
	struct msghdr msg = {
		.msg_name = &to, .msg_namelen = length_of(&to),
		.msg_iov = &data, .msg_iovlen = 1, .msg_control = &control,
		.msg_controllen = ipv4 ? CMSG_SPACE(sizeof(struct in_pktinfo)) :
					 sizeof(control),
	};
	int fd;

	if (kinds[kind].type != SOCK_DGRAM || kinds[kind].protocol)
		return "-";
	control.head.cmsg_level = ipv4 ? IPPROTO_IP : IPPROTO_IPV6;
	control.head.cmsg_type = ipv4 ? IP_PKTINFO : IPV6_PKTINFO;
	if (ipv4) {
		control.head.cmsg_len = CMSG_LEN(sizeof(struct in_pktinfo));
		((struct in_pktinfo *)CMSG_DATA(&control.head))->ipi_spec_dst =
			from.in.sin_addr;
	} else {
		struct in6_pktinfo *info = (void *)CMSG_DATA(&control.head);

		control.head.cmsg_len = CMSG_LEN(sizeof(*info));
		info->ipi6_addr = from.in6.sin6_addr;
		info->ipi6_ifindex = from.in6.sin6_scope_id;
	}
	fd = open_socket(kind);
	return sendmsg(fd, &msg, 0) == 1 ? answer(fd) : error(errno);
}

/* ---- who ---- */

/* argument of NET_ADD_IPV6 */
struct vs_ipv6 {
	uint16_t type, flags;
	uint32_t prefix;
	struct in6_addr ip, mask;
};

static void become(uint32_t id, bool ipv4, bool ipv6, enum place place)
{
	struct vs_ipv4 arg4 = { .type = 0x10, .mask = inet_addr("255.255.255.0") };
	struct vs_ipv6 arg6 = { .type = 0x10, .prefix = 64 };

	CHECK_EQ(net_create(id, NET_FLAGS), id);
	arg4.ip = inet_addr(places[place].ip);
	CHECK_EQ(inet_pton(AF_INET6, places[place].ip6, &arg6.ip), 1);
	if (ipv4)
		CHECK_EQ(vs(NET_ADD_IPV4, id, &arg4), 0);
	if (ipv6)
		CHECK_EQ(vs(NET_ADD_IPV6, id, &arg6), 0);
}

/* answer on all addresses, by TCP and UDP */
static void serve(char letter)
{
	union address from, any = address_of(UDP6, ANY, PORT);
	int stream = open_socket(TCP6), packets = open_socket(UDP6), fd;
	struct pollfd ready[] = { { stream, POLLIN, 0 }, { packets, POLLIN, 0 } };
	socklen_t len;
	int one = 1;

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	CHECK_EQ(setsockopt(stream, SOL_SOCKET, SO_REUSEADDR, &one, sizeof(one)),
		 0);
	CHECK_EQ(bind(stream, (void *)&any, sizeof(any.in6)), 0);
	CHECK_EQ(listen(stream, 64), 0);
	CHECK_EQ(bind(packets, (void *)&any, sizeof(any.in6)), 0);
	for (;;) {
		char c;

		poll(ready, 2, -1);
		fd = accept(stream, NULL, NULL);
		if (fd >= 0) {
			CHECK_EQ(write(fd, &letter, 1), 1);
			close(fd);
		}
		len = sizeof(from);
		if (recvfrom(packets, &c, 1, 0, (void *)&from, &len) >= 0)
			sendto(packets, &letter, 1, 0, (void *)&from, len);
	}
}

static void start_server(uint32_t id, char letter)
{
	if (fork())
		return;
	if (id)
		become(id, true, true, OTHER);
	serve(letter);
}

/* ---- the table ---- */

enum guest { IPV4_ONLY, IPV6_ONLY, BOTH, GUESTS };

static const char *const guests[GUESTS] = { "ipv4", "ipv6", "both" };

struct row {
	enum guest guest;
	enum kind kind;
	enum place place;
	const char *bind, *ask, *from;
};

static const struct row rows[] = {
#include "address_rows.h"
};

static int deviates(const struct row *row, const char *bind, const char *ask,
		    const char *from)
{
	return strcmp(row->bind, bind) || strcmp(row->ask, ask) ||
	       strcmp(row->from, from);
}

static int try_row(const struct row *row)
{
	const char *bind, *ask, *from;
	char first[2][32];

	for (patience = SHORT; ; patience = LONG) {
		bind = try_bind(row->kind, row->place);
		ask = try_ask(row->kind, row->place);
		snprintf(first[0], sizeof(first[0]), "%s", ask);
		from = try_from(row->kind, row->place);
		if (!deviates(row, bind, first[0], from))
			return 0;
		if (patience == LONG)
			break;
	}
	printf("# %s %s %s: { \"%s\", \"%s\", \"%s\" }, not "
	       "{ \"%s\", \"%s\", \"%s\" }\n", guests[row->guest],
	       kinds[row->kind].name, places[row->place].name, bind, first[0],
	       from, row->bind, row->ask, row->from);
	return 1;
}

static void every_row_of(enum guest guest)
{
	int bad = 0, tried = 0;
	pid_t server;
	size_t i;

	become(300 + guest, guest != IPV6_ONLY, guest != IPV4_ONLY, OWN);
	become_guest(300 + guest, 0);
	server = fork();
	if (!server)
		serve('s');
	usleep(200000);
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (rows[i].guest == guest) {
			bad += try_row(&rows[i]);
			tried++;
		}
	/* the addresses are for the next one */
	CHECK_EQ(kill(server, SIGKILL), 0);
	CHECK_EQ(waitpid(server, NULL, 0), server);
	CHECK_EQ(tried, KINDS * PLACES);
	CHECK_EQ(bad, 0);
}

static void ipv4_only(void)
{
	every_row_of(IPV4_ONLY);
}

static void ipv6_only(void)
{
	every_row_of(IPV6_ONLY);
}

static void both(void)
{
	every_row_of(BOTH);
}

/* ---- what is heard ---- */

/* the host sends to each place; a guest whose sockets are bound to any hears */
static void send_to_all(enum kind kind)
{
	enum place place;

	for (place = 0; place < ANY; place++) {
		union address addr = address_of(kind, place, EAR);
		char letter = 'a' + place;
		int fd = open_socket(kind);

		CHECK(fd >= 0);
		sendto(fd, &letter, 1, 0, (void *)&addr, length_of(&addr));
		close(fd);
	}
}

static void hears_its_own_only(enum kind kind)
{
	union address any = address_of(UDP6, ANY, EAR);
	int fd, ready[2], sent[2], heard = 0;
	pid_t pid;
	char c;

	CHECK_EQ(pipe(ready), 0);
	CHECK_EQ(pipe(sent), 0);
	pid = fork();
	if (!pid) {
		become(303, true, true, OWN);
		fd = open_socket(UDP6);
		CHECK_EQ(bind(fd, (void *)&any, sizeof(any.in6)), 0);
		CHECK_EQ(write(ready[1], "x", 1), 1);
		CHECK_EQ(read(sent[0], &c, 1), 1);
		while (read(fd, &c, 1) == 1) {
			CHECK_EQ(c, 'a' + OWN);
			heard++;
		}
		CHECK_EQ(heard, 1);
		_exit(0);
	}
	CHECK_EQ(read(ready[0], &c, 1), 1);
	send_to_all(kind);
	CHECK_EQ(write(sent[1], "x", 1), 1);
	child_passes(pid);
}

static void ipv4_is_heard_at_own(void)
{
	hears_its_own_only(UDP);
}

static void ipv6_is_heard_at_own(void)
{
	hears_its_own_only(UDP6);
}

static void make_host(void)
{
	/* another program may have left them */
	system("ip link del vs0; ip link del vs1");
	/* who may ping without a capability */
	CHECK_EQ(system("echo 0 2147483647 > "
			"/proc/sys/net/ipv4/ping_group_range"), 0);
	CHECK_EQ(system("ip link add " DEVICE " type dummy &&"
		"ip link set " DEVICE " up && for n in 1 2 3; do "
		"ip addr add 192.0.2.$n/24 brd 192.0.2.255 dev " DEVICE " &&"
		"ip addr add 2001:db8::$n/64 nodad dev " DEVICE " || exit 1;"
		"done && ip addr add 169.254.0.3/16 dev " DEVICE " &&"
		"ip addr add fe80::3/64 nodad dev " DEVICE " &&"
		"ip route add 198.51.100.0/24 dev " DEVICE " &&"
		"ip route add 2001:db8:9::/64 dev " DEVICE), 0);
}

static const struct tap_test tests[] = {
	TAP_TEST(make_host),
	TAP_TEST(ipv4_only),
	TAP_TEST(ipv6_only),
	TAP_TEST(both),
	TAP_TEST(ipv4_is_heard_at_own),
	TAP_TEST(ipv6_is_heard_at_own),
};

int main(void)
{
	start_server(0, 'h');
	start_server(310, 'o');
	return tap_main(tests, sizeof(tests) / sizeof(tests[0]));
}
