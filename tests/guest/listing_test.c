// SPDX-License-Identifier: GPL-2.0-only
/*
 * What a guest of the network reads in /proc/net and by sock_diag: its own
 * sockets, with its loopback as 127.0.0.x and ::1, its devices, addresses and
 * routes.  The host reads all, as they are.
 */
#define _GNU_SOURCE
#include <stdbool.h>

#include "net.h"

#define PORT	4260
#define LINES	64
#define WIDTH	256

static char line[LINES][WIDTH];

static int read_lines(FILE *f)
{
	int n = 0;

	CHECK(f);
	while (n < LINES && fgets(line[n], WIDTH, f)) {
		line[n][strcspn(line[n], "\n")] = 0;
		n++;
	}
	CHECK(n < LINES);
	return n;
}

/* the lines of a file of /proc/net that have a text, and where the last one is */
static int lines_with(const char *name, const char *text, int *last)
{
	char path[64];
	int n, i, found = 0;
	FILE *f;

	snprintf(path, sizeof(path), "/proc/net/%s", name);
	f = fopen(path, "r");
	n = read_lines(f);
	fclose(f);
	for (i = 0; i < n; i++) {
		if (!strstr(line[i], text))
			continue;
		found++;
		if (last)
			*last = i;
	}
	return found;
}

/* ---- sockets ---- */

static const struct kind {
	const char *file;
	int family, type, protocol;
	const char *own, *loop;		/* in a line */
} kinds[] = {
	{ "tcp",      AF_INET,  SOCK_STREAM, 0,
	  " 010200C0:", " 0100007F:" },
	{ "udp",      AF_INET,  SOCK_DGRAM, 0,
	  " 010200C0:", " 0100007F:" },
	{ "raw",      AF_INET,  SOCK_RAW, 253,
	  " 010200C0:", " 0100007F:" },
	{ "icmp",     AF_INET,  SOCK_DGRAM, IPPROTO_ICMP,
	  " 010200C0:", " 0100007F:" },
#define OWN6	" B80D0120000000000000000001000000:"
#define LOOP6	" 00000000000000000000000001000000:"
	{ "tcp6",     AF_INET6, SOCK_STREAM, 0, OWN6, LOOP6 },
	{ "udp6",     AF_INET6, SOCK_DGRAM, 0, OWN6, LOOP6 },
	{ "raw6",     AF_INET6, SOCK_RAW, 253, OWN6, LOOP6 },
	{ "icmp6",    AF_INET6, SOCK_DGRAM, IPPROTO_ICMPV6, OWN6, LOOP6 },
};

#define KINDS	(sizeof(kinds) / sizeof(kinds[0]))

/* each has a port of its own: icmp6 lists those of IPv4 on the same one, too */
static int open_kind(const struct kind *kind, enum net_who who)
{
	int port = PORT + 2 * (kind - kinds) + (who == NET_HOST);
	int fd = net_bound(kind->family, kind->type, kind->protocol, who,
			   kind->type == SOCK_RAW ? 0 : port);

	if (kind->type == SOCK_STREAM)
		CHECK_EQ(listen(fd, 1), 0);
	return fd;
}

static void may_ping(void)
{
	CHECK_EQ(system("echo 0 2147483647 > "
			"/proc/sys/net/ipv4/ping_group_range"), 0);
}

static void sockets_are_the_guests(void)
{
	unsigned int i;

	may_ping();
	for (i = 0; i < KINDS; i++)
		open_kind(&kinds[i], NET_HOST);
	net_become(820);
	for (i = 0; i < KINDS; i++) {
		printf("# %s\n", kinds[i].file);
		CHECK_EQ(lines_with(kinds[i].file, "local_address", NULL) +
			 lines_with(kinds[i].file, "remote_address", NULL) > 0,
			 1);
		CHECK_EQ(lines_with(kinds[i].file, "", NULL), 1);
		open_kind(&kinds[i], NET_OWN);
		CHECK_EQ(lines_with(kinds[i].file, "", NULL), 2);
		CHECK_EQ(lines_with(kinds[i].file, kinds[i].own, NULL), 1);
	}
}

static void loopback_is_shown_as_such(void)
{
	pid_t guest;
	unsigned int i;
	int done[2], status;
	char c;

	may_ping();
	CHECK_EQ(pipe(done), 0);
	guest = fork();
	if (!guest) {
		net_become(821);
		for (i = 0; i < KINDS; i++) {
			printf("# %s\n", kinds[i].file);
			open_kind(&kinds[i], NET_LOOP);
			CHECK_EQ(lines_with(kinds[i].file, kinds[i].loop, NULL),
				 1);
		}
		CHECK_EQ(write(done[1], "x", 1), 1);
		for (;;)
			pause();
	}
	close(done[1]);
	CHECK_EQ(read(done[0], &c, 1), 1);
	/* 127.3.53.1 and 100::127.3.53.1 */
	CHECK_EQ(lines_with("udp", " 0135037F:", NULL), 1);
	CHECK_EQ(lines_with("udp6", " 0000000100000000000000000135037F:", NULL),
		 1);
	CHECK_EQ(kill(guest, SIGKILL), 0);
	CHECK_EQ(waitpid(guest, &status, 0), guest);
}

/* both ends of a connection, and what is left of it */
static void connection_is_shown(int family, const char *file, const char *ends)
{
	union net_addr to = net_of(family, NET_LOOP, PORT);
	int ear = net_bound(family, SOCK_STREAM, 0, NET_LOOP, PORT);
	int fd = net_socket(family, SOCK_STREAM, 0), peer, at;

	CHECK_EQ(listen(ear, 1), 0);
	CHECK_EQ(connect(fd, &to.any, net_size(family)), 0);
	peer = accept(ear, NULL, NULL);
	CHECK(peer >= 0);
	CHECK_EQ(lines_with(file, ends, NULL), 1);
	close(ear);
	close(fd);
	close(peer);
	/* 06 is TIME_WAIT, of who closed first */
	CHECK_EQ(lines_with(file, " 06 ", &at), 1);
	CHECK(strstr(line[at], family == AF_INET ? " 0100007F:" : LOOP6));
	CHECK(!strstr(line[at], "7F:") == (family == AF_INET6));
}

static void connections_are_shown(void)
{
	net_become(822);
	/* 10A4 is the port */
	connection_is_shown(AF_INET, "tcp", " 0100007F:10A4 0100007F:");
	connection_is_shown(AF_INET6, "tcp6", LOOP6 "10A4" LOOP6);
}

/* ---- ss(8), which asks by sock_diag ---- */

static int ss(const char *filter, const char *text)
{
	char command[128];
	int n, i, found = 0;
	FILE *f;

	snprintf(command, sizeof(command), "ss -Hna %s", filter);
	f = popen(command, "r");
	n = read_lines(f);
	CHECK_EQ(pclose(f), 0);
	for (i = 0; i < n; i++)
		found += !!strstr(line[i], text);
	if (!found)
		for (i = 0; i < n; i++)
			printf("# %s\n", line[i]);
	return found;
}

static void ss_shows_the_loopback(void)
{
	net_become(823);
	net_bound(AF_INET, SOCK_DGRAM, 0, NET_LOOP, PORT);
	net_bound(AF_INET6, SOCK_DGRAM, 0, NET_LOOP, PORT);
	CHECK_EQ(listen(net_bound(AF_INET, SOCK_STREAM, 0, NET_LOOP, PORT), 1),
		 0);
	CHECK_EQ(listen(net_bound(AF_INET6, SOCK_STREAM, 0, NET_LOOP, PORT), 1),
		 0);
	CHECK_EQ(ss("-t", "127.0.0.1:4260 "), 1);
	CHECK_EQ(ss("-u", "127.0.0.1:4260 "), 1);
	CHECK_EQ(ss("-t", "[::1]:4260 "), 1);
	CHECK_EQ(ss("-u", "[::1]:4260 "), 1);
}

static void ss_finds_the_loopback(void)
{
	net_become(824);
	CHECK_EQ(listen(net_bound(AF_INET, SOCK_STREAM, 0, NET_LOOP, PORT), 1),
		 0);
	CHECK_EQ(listen(net_bound(AF_INET6, SOCK_STREAM, 0, NET_LOOP, PORT), 1),
		 0);
	CHECK_EQ(ss("-t src 127.0.0.1", "127.0.0.1:4260 "), 1);
	CHECK_EQ(ss("-t src '[::1]'", "[::1]:4260 "), 1);
	CHECK_EQ(ss("-t src 127.0.0.2", ""), 0);
}

/* ---- devices, addresses and routes ---- */

static void devices_are_the_guests(void)
{
	CHECK_EQ(lines_with("dev", "vs1:", NULL), 1);
	net_become(825);
	CHECK_EQ(lines_with("dev", "vs1:", NULL), 0);
	CHECK_EQ(lines_with("dev", "vs0:", NULL), 1);
	CHECK_EQ(lines_with("dev", "lo:", NULL), 1);
	CHECK_EQ(lines_with("dev", "", NULL), 4);
}

static void addresses_are_the_guests(void)
{
	CHECK_EQ(lines_with("if_inet6", "20010db8000000000000000000000003 ",
			    NULL), 1);
	net_become(826);
	CHECK_EQ(lines_with("if_inet6", "20010db8000000000000000000000001 ",
			    NULL), 1);
	CHECK_EQ(lines_with("if_inet6", "00000000000000000000000000000001 ",
			    NULL), 1);
	CHECK_EQ(lines_with("if_inet6", "", NULL), 2);
}

static void routes_are_the_guests(void)
{
	/* one destination by two devices, of which one is the guest's */
	CHECK_EQ(system("ip route add 203.0.113.0/24 via 192.0.2.9 dev vs0 && "
			"ip route add 203.0.113.0/24 via 198.51.100.9 dev vs1 "
			"metric 9 && ip addr add 192.0.9.1/24 dev vs0"), 0);
	CHECK_EQ(lines_with("route", "vs1\t006433C6\t", NULL), 1);
	CHECK_EQ(lines_with("route", "\t007100CB\t", NULL), 2);
	net_become(827);
	CHECK_EQ(lines_with("route", "Iface", NULL), 1);
	CHECK_EQ(lines_with("route", "vs0\t000200C0\t", NULL), 1);
	CHECK_EQ(lines_with("route", "vs0\t007100CB\t", NULL), 1);
	CHECK_EQ(lines_with("route", "vs1", NULL), 0);
	/* of another address on the device */
	CHECK_EQ(lines_with("route", "\t000900C0\t", NULL), 0);
	CHECK_EQ(lines_with("route", "", NULL), 3);
}

static void routes_of_ipv6_are_the_guests(void)
{
	CHECK_EQ(lines_with("ipv6_route", "20010db8000100000000000000000000 40",
			    NULL), 1);
	CHECK_EQ(lines_with("ipv6_route", "20010db8000000000000000000000003 80",
			    NULL), 1);
	net_become(828);
	CHECK_EQ(lines_with("ipv6_route", "20010db8000000000000000000000000 40",
			    NULL), 1);
	CHECK_EQ(lines_with("ipv6_route", "20010db8000000000000000000000001 80",
			    NULL), 1);
	CHECK_EQ(lines_with("ipv6_route", "20010db8000000000000000000000003 80",
			    NULL), 0);
	CHECK_EQ(lines_with("ipv6_route", " vs1", NULL), 0);
}

static const struct tap_test tests[] = {
	TAP_TEST(sockets_are_the_guests),
	TAP_TEST(loopback_is_shown_as_such),
	TAP_TEST(connections_are_shown),
	TAP_TEST(ss_shows_the_loopback),
	TAP_TEST(ss_finds_the_loopback),
	TAP_TEST(devices_are_the_guests),
	TAP_TEST(addresses_are_the_guests),
	TAP_TEST(routes_are_the_guests),
	TAP_TEST(routes_of_ipv6_are_the_guests),
};

int main(void)
{
	net_make_devices();
	return tap_main(tests, sizeof(tests) / sizeof(tests[0]));
}
