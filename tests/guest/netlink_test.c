// SPDX-License-Identifier: GPL-2.0-only
/*
 * What netlink tells a guest: in lists, as ip(8) shows them, and by messages to
 * groups.  Each message is one that the host hears.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <linux/audit.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <net/if.h>
#include <netinet/ip_icmp.h>
#include <netinet/udp.h>
#include <poll.h>
#include <sched.h>
#include <stdbool.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/uio.h>

#include "said.h"
#include "vcmd.h"

#define ADDR_OWN	"192.0.2.1"
#define ADDR_LATER	"192.0.2.50"	/* the guest's, on the device later */
#define ADDR_LAST	"203.0.113.200"	/* behind all others in a list */
#define ADDR_HOST	"192.0.2.3"
#define ADDR_OTHER	"198.51.100.1"	/* on another device */
#define NET_OTHER	"198.51.100."
#define MANY		250
#define PORT_ID		54321

/* the caller becomes a finished guest with addresses, ended by NULL */
static void become(uint32_t id, const char *const *ip)
{
	struct vs_ipv4 arg = { .type = 0x10 };

	CHECK_EQ(net_create(id, NET_FLAGS), id);
	for (; *ip; ip++) {
		arg.ip = inet_addr(*ip);
		arg.mask = inet_addr("255.255.255.0");
		CHECK_EQ(vs(NET_ADD_IPV4, id, &arg), 0);
	}
	CHECK_EQ(vs_set(SET_NFLAGS, id, 0, STATE_SETUP), 0);
	become_guest(id, 0);
}

#define BECOME(id, ...)	become(id, (const char *const[]){ __VA_ARGS__, NULL })

static void add_many(const char *format)
{
	FILE *f = popen("ip -batch -", "w");
	int i;

	CHECK(f);
	for (i = 2; i < MANY; i++) {
		fprintf(f, "addr add dev vs1 ");
		fprintf(f, format, i);
		fprintf(f, "\n");
	}
	CHECK_EQ(pclose(f), 0);
}

/* enough that a list takes many buffers, and some have nothing of the guest's */
static void make_network(void)
{
	/* another program may have left them */
	system("ip link del vs0 2> /dev/null; ip link del vs1 2> /dev/null");
	run("ip link add vs0 type dummy && ip link set vs0 up &&"
	    "ip link add vs1 type dummy && ip link set vs1 up &&"
	    "ip addr add " ADDR_OWN "/24 dev vs0 &&"
	    "ip addr add " ADDR_LAST "/32 dev vs0 &&"
	    "ip addr add " ADDR_HOST "/24 dev vs0 &&"
	    "ip addr add " ADDR_OTHER "/24 dev vs1 &&"
	    "ip addr add 2001:db8::3/64 dev vs0 nodad &&"
	    "ip addr add 2001:db8::5/128 dev vs0 nodad &&"
	    "ip route add default via 192.0.2.254 dev vs0 &&"
	    "ip route add 203.0.113.0/26 via 198.51.100.254 dev vs1 &&"
	    "ip route add 203.0.113.64/26 nexthop via 192.0.2.254"
	    " nexthop via 198.51.100.254");
	add_many(NET_OTHER "%d/24");
	add_many("203.0.112.%d/32");
	add_many("192.0.0.%d/32");
	add_many("2001:db8:1::%d/64");
	add_many("2001:db8:2::%d/64");
}

/* ---- lists ---- */

static void own_routes_are_listed(void)
{
	const char *text;

	BECOME(200, ADDR_OWN);
	text = said("ip route show table all");
	has(text, "default via 192.0.2.254 dev vs0");
	has(text, "192.0.2.0/24 dev vs0");
	has(text, "local " ADDR_OWN " dev vs0");
	has(text, "broadcast 192.0.2.255 dev vs0");
	has(text, "local 127.0.0.1 dev lo");
	has_not(text, "vs1");
	has_not(text, ADDR_HOST);
	has_not(text, NET_OTHER);
	has_not(text, "203.0.11");
	has(text, "2001:db8::/64 dev vs0");
	has_not(text, "2001:db8::3");
	has_not(text, "2001:db8::5");
}

/* the list goes on where a buffer has nothing for the guest */
static void long_lists_end(void)
{
	const char *text;

	BECOME(201, ADDR_LAST);
	text = said("ip route show table local");
	has(text, "local " ADDR_LAST " dev vs0");
	has_not(text, ADDR_OWN);
	has_not(text, "vs1");
	text = said("ip -o addr show");
	has(text, ADDR_LAST);
	has_not(text, ADDR_OWN);
	has_not(text, NET_OTHER);
	has_not(text, "2001:db8");
	CHECK(!*said("ip -6 addr show scope global"));
}

static void other_devices_are_hidden(void)
{
	BECOME(202, ADDR_OWN);
	has(said("ip -o link show"), "vs0");
	has_not(said("ip -o link show"), "vs1");
	has_not(said("ip -6 -o link show"), "vs1");
	has(said("ip -o link show dev vs0"), "vs0");
	CHECK(system("ip link show dev vs1 2> /dev/null"));
}

/* the host and a guest without network context have it all */
static void others_see_everything(void)
{
	has(said("ip route show table all"), "203.0.113.0/26 via 198.51.100.254");
	CHECK_EQ(create(203, INIT_FLAGS), 203);
	has(said("ip route show table all"), "203.0.113.0/26 via 198.51.100.254");
	has(said("ip -o link show"), "vs1");
	has(said("ip -o addr show"), ADDR_OTHER);
}

struct icmp_packet {
	struct iphdr	ip;
	struct icmphdr	icmp;
	struct iphdr	sent;
	struct udphdr	udp;
} __attribute__((packed));

static uint16_t checksum(const void *data, size_t len)
{
	const uint16_t *p = data;
	uint32_t sum = 0;

	for (; len; len -= 2)
		sum += *p++;
	sum = (sum & 0xffff) + (sum >> 16);
	return ~(sum + (sum >> 16));
}

/* a router says that what was sent to a peer was too long */
static void too_long(const struct sockaddr_in *from,
		     const struct sockaddr_in *to)
{
	struct icmp_packet p = {
		.ip = { .version = 4, .ihl = 5, .ttl = 64,
			.protocol = IPPROTO_ICMP,
			.saddr = inet_addr("192.0.2.254"),
			.daddr = from->sin_addr.s_addr },
		.icmp = { .type = ICMP_DEST_UNREACH, .code = ICMP_FRAG_NEEDED,
			  .un.frag.mtu = htons(600) },
		.sent = { .version = 4, .ihl = 5, .ttl = 64,
			  .protocol = IPPROTO_UDP, .frag_off = htons(IP_DF),
			  .tot_len = htons(1000),
			  .saddr = from->sin_addr.s_addr,
			  .daddr = to->sin_addr.s_addr },
		.udp = { .source = from->sin_port, .dest = to->sin_port,
			 .len = htons(980) },
	};
	int fd = socket(AF_INET, SOCK_RAW, IPPROTO_RAW);

	p.sent.check = checksum(&p.sent, sizeof(p.sent));
	p.icmp.checksum = checksum(&p.icmp, sizeof(p) - sizeof(p.ip));
	CHECK_EQ(sendto(fd, &p, sizeof(p), 0, (const void *)from,
			sizeof(*from)), sizeof(p));
	close(fd);
}

/* the kernel remembers it in an exception to the route, which names the peer */
static void peers_of_others_are_not_told(void)
{
	struct sockaddr_in to = { .sin_family = AF_INET, .sin_port = htons(9),
				  .sin_addr.s_addr = inet_addr("203.0.113.99") };
	struct sockaddr_in from;
	socklen_t len = sizeof(from);
	int fd = socket(AF_INET, SOCK_DGRAM, 0), discover = IP_PMTUDISC_DO;

	CHECK_EQ(setsockopt(fd, IPPROTO_IP, IP_MTU_DISCOVER, &discover,
			    sizeof(discover)), 0);
	CHECK_EQ(connect(fd, (void *)&to, sizeof(to)), 0);
	CHECK_EQ(getsockname(fd, (void *)&from, &len), 0);
	too_long(&from, &to);
	has(said("ip route show cache"), "203.0.113.99");
	BECOME(205, ADDR_OWN);
	has_not(said("ip route show cache"), "203.0.113.99");
}

/* a socket that the guest got from the host asks for what the guest sees */
static void an_older_socket_tells_no_more(void)
{
	struct {
		struct nlmsghdr head;
		struct rtmsg msg;
	} ask = { { sizeof(ask), RTM_GETROUTE, NLM_F_REQUEST | NLM_F_DUMP, 1, 0 },
		  { .rtm_family = AF_INET } };
	in_addr_t own = inet_addr(ADDR_OWN), other = inet_addr(ADDR_HOST);
	int fd = socket(AF_NETLINK, SOCK_RAW, NETLINK_ROUTE), found = 0;
	static char buf[65536];
	ssize_t got;

	BECOME(206, ADDR_OWN);
	CHECK_EQ(send(fd, &ask, sizeof(ask), 0), sizeof(ask));
	do {
		got = recv(fd, buf, sizeof(buf), 0);
		CHECK(got > 0);
		found += !!memmem(buf, got, &own, sizeof(own));
		CHECK(!memmem(buf, got, &other, sizeof(other)));
	} while (((struct nlmsghdr *)buf)->nlmsg_type != NLMSG_DONE);
	CHECK(found);
}

static void an_own_network_is_shown(void)
{
	CHECK_EQ(unshare(CLONE_NEWNET), 0);
	run("ip link set lo up && ip addr add " ADDR_OTHER "/24 dev lo &&"
	    "ip rule add from " ADDR_OTHER " table 99");
	BECOME(207, ADDR_OWN);
	has(said("ip addr show"), ADDR_OTHER);
	has(said("ip route show table all"), "local " ADDR_OTHER);
	has(said("ip rule show"), ADDR_OTHER);
}

/* ---- messages ---- */

static int listen_to(int protocol, unsigned int groups)
{
	struct sockaddr_nl nl = { .nl_family = AF_NETLINK,
				  .nl_groups = groups };
	int fd = socket(AF_NETLINK, SOCK_RAW, protocol);

	CHECK(fd >= 0);
	CHECK_EQ(bind(fd, (void *)&nl, sizeof(nl)), 0);
	return fd;
}

/* any message at all */
static bool is_told(int fd)
{
	struct pollfd input = { .fd = fd, .events = POLLIN };

	return poll(&input, 1, 500) == 1;
}

/*
 * Is a guest with ADDR_OWN and ADDR_LATER told when a command was run?  The host
 * is.
 */
static bool hears(int protocol, unsigned int groups, const char *command)
{
	int ready[2], done[2], host = listen_to(protocol, groups), status, fd;
	pid_t pid;
	char c;

	CHECK_EQ(pipe(ready) | pipe(done), 0);
	pid = fork();
	if (!pid) {
		/* an id of its own: that of the one before may not have ended */
		BECOME(1000 + getpid(), ADDR_OWN, ADDR_LATER);
		fd = listen_to(protocol, groups);
		CHECK_EQ(write(ready[1], "x", 1), 1);
		CHECK_EQ(read(done[0], &c, 1), 1);
		_exit(is_told(fd) ? 10 : 20);
	}
	CHECK_EQ(read(ready[0], &c, 1), 1);
	run(command);
	CHECK(is_told(host));
	close(host);
	CHECK_EQ(write(done[1], "x", 1), 1);
	CHECK_EQ(waitpid(pid, &status, 0), pid);
	CHECK(WIFEXITED(status));
	CHECK(WEXITSTATUS(status) == 10 || WEXITSTATUS(status) == 20);
	return WEXITSTATUS(status) == 10;
}

#define HEARS(groups, command)	hears(NETLINK_ROUTE, groups, command)

static void addresses_of_others_are_not_told(void)
{
	CHECK(!HEARS(RTMGRP_IPV4_IFADDR, "ip addr add 192.0.2.77/24 dev vs0"));
	CHECK(!HEARS(RTMGRP_IPV6_IFADDR,
		     "ip addr add 2001:db8::77/64 dev vs0 nodad"));
	CHECK(HEARS(RTMGRP_IPV4_IFADDR,
		    "ip addr add " ADDR_LATER "/24 dev vs0"));
	CHECK(HEARS(RTMGRP_IPV4_IFADDR,
		    "ip addr del " ADDR_LATER "/24 dev vs0"));
}

static void links_of_others_are_not_told(void)
{
	CHECK(!HEARS(RTMGRP_LINK, "ip link set vs1 mtu 1400"));
	CHECK(!HEARS(RTMGRP_LINK, "ip link add vs2 type dummy"));
	CHECK(!HEARS(RTMGRP_LINK, "ip link del vs2"));
	CHECK(HEARS(RTMGRP_LINK, "ip link set vs0 mtu 1400"));
}

static void routes_of_others_are_not_told(void)
{
	CHECK(!HEARS(RTMGRP_IPV4_ROUTE,
		     "ip route add 203.0.113.8/29 via 198.51.100.254"));
	CHECK(!HEARS(RTMGRP_IPV4_ROUTE,
		     "ip route add 203.0.113.16/29 dev vs0 src " ADDR_HOST));
	CHECK(!HEARS(RTMGRP_IPV6_ROUTE,
		     "ip route add 2001:db8:9::/64 dev vs1"));
	CHECK(HEARS(RTMGRP_IPV4_ROUTE,
		    "ip route add 203.0.113.24/29 via 192.0.2.254"));
}

/* the group of a family of generic netlink that has one, as a bit */
static unsigned int group_of(const char *family)
{
	char ask[64];
	const char *id;

	snprintf(ask, sizeof(ask), "genl ctrl get name %s", family);
	id = strstr(said(ask), "multicast groups:");
	CHECK(id);
	id = strstr(id, "ID-0x");
	CHECK(id);
	return 1U << (strtol(id + strlen("ID-"), NULL, 16) - 1);
}

/* servers that join, as NetworkManager does, go on */
static void groups_of_families_are_silent(void)
{
	CHECK(!hears(NETLINK_GENERIC, group_of("netdev"),
		     "ip link add vs2 type dummy && ip link del vs2"));
}

static void the_rest_is_the_hosts(void)
{
	CHECK(!HEARS(RTMGRP_NEIGH, "ip neigh add 192.0.2.99"
		     " lladdr 02:00:00:00:00:01 dev vs0"));
	CHECK(!HEARS(1 << (RTNLGRP_IPV4_RULE - 1),
		     "ip rule add from 192.0.2.99 table 99"));
	CHECK(!hears(NETLINK_KOBJECT_UEVENT, 1,
		     "echo change > /sys/class/mem/null/uevent"));
}

/* ask for a flag of a device; has it that now? */
static bool sets_flag(int fd)
{
	struct {
		struct nlmsghdr head;
		struct ifinfomsg msg;
	} ask = { { sizeof(ask), RTM_NEWLINK, NLM_F_REQUEST, 1, 0 },
		  { .ifi_index = if_nametoindex("vs1"),
		    .ifi_flags = IFF_DEBUG, .ifi_change = IFF_DEBUG } };
	struct ifreq ifr = { .ifr_name = "vs1" };

	CHECK_EQ(send(fd, &ask, sizeof(ask), 0), sizeof(ask));
	CHECK_EQ(ioctl(socket(AF_INET, SOCK_DGRAM, 0), SIOCGIFFLAGS, &ifr), 0);
	return ifr.ifr_flags & IFF_DEBUG;
}

/* the host's rights do not go with what a guest has opened, or made it send */
static void sockets_of_guests_ask_as_guests(void)
{
	int ready[2], pidfd, fd;
	pid_t pid;

	CHECK_EQ(pipe(ready), 0);
	pid = fork();
	if (!pid) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		BECOME(212, ADDR_OWN);
		fd = socket(AF_NETLINK, SOCK_RAW, NETLINK_ROUTE);
		CHECK_EQ(write(ready[1], &fd, sizeof(fd)), sizeof(fd));
		pause();
	}
	close(ready[1]);
	CHECK_EQ(read(ready[0], &fd, sizeof(fd)), sizeof(fd));
	pidfd = syscall(SYS_pidfd_open, pid, 0);
	CHECK(!sets_flag(syscall(SYS_pidfd_getfd, pidfd, fd, 0)));
	CHECK(sets_flag(socket(AF_NETLINK, SOCK_RAW, NETLINK_ROUTE)));
}

static void ask_audit(int fd, int type, const void *data, size_t len)
{
	struct nlmsghdr head = { NLMSG_LENGTH(len), type, NLM_F_REQUEST, 1, 0 };
	struct iovec part[] = { { &head, sizeof(head) }, { (void *)data, len } };

	CHECK_EQ(writev(fd, part, 2), head.nlmsg_len);
}

/* a socket with a port id that is not the process's, which all would get */
static int with_port_id(int protocol)
{
	struct sockaddr_nl addr = { .nl_family = AF_NETLINK,
				    .nl_pid = PORT_ID };
	int fd = socket(AF_NETLINK, SOCK_RAW, protocol);

	CHECK_EQ(bind(fd, (void *)&addr, sizeof(addr)), 0);
	return fd;
}

/* auditd is gone without a word, and a guest has the port id that it had */
static void port_ids_of_others_are_worth_nothing(void)
{
	struct audit_status status = { .mask = AUDIT_STATUS_ENABLED |
					       AUDIT_STATUS_PID, .enabled = 1 };
	int host = socket(AF_NETLINK, SOCK_RAW, NETLINK_AUDIT), ready[2];
	struct pollfd heard = { .events = POLLIN };
	char buf[1024], c;
	pid_t pid = fork();

	if (!pid) {
		status.pid = getpid();
		heard.fd = with_port_id(NETLINK_AUDIT);
		ask_audit(heard.fd, AUDIT_SET, &status, sizeof(status));
		/* what did not reach it would tell the kernel that it is gone */
		while (poll(&heard, 1, 1000) > 0)
			CHECK(recv(heard.fd, buf, sizeof(buf), 0) > 0);
		raise(SIGKILL);
	}
	CHECK_EQ(waitpid(pid, NULL, 0), pid);
	CHECK_EQ(pipe(ready), 0);
	pid = fork();
	if (!pid) {
		BECOME(213, ADDR_OWN);
		heard.fd = with_port_id(NETLINK_AUDIT);
		CHECK_EQ(write(ready[1], "r", 1), 1);
		CHECK_EQ(poll(&heard, 1, 3000), 0);
		_exit(0);
	}
	CHECK_EQ(read(ready[0], &c, 1), 1);
	ask_audit(host, AUDIT_FIRST_USER_MSG, "of the host", 12);
	child_passes(pid);
	status = (struct audit_status){ .mask = AUDIT_STATUS_ENABLED };
	ask_audit(host, AUDIT_SET, &status, sizeof(status));
}

static const struct tap_test tests[] = {
	TAP_TEST(own_routes_are_listed),
	TAP_TEST(long_lists_end),
	TAP_TEST(other_devices_are_hidden),
	TAP_TEST(others_see_everything),
	TAP_TEST(peers_of_others_are_not_told),
	TAP_TEST(an_older_socket_tells_no_more),
	TAP_TEST(sockets_of_guests_ask_as_guests),
	TAP_TEST(port_ids_of_others_are_worth_nothing),
	TAP_TEST(an_own_network_is_shown),
	TAP_TEST(addresses_of_others_are_not_told),
	TAP_TEST(links_of_others_are_not_told),
	TAP_TEST(routes_of_others_are_not_told),
	TAP_TEST(groups_of_families_are_silent),
	TAP_TEST(the_rest_is_the_hosts),
};

int main(void)
{
	make_network();
	return tap_main(tests, sizeof(tests) / sizeof(tests[0]));
}
