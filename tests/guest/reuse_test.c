// SPDX-License-Identifier: GPL-2.0-only
/*
 * An id that is used again inherits nothing: what members of the context before
 * it have made, and somebody outside still holds, is not the new one's.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/shm.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <sys/wait.h>

#include "vcmd.h"

#define ID		95
#define ADDR		"192.0.2.95"

/* sockets that the first context leaves, and the next one looks for */
static const struct leftover {
	int type;
	const char *ip;
	int port;
} leftovers[] = {
	{ SOCK_STREAM, ADDR, 1001 },
	{ SOCK_STREAM, "127.0.0.1", 1002 },
	{ SOCK_STREAM, "0.0.0.0", 1003 },
	{ SOCK_DGRAM, ADDR, 1004 },
	{ SOCK_DGRAM, "127.0.0.1", 1005 },
	{ SOCK_DGRAM, "0.0.0.0", 1006 },
};

#define LEFTOVERS	(sizeof(leftovers) / sizeof(leftovers[0]))

static const struct sockaddr_un abstract = { AF_UNIX, "\0left" };

/* a context ends a moment after its last member */
static void wait_for_the_end(void)
{
	int i;

	for (i = 0; i < 500; i++) {
		if (access("/proc/virtnet/95", F_OK) &&
		    access("/proc/virtual/95", F_OK))
			return;
		usleep(20000);
	}
	CHECK(!"the contexts end");
}

static void become(void)
{
	struct vs_ipv4 arg = { .type = 0x10, .ip = inet_addr(ADDR),
			       .mask = inet_addr("255.255.255.0") };

	wait_for_the_end();
	CHECK_EQ(net_create(ID, NET_FLAGS), ID);
	CHECK_EQ(vs(NET_ADD_IPV4, ID, &arg), 0);
	CHECK_EQ(vs_set(SET_NFLAGS, ID, 0, STATE_SETUP), 0);
	become_guest(ID, 0);
}

static int bound(const struct leftover *l)
{
	struct sockaddr_in addr = { AF_INET, htons(l->port),
				    { inet_addr(l->ip) }, "" };
	int fd = socket(AF_INET, l->type, 0);

	CHECK(fd >= 0);
	CHECK_EQ(bind(fd, (void *)&addr, sizeof(addr)), 0);
	if (l->type == SOCK_STREAM)
		CHECK_EQ(listen(fd, 8), 0);
	return fd;
}

/* does a socket hear what the caller sends there? */
static bool hears(int holder, const struct leftover *l)
{
	const char *ip = inet_addr(l->ip) ? l->ip : ADDR;
	struct sockaddr_in addr = { AF_INET, htons(l->port),
				    { inet_addr(ip) }, "" };
	int fd = socket(AF_INET, l->type, 0), err;
	char c;

	err = connect(fd, (void *)&addr, sizeof(addr));
	CHECK(!err || errno == ECONNREFUSED);
	if (!err && l->type == SOCK_DGRAM) {
		CHECK_EQ(send(fd, "x", 1, 0), 1);
		err = recv(holder, &c, 1, MSG_DONTWAIT) != 1;
	}
	close(fd);
	return !err;
}

/* the first context: it listens, and waits for its end */
static void leave(int *fds, int ready)
{
	unsigned int i;

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	become();
	for (i = 0; i < LEFTOVERS; i++) {
		fds[i] = bound(&leftovers[i]);
		CHECK(hears(fds[i], &leftovers[i]));
	}
	fds[i] = socket(AF_UNIX, SOCK_STREAM, 0);
	CHECK_EQ(bind(fds[i], (void *)&abstract, 7), 0);
	CHECK_EQ(listen(fds[i], 8), 0);
	CHECK_EQ(write(ready, "x", 1), 1);
	pause();
}

/* the caller gets the sockets of a context that ends */
static void inherit(int *held)
{
	int *fds = mmap(NULL, 4096, PROT_READ | PROT_WRITE,
			MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	int ready[2], pidfd;
	unsigned int i;
	pid_t pid;
	char c;

	CHECK_EQ(pipe(ready), 0);
	pid = fork();
	if (!pid)
		leave(fds, ready[1]);
	close(ready[1]);
	CHECK_EQ(read(ready[0], &c, 1), 1);
	pidfd = syscall(SYS_pidfd_open, pid, 0);
	for (i = 0; i <= LEFTOVERS; i++) {
		held[i] = syscall(SYS_pidfd_getfd, pidfd, fds[i], 0);
		CHECK(held[i] >= 0);
	}
	CHECK_EQ(kill(pid, SIGKILL), 0);
	CHECK_EQ(waitpid(pid, NULL, 0), pid);
}

static void make_address(void)
{
	CHECK_EQ(system("ip link add vs2 type dummy && ip link set vs2 up &&"
			"ip addr add " ADDR "/24 dev vs2"), 0);
}

static void sockets_hear_no_successor(void)
{
	int held[LEFTOVERS + 1];
	unsigned int i;

	inherit(held);
	become();
	for (i = 0; i < LEFTOVERS; i++) {
		printf("# %s, port %d\n", leftovers[i].ip, leftovers[i].port);
		CHECK(!hears(held[i], &leftovers[i]));
	}
}

static void ports_are_free_for_the_successor(void)
{
	int held[LEFTOVERS + 1];
	unsigned int i;

	inherit(held);
	become();
	for (i = 0; i < LEFTOVERS; i++)
		CHECK(hears(bound(&leftovers[i]), &leftovers[i]));
}

static void names_are_free_for_the_successor(void)
{
	int held[LEFTOVERS + 1], fd;

	inherit(held);
	become();
	fd = socket(AF_UNIX, SOCK_STREAM, 0);
	CHECK(connect(fd, (void *)&abstract, 7) < 0 && errno == ECONNREFUSED);
	close(fd);
	fd = socket(AF_UNIX, SOCK_STREAM, 0);
	CHECK_EQ(bind(fd, (void *)&abstract, 7), 0);
}

static void memory_is_not_the_successors(void)
{
	int id, status;
	int *shared = mmap(NULL, 4096, PROT_READ | PROT_WRITE,
			   MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	pid_t pid = fork();

	if (!pid) {
		become();
		*shared = shmget(IPC_PRIVATE, 4096, 0666 | IPC_CREAT);
		_exit(*shared < 0);
	}
	CHECK_EQ(waitpid(pid, &status, 0), pid);
	CHECK_EQ(status, 0);
	id = *shared;
	CHECK_EQ(shmctl(id, IPC_STAT, &(struct shmid_ds){ 0 }), 0);
	pid = fork();
	if (!pid) {
		become();
		CHECK(shmat(id, NULL, 0) == (void *)-1 && errno == EINVAL);
		_exit(0);
	}
	CHECK_EQ(waitpid(pid, &status, 0), pid);
	CHECK_EQ(status, 0);
	CHECK_EQ(shmctl(id, IPC_RMID, NULL), 0);
}

static const struct tap_test tests[] = {
	TAP_TEST(make_address),
	TAP_TEST(sockets_hear_no_successor),
	TAP_TEST(ports_are_free_for_the_successor),
	TAP_TEST(names_are_free_for_the_successor),
	TAP_TEST(memory_is_not_the_successors),
};

int main(void)
{
	return tap_main(tests, sizeof(tests) / sizeof(tests[0]));
}
