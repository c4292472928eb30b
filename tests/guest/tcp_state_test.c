// SPDX-License-Identifier: GPL-2.0-only
/*
 * Sockets of a guest in each state of TCP when its context ends, when somebody
 * outside holds them longer than that, and when its addresses go.  Nothing of a
 * context is left after its last socket.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <netinet/tcp.h>
#include <stdbool.h>
#include <sys/mman.h>

#include "left.h"
#include "net.h"

#define ID	890
#define PORT	4500

static const char * const nobody[2] = { "192.0.2.99", "2001:db8::99" };

/* the near end is the guest's, the other ones are the host's; -1 for none */
struct ends {
	int family;
	int near;
	int far;
	int listener;
	int ghost;
	int port;	/* of the near end */
};

/* when the process of the guest has made the state */
enum event { EXIT, HELD, REMOVED };

/* ---- ends ---- */

static union net_addr nobody_at(int family)
{
	return net_at(family, nobody[family == AF_INET6], 0);
}

/* what answers the ghost arrives nowhere */
static void make_host_ends(struct ends *e)
{
	union net_addr at = net_of(e->family, NET_HOST, PORT);
	union net_addr none = nobody_at(e->family);
	bool v4 = e->family == AF_INET;
	int one = 1;

	e->near = e->far = -1;
	e->listener = net_brisk(e->family);
	CHECK_EQ(bind(e->listener, &at.any, net_size(e->family)), 0);
	CHECK_EQ(listen(e->listener, 8), 0);
	e->ghost = net_brisk(e->family);
	CHECK_EQ(setsockopt(e->ghost, v4 ? SOL_IP : SOL_IPV6,
			    v4 ? IP_TRANSPARENT : IPV6_TRANSPARENT, &one,
			    sizeof(one)), 0);
	CHECK_EQ(bind(e->ghost, &none.any, net_size(e->family)), 0);
	CHECK_EQ(fcntl(e->ghost, F_SETFL, O_NONBLOCK), 0);
}

static void connect_later(int fd, int family, const union net_addr *to)
{
	CHECK_EQ(fcntl(fd, F_SETFL, O_NONBLOCK), 0);
	CHECK(connect(fd, &to->any, net_size(family)) < 0 &&
	      errno == EINPROGRESS);
}

/* ---- states ---- */

static void start_listen(struct ends *e)
{
	e->near = net_bound(e->family, SOCK_STREAM, 0, NET_ANY, PORT + 1);
	CHECK_EQ(listen(e->near, 8), 0);
}

static void syn_sent(struct ends *e)
{
	union net_addr to = nobody_at(e->family);

	to.v4.sin_port = htons(PORT);
	e->near = net_socket(e->family, SOCK_STREAM, 0);
	connect_later(e->near, e->family, &to);
}

static void syn_recv(struct ends *e)
{
	union net_addr to = net_of(e->family, NET_OWN, PORT + 1);

	start_listen(e);
	connect_later(e->ghost, e->family, &to);
}

static void established(struct ends *e)
{
	union net_addr to = net_of(e->family, NET_HOST, PORT);
	int small = 4096;

	e->near = net_socket(e->family, SOCK_STREAM, 0);
	CHECK_EQ(setsockopt(e->near, SOL_SOCKET, SO_SNDBUF, &small,
			    sizeof(small)), 0);
	CHECK_EQ(connect(e->near, &to.any, net_size(e->family)), 0);
	e->far = accept(e->listener, NULL, NULL);
	CHECK(e->far >= 0);
}

static void fin_wait2(struct ends *e)
{
	established(e);
	CHECK_EQ(shutdown(e->near, SHUT_WR), 0);
}

static void close_wait(struct ends *e)
{
	established(e);
	CHECK_EQ(shutdown(e->far, SHUT_WR), 0);
}

/* the far end does not read: what follows the data is not acknowledged */
static void fill(struct ends *e)
{
	static const char data[1024];

	while (send(e->near, data, sizeof(data), MSG_DONTWAIT) > 0)
		;
	CHECK_EQ(errno, EAGAIN);
}

static void fin_wait1(struct ends *e)
{
	established(e);
	fill(e);
	CHECK_EQ(shutdown(e->near, SHUT_WR), 0);
}

static void closing(struct ends *e)
{
	fin_wait1(e);
	CHECK_EQ(shutdown(e->far, SHUT_WR), 0);
}

static void last_ack(struct ends *e)
{
	char c;

	established(e);
	fill(e);
	CHECK_EQ(shutdown(e->far, SHUT_WR), 0);
	CHECK_EQ(recv(e->near, &c, 1, 0), 0);
	CHECK_EQ(shutdown(e->near, SHUT_WR), 0);
}

static void time_wait(struct ends *e)
{
	struct linger no = { 0 };

	fin_wait2(e);
	CHECK_EQ(setsockopt(e->far, SOL_SOCKET, SO_LINGER, &no, sizeof(no)), 0);
	close(e->far);
	e->far = -1;
}

static const struct state {
	const char *name;
	int number;
	void (*make)(struct ends *e);
} states[] = {
	{ "LISTEN", TCP_LISTEN, start_listen },
	{ "SYN_SENT", TCP_SYN_SENT, syn_sent },
	{ "SYN_RECV", TCP_SYN_RECV, syn_recv },
	{ "ESTABLISHED", TCP_ESTABLISHED, established },
	{ "FIN_WAIT1", TCP_FIN_WAIT1, fin_wait1 },
	{ "FIN_WAIT2", TCP_FIN_WAIT2, fin_wait2 },
	{ "CLOSE_WAIT", TCP_CLOSE_WAIT, close_wait },
	{ "CLOSING", TCP_CLOSING, closing },
	{ "LAST_ACK", TCP_LAST_ACK, last_ack },
	{ "TIME_WAIT", TCP_TIME_WAIT, time_wait },
};

#define STATES	(sizeof(states) / sizeof(states[0]))

static bool is_listed(const struct ends *e, int state)
{
	FILE *f = fopen(e->family == AF_INET ? "/proc/net/tcp" :
					       "/proc/net/tcp6", "r");
	unsigned int port, number;
	bool found = false;
	char line[300];

	CHECK(f);
	while (fgets(line, sizeof(line), f))
		found |= sscanf(line, " %*d: %*[0-9A-F]:%x %*[0-9A-F]:%*x %x",
				&port, &number) == 2 &&
			 (int)port == e->port && (int)number == state;
	fclose(f);
	return found;
}

static void check_state(const struct ends *e, const struct state *s)
{
	int i;

	for (i = 0; i < tap_time(500) && !is_listed(e, s->number); i++)
		usleep(10000);
	if (!is_listed(e, s->number))
		printf("# IPv%d: not in %s\n", e->family == AF_INET ? 4 : 6,
		       s->name);
	CHECK(is_listed(e, s->number));
}

/* ---- events ---- */

/* whatever a socket can do; what it says is its own business here */
static void poke(int fd)
{
	union net_addr addr;
	socklen_t len = sizeof(addr);
	char data[512];

	if (fd < 0)
		return;
	CHECK_EQ(fcntl(fd, F_SETFL, O_NONBLOCK), 0);
	while (recv(fd, data, sizeof(data), 0) > 0)
		;
	send(fd, "x", 1, MSG_NOSIGNAL);
	close(accept(fd, NULL, NULL));
	getsockname(fd, &addr.any, &len);
	getpeername(fd, &addr.any, &len);
	shutdown(fd, SHUT_RDWR);
}

/* they leave the device, and come back */
static void move_addresses(void)
{
	CHECK_EQ(system("ip addr del 192.0.2.1/24 dev vs0 &&"
			"ip addr del 2001:db8::1/64 dev vs0"), 0);
	usleep(50000);
	CHECK_EQ(system("ip addr add 192.0.2.1/24 dev vs0 &&"
			"ip addr add 2001:db8::1/64 nodad dev vs0"), 0);
}

/* the process of the guest: @go says that it may go on */
static void be_guest(struct ends *e, const struct state *s, enum event when,
		     int ready, int go)
{
	union net_addr addr;
	socklen_t len = sizeof(addr);
	char c;

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	make_host_ends(e);
	net_become(ID);
	s->make(e);
	CHECK_EQ(getsockname(e->near, &addr.any, &len), 0);
	e->port = ntohs(addr.v4.sin_port);
	CHECK_EQ(write(ready, "x", 1), 1);
	CHECK_EQ(read(go, &c, 1), 1);
	if (when == REMOVED)
		poke(e->near);
	_exit(0);
}

static int get_fd(pid_t pid, int fd)
{
	int pidfd = syscall(SYS_pidfd_open, pid, 0), ret = -1;

	CHECK(pidfd >= 0);
	if (fd >= 0) {
		ret = syscall(SYS_pidfd_getfd, pidfd, fd, 0);
		CHECK(ret >= 0);
	}
	close(pidfd);
	return ret;
}

static void wait_for_the_end(void)
{
	char path[40];
	int i;

	snprintf(path, sizeof(path), "/proc/virtnet/%d", ID);
	for (i = 0; i < tap_time(500) && !access(path, F_OK); i++)
		usleep(10000);
	CHECK(access(path, F_OK));
}

/* what was sent from what was an address did not leave, though the device has it */
static void heard_nothing(int far)
{
	char c;

	CHECK(recv(far, &c, 1, MSG_DONTWAIT) < 0 && errno == EAGAIN);
}

static void one_case(const struct state *s, int family, enum event when)
{
	struct ends *e = mmap(NULL, sizeof(*e), PROT_READ | PROT_WRITE,
			      MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	int ready[2], go[2], near, far;
	pid_t pid;
	char c;

	e->family = family;
	CHECK_EQ(pipe(ready), 0);
	CHECK_EQ(pipe(go), 0);
	pid = fork();
	if (!pid)
		be_guest(e, s, when, ready[1], go[0]);
	close(ready[1]);
	CHECK_EQ(read(ready[0], &c, 1), 1);
	far = get_fd(pid, e->far);
	near = when == HELD ? get_fd(pid, e->near) : -1;
	check_state(e, s);
	if (when == REMOVED)
		net_change(ID, NET_REM_IPV4, NET_REM_IPV6);
	CHECK_EQ(write(go[1], "x", 1), 1);
	child_passes(pid);
	wait_for_the_end();
	if (when == REMOVED && s->number == TCP_ESTABLISHED)
		heard_nothing(far);
	poke(near);
	/* what it sent now would be lost, and its reset not believed */
	if (when == REMOVED)
		move_addresses();
	else
		poke(far);
	close(far);
	close(near);
	close(ready[0]);
	close(go[0]);
	close(go[1]);
	munmap(e, sizeof(*e));
	nothing_is_left();
}

static void each_state(enum event when)
{
	size_t i;

	for (i = 0; i < STATES; i++) {
		printf("# %s\n", states[i].name);
		fflush(stdout);
		one_case(&states[i], AF_INET, when);
		one_case(&states[i], AF_INET6, when);
	}
}

static void the_context_ends(void)
{
	each_state(EXIT);
}

static void somebody_holds_it_longer(void)
{
	each_state(HELD);
}

static void the_addresses_go(void)
{
	each_state(REMOVED);
}

static const struct tap_test tests[] = {
	TAP_TEST(the_context_ends),
	TAP_TEST(somebody_holds_it_longer),
	TAP_TEST(the_addresses_go),
};

int main(void)
{
	net_make_devices();
	/* the host's address stays when the guest's, the first one, goes */
	CHECK_EQ(system("echo 1 > "
			"/proc/sys/net/ipv4/conf/vs0/promote_secondaries"), 0);
	return tap_main(tests, sizeof(tests) / sizeof(tests[0]));
}
