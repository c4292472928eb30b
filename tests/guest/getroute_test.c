// SPDX-License-Identifier: GPL-2.0-only
/*
 * What a guest is told that asks by which route it would send, and the lists of what
 * routes go by: neighbours and rules.  Each question is one that the host gets an
 * answer to.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <net/if.h>
#include <sched.h>
#include <stdbool.h>
#include <sys/ioctl.h>

#include "net.h"
#include "said.h"

/* the host's addresses are the first of the device: what it would send from */
static void make_network(void)
{
	/* another program may have left them */
	system("ip link del vs0 2> /dev/null; ip link del vs1 2> /dev/null");
	run("ip link add vs0 type dummy && ip link set vs0 up &&"
	    "ip link add vs1 type dummy && ip link set vs1 up &&"
	    "ip addr add 192.0.2.3/24 dev vs0 &&"
	    "ip addr add 192.0.2.1/24 dev vs0 &&"
	    "ip addr add 198.51.100.1/24 dev vs1 &&"
	    "ip addr add 198.51.100.2/24 dev vs1 &&"
	    "ip addr add 2001:db8::1/64 nodad dev vs0 &&"
	    "ip addr add 2001:db8::3/64 nodad dev vs0 &&"
	    "ip addr add 2001:db8:1::2/64 nodad dev vs1 &&"
	    "ip addr add 2001:db8:1::1/64 nodad dev vs1 &&"
	    "ip route add 203.0.113.64/26 via 198.51.100.254 dev vs1 &&"
	    "ip -6 route add 2001:db8:8::/64 via 2001:db8:1::fe dev vs1 &&"
	    "ip route add default via 192.0.2.254 dev vs0 &&"
	    "ip -6 route add default via 2001:db8::fe dev vs0 &&"
	    "ip neigh add 192.0.2.99 lladdr 02:00:00:00:00:01 dev vs0 &&"
	    "ip -6 neigh add 2001:db8::99 lladdr 02:00:00:00:00:01 dev vs0");
}

static void become(uint32_t id)
{
	net_become(id);
	CHECK_EQ(vs_set(SET_NFLAGS, id, 0, STATE_SETUP), 0);
	become_guest(id, 0);
}

static bool fails(const char *command)
{
	char line[128];

	snprintf(line, sizeof(line), "timeout 20 %s > /dev/null 2>&1", command);
	return system(line);
}

/* ---- the answer ---- */

static void the_answer_is_the_guests(void)
{
	has(said("ip route get 203.0.113.9"), "src 192.0.2.3");
	has(said("ip -6 route get 2001:db8:9::1"), "src 2001:db8::3");
	become(230);
	has(said("ip route get 203.0.113.9"),
	    "203.0.113.9 via 192.0.2.254 dev vs0 src 192.0.2.1 ");
	has(said("ip route get 192.0.2.9"), "192.0.2.9 dev vs0 src 192.0.2.1 ");
	has(said("ip -6 route get 2001:db8:9::1"), "via 2001:db8::fe dev vs0 ");
	has(said("ip -6 route get 2001:db8:9::1"), "src 2001:db8::1 ");
	has(said("ip route get 203.0.113.9 from 192.0.2.1"), "dev vs0");
	has(said("ip -6 route get 2001:db8:9::1 from 2001:db8::1"), "dev vs0");
	has(said("ip route get 203.0.113.9 oif vs0"), "src 192.0.2.1 ");
}

/* without HIDE_NETIF */
static void who_sees_all_has_its_source(void)
{
	uint64_t hide = 0x02000000;

	net_become(244);
	CHECK_EQ(vs_set(SET_NFLAGS, 244, 0, hide | STATE_SETUP), 0);
	become_guest(244, 0);
	has(said("ip route get 203.0.113.9"), "dev vs0 src 192.0.2.1 ");
	has(said("ip route get 198.51.100.9"), "dev vs1 src 192.0.2.1 ");
	has(said("ip -6 route get 2001:db8:1::9"), "src 2001:db8::1 ");
	CHECK(fails("ip route get 203.0.113.9 from 192.0.2.3"));
}

static void loopback_is_as_on_the_host(void)
{
	become(231);
	has(said("ip route get 127.0.0.53"), "local 127.0.0.53 dev lo ");
	has(said("ip route get 127.0.0.53"), "src 127.0.0.1 ");
	has(said("ip route get 192.0.2.1"), "local 192.0.2.1 dev lo ");
	has(said("ip route get 192.0.2.1"), "src 192.0.2.1 ");
	has(said("ip -6 route get ::1"), "dev lo");
	has(said("ip -6 route get ::1"), "src ::1 ");
}

static void other_devices_are_no_way(void)
{
	has(said("ip route get 198.51.100.9"), "dev vs1");
	has(said("ip -6 route get 2001:db8:1::9"), "dev vs1");
	has(said("ip route get 203.0.113.9 oif vs1"), "dev vs1");
	become(232);
	CHECK(fails("ip route get 198.51.100.9"));
	CHECK(fails("ip -6 route get 2001:db8:1::9"));
	CHECK(fails("ip route get 203.0.113.9 oif vs1"));
}

/* by number: ip(8) would not find the name */
static void no_device_is_found(void)
{
	char ask[64];
	int index = if_nametoindex("vs1");

	become(233);
	snprintf(ask, sizeof(ask), "ip route get 198.51.100.9 oif if%d", index);
	has_not(said("ip link"), "vs1");
	CHECK(fails(ask));
	snprintf(ask, sizeof(ask), "ip -6 route get 2001:db8:1::9 oif if%d", index);
	CHECK(fails(ask));
}

static void sources_of_others_are_none(void)
{
	has(said("ip route get 203.0.113.9 from 192.0.2.3"), "dev vs0");
	has(said("ip -6 route get 2001:db8:9::1 from 2001:db8::3"), "dev vs0");
	become(234);
	CHECK(fails("ip route get 203.0.113.9 from 192.0.2.3"));
	CHECK(fails("ip route get 127.0.0.1 from 192.0.2.3"));
	CHECK(fails("ip -6 route get 2001:db8:9::1 from 2001:db8::3"));
	CHECK(fails("ip -6 route get ::1 from 2001:db8::3"));
}

/* the mark leads to another table */
static void the_mark_counts(void)
{
	uint32_t mark[2] = { 35, ~0U };

	run("ip rule add fwmark 35 table 35 &&"
	    "ip route add default via 192.0.2.253 dev vs0 table 35 &&"
	    "ip -6 rule add fwmark 35 table 35 &&"
	    "ip -6 route add default via 2001:db8::fd dev vs0 table 35");
	net_become(235);
	CHECK_EQ(vs(SET_NMARK, 235, mark), 0);
	CHECK_EQ(vs_set(SET_NFLAGS, 235, 0, STATE_SETUP), 0);
	become_guest(235, 0);
	has(said("ip route get 203.0.113.9"), "via 192.0.2.253 ");
	has(said("ip -6 route get 2001:db8:9::1"), "via 2001:db8::fd ");
}

static void add4(uint32_t id, int type, const char *ip, const char *mask)
{
	struct vs_ipv4 v4 = { .type = type, .ip = inet_addr(ip),
			      .mask = inet_addr(mask) };

	CHECK_EQ(vs(NET_ADD_IPV4, id, &v4), 0);
}

static void add6(uint32_t id, int type, const char *ip, int prefix)
{
	struct {
		uint16_t type, flags;
		uint32_t prefix;
		struct in6_addr ip, mask;
	} v6 = { .type = type, .prefix = prefix };

	CHECK_EQ(inet_pton(AF_INET6, ip, &v6.ip), 1);
	CHECK_EQ(vs(NET_ADD_IPV6, id, &v6), 0);
}

/* of several, the one on the device that the route leads to */
static void the_source_is_on_the_way(void)
{
	net_become(242);
	add4(242, 0x10, "198.51.100.2", "255.255.255.0");
	add6(242, 0x10, "2001:db8:1::2", 64);
	CHECK_EQ(vs_set(SET_NFLAGS, 242, 0, STATE_SETUP), 0);
	become_guest(242, 0);
	has(said("ip route get 203.0.113.99"), "dev vs1 src 198.51.100.2 ");
	has(said("ip route get 203.0.113.9"), "dev vs0 src 192.0.2.1 ");
	has(said("ip -6 route get 2001:db8:8::9"), "src 2001:db8:1::2 ");
	has(said("ip -6 route get 2001:db8:9::9"), "src 2001:db8::1 ");
}

/* networks of which one address is on the device: it is the source */
static void a_network_is_no_source(void)
{
	CHECK_EQ(net_create(243, NET_FLAGS), 243);
	add4(243, 0x20, "192.0.2.0", "255.255.255.254");
	add6(243, 0x20, "2001:db8::", 127);
	CHECK_EQ(vs_set(SET_NFLAGS, 243, 0, STATE_SETUP), 0);
	become_guest(243, 0);
	has(said("ip route get 203.0.113.9"), "dev vs0 src 192.0.2.1 ");
	has(said("ip -6 route get 2001:db8:9::9"), "src 2001:db8::1 ");
	CHECK(fails("ip route get 203.0.113.99"));
}

/* one address of the other family only */
static void no_source_is_no_route(void)
{
	struct vs_ipv4 v4 = { .type = 0x10, .ip = inet_addr("192.0.2.1"),
			      .mask = inet_addr("255.255.255.0") };

	net_become(236);
	CHECK_EQ(vs(NET_REM_IPV4, 236, &v4), 0);
	CHECK_EQ(vs_set(SET_NFLAGS, 236, 0, STATE_SETUP), 0);
	become_guest(236, 0);
	CHECK(fails("ip route get 203.0.113.9"));
	has(said("ip -6 route get 2001:db8:9::1"), "src 2001:db8::1 ");
}

/* ---- the question ---- */

struct question {
	struct nlmsghdr	head;
	struct rtmsg	msg;
	struct rtattr	attr;
	in_addr_t	addr;
};

static struct question question(int flags)
{
	return (struct question){
		.head = { sizeof(struct question), RTM_GETROUTE, NLM_F_REQUEST,
			  1, 0 },
		.msg = { .rtm_family = AF_INET, .rtm_dst_len = 32,
			 .rtm_flags = flags },
		.attr = { RTA_LENGTH(4), RTA_DST },
		.addr = inet_addr("203.0.113.9"),
	};
}

/* the host's routes are neither told nor touched */
static void other_questions_are_refused(void)
{
	static const char *const asked[] = {
		"ip route get 203.0.113.9 mark 1",
		"ip route get 203.0.113.9 uid 1",
		"ip route get 192.0.2.1 from 192.0.2.9 iif vs0",
		"ip route get fibmatch 203.0.113.9",
		"ip -6 route get 2001:db8:9::1 mark 1",
		"ip -6 route get 2001:db8:9::1 uid 1",
		"ip -6 route get fibmatch 2001:db8:9::1",
	};
	int fd = socket(AF_NETLINK, SOCK_RAW, NETLINK_ROUTE);
	struct question ask = question(RTM_F_NOTIFY);
	size_t i;

	for (i = 0; i < sizeof(asked) / sizeof(asked[0]); i++)
		said(asked[i]);
	CHECK_EQ(send(fd, &ask, sizeof(ask), 0), sizeof(ask));
	become(237);
	for (i = 0; i < sizeof(asked) / sizeof(asked[0]); i++) {
		if (!fails(asked[i]))
			printf("# %s\n", asked[i]);
		CHECK(fails(asked[i]));
	}
	CHECK_EQ(send(fd, &ask, sizeof(ask), 0), -1);
	CHECK_EQ(errno, EPERM);
	ask.msg.rtm_flags = 0;
	CHECK_EQ(send(fd, &ask, sizeof(ask), 0), sizeof(ask));
	ask.head.nlmsg_len = NLMSG_LENGTH(1);
	CHECK_EQ(send(fd, &ask, ask.head.nlmsg_len, 0), -1);
	CHECK_EQ(errno, EPERM);
}

/* a socket that the guest got from the host asks for what the guest would send */
static void an_older_socket_tells_no_more(void)
{
	int fd = socket(AF_NETLINK, SOCK_RAW, NETLINK_ROUTE);
	in_addr_t own = inet_addr("192.0.2.1"), host = inet_addr("192.0.2.3");
	struct question ask = question(0);
	char buf[4096];
	ssize_t got;

	become(238);
	CHECK_EQ(send(fd, &ask, sizeof(ask), 0), sizeof(ask));
	got = recv(fd, buf, sizeof(buf), 0);
	CHECK(got > 0);
	CHECK(memmem(buf, got, &own, sizeof(own)));
	CHECK(!memmem(buf, got, &host, sizeof(host)));
}

static void an_own_network_is_asked(void)
{
	struct ifreq ifr = { .ifr_name = "vs2" };

	CHECK_EQ(unshare(CLONE_NEWNET), 0);
	run("ip link set lo up && ip link add vs2 type dummy &&"
	    "ip link set vs2 up && ip addr add 198.51.100.2/24 dev vs2 &&"
	    "ip addr add 2001:db8:2::2/64 nodad dev vs2");
	become(239);
	has(said("ip route get 198.51.100.9"), "dev vs2 src 198.51.100.2 ");
	has(said("ip -6 route get 2001:db8:2::9"), "src 2001:db8:2::2 ");
	has(said("ip route get fibmatch 198.51.100.9"), "198.51.100.0/24");
	CHECK_EQ(ioctl(socket(AF_INET, SOCK_DGRAM, 0), SIOCGIFADDR, &ifr), 0);
	CHECK_EQ(((struct sockaddr_in *)&ifr.ifr_addr)->sin_addr.s_addr,
		 inet_addr("198.51.100.2"));
}

/* ---- lists ---- */

static void neighbours_are_the_hosts(void)
{
	has(said("ip neigh show"), "192.0.2.99");
	has(said("ip -6 neigh show"), "2001:db8::99");
	become(240);
	CHECK(!*said("ip neigh show"));
	CHECK(!*said("ip -6 neigh show"));
	CHECK(fails("ip neigh get 192.0.2.99 dev vs0"));
}

/* the three that are always there, and none that names somebody */
static void rules_for_all_are_shown(void)
{
#define RULES6	"0:\tfrom all lookup local\n32766:\tfrom all lookup main\n"
#define RULES4	RULES6 "32767:\tfrom all lookup default\n"

	run("ip rule add from 192.0.2.99 table main &&"
	    "ip rule add not fwmark 9 table main &&"
	    "ip rule add table main suppress_prefixlength 0 &&"
	    "ip rule add table 99 &&"
	    "ip rule add to 192.0.2.98 unreachable");
	has(said("ip rule show"), "192.0.2.99");
	become(241);
	CHECK(!strcmp(said("ip rule show"), RULES4));
	CHECK(!strcmp(said("ip -6 rule show"), RULES6));
}

static const struct tap_test tests[] = {
	TAP_TEST(the_answer_is_the_guests),
	TAP_TEST(who_sees_all_has_its_source),
	TAP_TEST(loopback_is_as_on_the_host),
	TAP_TEST(other_devices_are_no_way),
	TAP_TEST(no_device_is_found),
	TAP_TEST(sources_of_others_are_none),
	TAP_TEST(the_mark_counts),
	TAP_TEST(the_source_is_on_the_way),
	TAP_TEST(a_network_is_no_source),
	TAP_TEST(no_source_is_no_route),
	TAP_TEST(other_questions_are_refused),
	TAP_TEST(an_older_socket_tells_no_more),
	TAP_TEST(an_own_network_is_asked),
	TAP_TEST(neighbours_are_the_hosts),
	TAP_TEST(rules_for_all_are_shown),
};

int main(void)
{
	int ret;

	make_network();
	ret = tap_main(tests, sizeof(tests) / sizeof(tests[0]));
	/* for who comes next */
	system("for r in 'fwmark 35' 'from 192.0.2.99' 'not fwmark 9'"
	       " 'table main suppress_prefixlength 0' 'table 99'"
	       " 'to 192.0.2.98'; do ip rule del $r; done;"
	       " ip -6 rule del fwmark 35");
	return ret;
}
