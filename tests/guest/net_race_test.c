// SPDX-License-Identifier: GPL-2.0-only
/*
 * Sockets of network contexts that are made, bound and connected while the
 * contexts begin and end, and their address comes and goes.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdbool.h>
#include <sys/mman.h>

#include "left.h"
#include "net.h"

#define ID		900
#define PORT		4600
#define CROWD		3
#define PORTS		4
#define WORKERS		3

static struct {
	long bound, refused, tried, made, joined;
	bool stop;
} *sum;

static void count(long *what)
{
	__atomic_add_fetch(what, 1, __ATOMIC_RELAXED);
}

/* all have the same addresses, so that they meet at ports */
static bool join(unsigned int *seed)
{
	struct vs_ipv4 v4 = { .type = 0x10, .ip = inet_addr("192.0.2.1"),
			      .mask = inet_addr("255.255.255.0") };
	uint32_t id = ID + rand_r(seed) % CROWD;
	long ret = vs(NET_MIGRATE, id, NULL);

	if (ret == id) {
		count(&sum->joined);
		return true;
	}
	if (ret != -EFAULT)
		CHECK_EQ(ret, -ESRCH);
	ret = net_create(id, NET_FLAGS);
	CHECK(ret == id || ret == -EEXIST || ret == -EBUSY);
	if (ret != id)
		return false;
	ret = vs(NET_ADD_IPV4, id, &v4);
	CHECK(!ret || ret == -EEXIST);
	count(&sum->made);
	return true;
}

static void bind_and_connect(unsigned int *seed)
{
	union net_addr at = net_of(AF_INET, rand_r(seed) & 1 ? NET_OWN : NET_ANY,
				   PORT + rand_r(seed) % PORTS);
	union net_addr to = net_of(AF_INET, rand_r(seed) & 1 ? NET_OWN : NET_LOOP,
				   PORT + rand_r(seed) % PORTS);
	int fd = net_brisk(AF_INET), other = net_brisk(AF_INET), ret;

	ret = bind(fd, &at.any, sizeof(at.v4));
	CHECK(!ret || errno == EADDRINUSE || errno == EADDRNOTAVAIL);
	count(ret ? &sum->refused : &sum->bound);
	if (!ret)
		listen(fd, 8);
	CHECK_EQ(fcntl(other, F_SETFL, O_NONBLOCK), 0);
	if (!connect(other, &to.any, sizeof(to.v4)) || errno == EINPROGRESS)
		count(&sum->tried);
	send(other, "x", 1, MSG_NOSIGNAL);
	usleep(rand_r(seed) % 2000);
}

static void work(unsigned int seed, int loops)
{
	int i, status;

	for (i = 0; i < loops; i++) {
		pid_t pid = fork();

		if (!pid) {
			seed += i * WORKERS;
			if (join(&seed))
				bind_and_connect(&seed);
			_exit(0);
		}
		CHECK_EQ(waitpid(pid, &status, 0), pid);
		CHECK_EQ(status, 0);
	}
	_exit(0);
}

/* takes the address from one of them, and gives it back */
static void disturb(unsigned int seed)
{
	struct vs_ipv4 v4 = { .type = 0x10, .ip = inet_addr("192.0.2.1"),
			      .mask = inet_addr("255.255.255.0") };

	while (!sum->stop) {
		uint32_t id = ID + rand_r(&seed) % CROWD;
		long ret = vs(NET_REM_IPV4, id, &v4);

		CHECK(!ret || ret == -ESRCH);
		usleep(rand_r(&seed) % 1000);
		ret = vs(NET_ADD_IPV4, id, &v4);
		CHECK(!ret || ret == -ESRCH || ret == -EEXIST);
		usleep(rand_r(&seed) % 1000);
	}
	_exit(0);
}

static void sockets_come_and_go(void)
{
	const char *mode = getenv("TEST_LONG");
	int loops = mode && *mode == '1' ? 1000 : 150, i;
	pid_t workers[WORKERS], other;

	sum = mmap(NULL, sizeof(*sum), PROT_READ | PROT_WRITE,
		   MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	CHECK(sum != MAP_FAILED);
	other = fork();
	if (!other)
		disturb(77);
	for (i = 0; i < WORKERS; i++) {
		workers[i] = fork();
		if (!workers[i])
			work(i + 1, loops);
	}
	for (i = 0; i < WORKERS; i++)
		child_passes(workers[i]);
	sum->stop = true;
	child_passes(other);
	printf("# made %ld, joined %ld, bound %ld, refused %ld, connected %ld\n",
	       sum->made, sum->joined, sum->bound, sum->refused, sum->tried);
	/* each race was run */
	CHECK(sum->made && sum->joined && sum->bound && sum->refused &&
	      sum->tried);
	nothing_is_left();
}

static const struct tap_test tests[] = {
	TAP_TEST(sockets_come_and_go),
};

int main(void)
{
	net_make_devices();
	return tap_main(tests, sizeof(tests) / sizeof(tests[0]));
}
