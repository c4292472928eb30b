// SPDX-License-Identifier: GPL-2.0-only
/*
 * Devices of the tun driver: who attaches to which, what it does with it, and that
 * packets go through.  The driver's node is of another number here than the names
 * of the host's /dev say.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/if_tun.h>
#include <linux/sockios.h>
#include <net/if.h>
#include <netinet/ip.h>
#include <netinet/udp.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

#include "net.h"
#include "vcmd.h"

#define TUN_CREATE	1ULL
#define NODE		"/tmp/tun-node"
#define DEVICE		"vstun"
#define ID		870	/* of the network context that has the device */
#define OTHER		871
#define PORT		4400

static int open_node(void)
{
	int fd = open(NODE, O_RDWR | O_NONBLOCK);

	return fd < 0 ? -errno : fd;
}

static int attach(int fd, int flags)
{
	struct ifreq request = { .ifr_flags = flags | IFF_NO_PI };

	strcpy(request.ifr_name, DEVICE);
	return ioctl(fd, TUNSETIFF, &request) ? -errno : 0;
}

/* by the caller, from where it is */
static void make_device(int flags)
{
	int fd = open_node();

	CHECK(fd >= 0);
	CHECK_EQ(attach(fd, flags | IFF_TUN_EXCL), 0);
	CHECK_EQ(ioctl(fd, TUNSETOWNER, 0UL), 0);
	CHECK_EQ(ioctl(fd, TUNSETPERSIST, 1UL), 0);
}

static void wait_for_end(uint32_t id)
{
	while (vs(GET_NCAPS, id, NULL) != -ESRCH ||
	       vs(GET_CFLAGS, id, NULL) != -ESRCH)
		usleep(1000);
}

/* as the front end does it: the context is there for the device only */
static void make_device_of(uint32_t id, int flags)
{
	pid_t pid = fork();

	if (!pid) {
		CHECK_EQ(net_create(id, STATE_SETUP), id);
		make_device(flags);
		_exit(0);
	}
	child_passes(pid);
	wait_for_end(id);
}

static void set_up(void)
{
	CHECK_EQ(system("ip addr add 203.0.113.1/24 dev " DEVICE " && "
			"ip link set " DEVICE " up"), 0);
}

static void forget_device(void)
{
	CHECK(system("ip link del " DEVICE " 2> /dev/null") >= 0);
}

/* the caller is finished in both contexts: root with a guest's capabilities */
static void become(uint32_t id, uint64_t ncaps)
{
	CHECK_EQ(net_create(id, NET_FLAGS), id);
	CHECK_EQ(vs_set(SET_NCAPS, id, ncaps, TUN_CREATE), 0);
	become_guest(id, 0);
}

static void in_child(void (*inside)(void))
{
	pid_t pid = fork();

	if (!pid) {
		inside();
		_exit(0);
	}
	child_passes(pid);
	wait_for_end(ID);
	wait_for_end(OTHER);
}

/* ---- who ---- */

static void no_capability(void)
{
	become(ID, 0);
	CHECK_EQ(open_node(), -EACCES);
}

static void capability(void)
{
	int fd;

	become(ID, TUN_CREATE);
	fd = open_node();
	CHECK(fd >= 0);
	CHECK_EQ(attach(fd, IFF_TUN), 0);
}

static void only_with_the_capability(void)
{
	make_device_of(ID, IFF_TUN);
	in_child(no_capability);
	in_child(capability);
	forget_device();
}

static void no_network(void)
{
	become_guest(ID, 0);
	CHECK_EQ(open_node(), -EACCES);
}

static void outside_of_a_network_context(void)
{
	make_device(IFF_TUN);
	in_child(no_network);
	forget_device();
}

static void attach_to_foreign(void)
{
	int fd;

	become(OTHER, TUN_CREATE);
	fd = open_node();
	CHECK(fd >= 0);
	CHECK_EQ(attach(fd, IFF_TUN), -EPERM);
	CHECK_EQ(ioctl(fd, TUNGETIFF, &(struct ifreq){ }) ? -errno : 0, -EBADFD);
}

static void another_guests_and_the_hosts_are_not_its(void)
{
	make_device_of(ID, IFF_TUN);
	in_child(attach_to_foreign);
	forget_device();
	make_device(IFF_TUN);
	in_child(attach_to_foreign);
	forget_device();
}

static void make_one(void)
{
	int fd;

	become(ID, TUN_CREATE);
	fd = open_node();
	CHECK(fd >= 0);
	CHECK_EQ(attach(fd, IFF_TUN), -EPERM);
	CHECK_EQ(attach(fd, IFF_TAP), -EPERM);
	/* nothing it could do in a network namespace that it cannot make */
	CHECK_EQ(unshare(CLONE_NEWNET) ? -errno : 0, -EPERM);
}

static void it_makes_none(void)
{
	forget_device();
	in_child(make_one);
}

/* the host's own programs are as they were, also with the guest's device */
static void the_host_attaches_to_any(void)
{
	int fd;

	make_device_of(ID, IFF_TUN);
	fd = open_node();
	CHECK(fd >= 0);
	CHECK_EQ(attach(fd, IFF_TUN), 0);
	close(fd);
	forget_device();
}

static void other_user(void)
{
	int fd;

	become(ID, TUN_CREATE);
	CHECK_EQ(setresuid(65534, 65534, 65534), 0);
	fd = open_node();
	CHECK(fd >= 0);
	CHECK_EQ(attach(fd, IFF_TUN), -EPERM);
}

static void its_users_are_told_apart(void)
{
	make_device_of(ID, IFF_TUN);
	in_child(other_user);
	forget_device();
}

/* ---- what ---- */

static const struct {
	const char *name;
	unsigned long cmd;
	int want;
} commands[] = {
#define COMMAND(name, want)	{ #name, name, want }
	COMMAND(TUNATTACHFILTER, -EPERM),
	COMMAND(TUNDETACHFILTER, -EPERM),
	COMMAND(TUNGETDEVNETNS, -EPERM),
	COMMAND(TUNGETFEATURES, 0),
	COMMAND(TUNGETFILTER, -EINVAL),
	COMMAND(TUNGETIFF, 0),
	COMMAND(TUNGETSNDBUF, 0),
	COMMAND(TUNGETVNETBE, -EINVAL),
	COMMAND(TUNGETVNETHDRSZ, 0),
	COMMAND(TUNGETVNETLE, 0),
	COMMAND(TUNSETCARRIER, -EPERM),
	COMMAND(TUNSETDEBUG, -EPERM),
	COMMAND(TUNSETFILTEREBPF, -EPERM),
	COMMAND(TUNSETGROUP, -EPERM),
	COMMAND(TUNSETIFF, -EEXIST),
	COMMAND(TUNSETIFINDEX, -EPERM),
	COMMAND(TUNSETLINK, -EPERM),
	COMMAND(TUNSETNOCSUM, 0),
	COMMAND(TUNSETOFFLOAD, 0),
	COMMAND(TUNSETOWNER, -EPERM),
	COMMAND(TUNSETPERSIST, -EPERM),
	COMMAND(TUNSETQUEUE, -EINVAL),
	COMMAND(TUNSETSNDBUF, -EPERM),
	COMMAND(TUNSETSTEERINGEBPF, -EPERM),
	COMMAND(TUNSETTXFILTER, -EPERM),
	COMMAND(TUNSETVNETBE, -EINVAL),
	COMMAND(TUNSETVNETHDRSZ, -EINVAL),
	COMMAND(TUNSETVNETLE, 0),
	COMMAND(SIOCGIFHWADDR, 0),
	COMMAND(SIOCGSKNS, -EPERM),
	COMMAND(SIOCSIFHWADDR, -EPERM),
	COMMAND(FIOCLEX, 0),
	COMMAND(FIONCLEX, 0),
	COMMAND(FIONBIO, 0),
	COMMAND(FIOASYNC, 0),
	{ "unknown", _IO('T', 255), -EPERM },
};

static void give_commands(void)
{
	unsigned int i;
	int fd;

	become(ID, TUN_CREATE);
	fd = open_node();
	CHECK_EQ(attach(fd, IFF_TUN), 0);
	for (i = 0; i < sizeof(commands) / sizeof(commands[0]); i++) {
		char room[4096] = "";
		/* what takes a value takes the address of room for one */
		int ret = ioctl(fd, commands[i].cmd,
				commands[i].cmd == TUNSETOFFLOAD ? NULL : room);

		printf("# %s\n", commands[i].name);
		CHECK_EQ(ret < 0 ? -errno : 0, commands[i].want);
	}
}

static void commands_that_change_it_are_the_hosts(void)
{
	make_device_of(ID, IFF_TUN);
	in_child(give_commands);
	/* it is there still */
	CHECK(if_nametoindex(DEVICE));
	forget_device();
}

/* a datagram of IPv4 whose checksum of UDP is none */
static void make_packet(char *packet, const char *from, const char *to)
{
	struct iphdr ip = {
		.version = 4, .ihl = 5, .ttl = 64, .protocol = IPPROTO_UDP,
		.tot_len = htons(sizeof(ip) + sizeof(struct udphdr) + 4),
		.saddr = inet_addr(from), .daddr = inet_addr(to),
	};
	struct udphdr udp = {
		.source = htons(PORT), .dest = htons(PORT),
		.len = htons(sizeof(udp) + 4),
	};
	const uint16_t *word = (const void *)&ip;
	uint32_t sum = 0;
	unsigned int i;

	for (i = 0; i < sizeof(ip) / 2; i++)
		sum += word[i];
	sum = (sum & 0xffff) + (sum >> 16);
	ip.check = ~(sum + (sum >> 16));
	memcpy(packet, &ip, sizeof(ip));
	memcpy(packet + sizeof(ip), &udp, sizeof(udp));
	memcpy(packet + sizeof(ip) + sizeof(udp), "ping", 4);
}

/* what a program does at the other end of a tunnel from a socket */
static void talk_through(int sk, int fd)
{
	union net_addr far = net_at(AF_INET, "203.0.113.9", PORT);
	char packet[32], buf[64];

	CHECK_EQ(attach(fd, IFF_TUN), 0);
	make_packet(packet, "203.0.113.9", "203.0.113.1");
	CHECK_EQ(write(fd, packet, sizeof(packet)), sizeof(packet));
	CHECK_EQ(recv(sk, buf, sizeof(buf), 0), 4);
	/* the kernel sends nothing before it has noticed the carrier */
	do {
		net_send(sk, "pong", 4, &far);
		usleep(1000);
	} while (read(fd, buf, sizeof(buf)) <= 0 || buf[0] >> 4 != 4);
	CHECK_EQ(memcmp(buf + 28, "pong", 4), 0);
	CHECK_EQ(memcmp(buf + 12, packet + 16, 4), 0);
}

static void talk_to_host(void)
{
	union net_addr host = net_at(AF_INET, "203.0.113.1", PORT);
	int sk = net_socket(AF_INET, SOCK_DGRAM, 0);

	CHECK_EQ(bind(sk, &host.any, sizeof(host.v4)), 0);
	become(ID, TUN_CREATE);
	talk_through(sk, open_node());
}

/* the address of the device is the guest's second one */
static void talk_to_itself(void)
{
	union net_addr any = net_of(AF_INET, NET_ANY, PORT);
	struct vs_ipv4 addr[] = {
		{ .type = 0x10, .ip = inet_addr("192.0.2.1"),
		  .mask = inet_addr("255.255.255.0") },
		{ .type = 0x10, .ip = inet_addr("203.0.113.1"),
		  .mask = inet_addr("255.255.255.0") },
	};
	int sk;

	CHECK_EQ(net_create(ID, NET_FLAGS), ID);
	CHECK_EQ(vs(NET_ADD_IPV4, ID, &addr[0]), 0);
	CHECK_EQ(vs(NET_ADD_IPV4, ID, &addr[1]), 0);
	CHECK_EQ(vs_set(SET_NCAPS, ID, TUN_CREATE, TUN_CREATE), 0);
	become_guest(ID, 0);
	sk = net_socket(AF_INET, SOCK_DGRAM, 0);
	CHECK_EQ(bind(sk, &any.any, sizeof(any.v4)), 0);
	talk_through(sk, open_node());
}

static void packets_go_both_ways(void)
{
	make_device_of(ID, IFF_TUN);
	set_up();
	in_child(talk_to_host);
	in_child(talk_to_itself);
	forget_device();
}

static const struct tap_test tests[] = {
	TAP_TEST(only_with_the_capability),
	TAP_TEST(outside_of_a_network_context),
	TAP_TEST(another_guests_and_the_hosts_are_not_its),
	TAP_TEST(it_makes_none),
	TAP_TEST(the_host_attaches_to_any),
	TAP_TEST(its_users_are_told_apart),
	TAP_TEST(commands_that_change_it_are_the_hosts),
	TAP_TEST(packets_go_both_ways),
};

int main(void)
{
	mode_t old = umask(0);

	unlink(NODE);
	if (mknod(NODE, S_IFCHR | 0666, makedev(10, 200)))
		return 1;
	umask(old);
	forget_device();
	net_make_devices();
	return tap_main(tests, sizeof(tests) / sizeof(tests[0]));
}
