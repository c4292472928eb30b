// SPDX-License-Identifier: GPL-2.0-only
/*
 * Who hears what is sent to an address: sockets that are bound to any, of several
 * guests and of the host, on one port.  The addresses are single ones, networks and
 * ranges, of one guest or of several, and come and go.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <sched.h>

#include "servers.h"

#define SYSCTL		"/proc/sys/vserver/host_any_binds_guests"

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
};

int main(void)
{
	net_make_devices();
	CHECK_EQ(system("ip addr add 192.0.2.2/24 dev vs0 && "
			"ip addr add 2001:db8::2/64 nodad dev vs0"), 0);
	return tap_main(tests, sizeof(tests) / sizeof(tests[0]));
}
