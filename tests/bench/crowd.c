// SPDX-License-Identifier: GPL-2.0-only
/*
 * The benchmark: many network contexts, what they cost each other and in memory.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <signal.h>
#include <unistd.h>

#include "bench.h"

#define FIRST_ID	5000	/* those of the crowd */
#define NEW_ID		20000	/* those that a repetition makes */
#define NEW_IDS		20000
#define SPACES		200	/* network namespaces for their mean size */

static void wait_for_byte(int fd)
{
	char c;

	bench_must("read", read(fd, &c, 1) == 1 ? 0 : -1);
}

/* ---- the crowd ---- */

/* it listens as all of them do, until the end of the benchmark */
static void be_one(int number, int ready)
{
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	bench_enter_network(FIRST_ID + number, number);
	bench_listen(AF_INET, SOCK_STREAM);
	bench_listen(AF_INET6, SOCK_STREAM);
	bench_listen(AF_INET, SOCK_DGRAM);
	bench_listen(AF_INET6, SOCK_DGRAM);
	bench_must("write", write(ready, "x", 1));
	for (;;)
		pause();
}

void bench_crowd(int count)
{
	int i, ready[2];

	bench_must("pipe", pipe(ready));
	for (i = 0; i < count; i++) {
		if (!bench_must("fork", fork()))
			be_one(i, ready[1]);
		wait_for_byte(ready[0]);
	}
	close(ready[0]);
	close(ready[1]);
}

/* ---- operations of the host on contexts ---- */

static pid_t owner;

static int next_id(void)
{
	static int i;

	return NEW_ID + i++ % NEW_IDS;
}

static void call_vfork(void)
{
	pid_t pid = vfork();

	if (!pid)
		_exit(0);
	bench_must("vfork", pid);
	bench_must("wait4", syscall(SYS_wait4, pid, NULL, 0, NULL));
}

/* the context ends with its only process */
static void call_context(void)
{
	int id = next_id();
	pid_t pid = vfork();

	if (!pid) {
		bench_enter_network(id, id);
		_exit(0);
	}
	bench_must("vfork", pid);
	bench_must("wait4", syscall(SYS_wait4, pid, NULL, 0, NULL));
}

static void begin_addresses(void)
{
	int ready[2];

	bench_must("pipe", pipe(ready));
	owner = bench_must("fork", fork());
	if (!owner) {
		bench_enter_network(NEW_ID - 1, NEW_ID);
		bench_must("write", write(ready[1], "x", 1));
		for (;;)
			pause();
	}
	wait_for_byte(ready[0]);
	close(ready[0]);
	close(ready[1]);
}

static void call_addresses(void)
{
	bench_set_addresses(NEW_ID - 1, NEW_ID + 1, 1);
	bench_set_addresses(NEW_ID - 1, NEW_ID + 1, 0);
}

static void end_addresses(void)
{
	kill(owner, SIGKILL);
	waitpid(owner, NULL, 0);
}

const struct bench_op bench_context_ops[] = {
	{ "vfork+exit", NULL, call_vfork, NULL, 0, 1, 400 },
	{ "+context", NULL, call_context, NULL, 0, 1, 200 },
	{ "addresses", begin_addresses, call_addresses, end_addresses, 0, 1,
	  400 },
};

const int bench_context_count =
	sizeof(bench_context_ops) / sizeof(bench_context_ops[0]);

/* ---- memory ---- */

static long free_memory(void)
{
	char text[4096], *line;
	int fd = bench_must("open", open("/proc/meminfo", O_RDONLY));
	ssize_t len;

	/* what is freed later is freed now */
	sleep(3);
	len = bench_must("read", read(fd, text, sizeof(text) - 1));
	text[len] = '\0';
	close(fd);
	line = strstr(text, "MemFree:");
	bench_must("MemFree", line ? 0 : -1);
	return strtol(line + strlen("MemFree:"), NULL, 10) * 1024;
}

static void make_context(int number)
{
	pid_t pid = vfork();

	if (!pid) {
		bench_keep_network(FIRST_ID + number, number);
		_exit(0);
	}
	bench_must("vfork", pid);
	bench_must("wait4", syscall(SYS_wait4, pid, NULL, 0, NULL));
}

static void make_space(int number)
{
	(void)number;
	bench_must("unshare", unshare(CLONE_NEWNET));
	bench_must("open", open("/proc/self/ns/net", O_RDONLY));
}

/* bytes for one, after a few that fill what is common to all */
static void measure_memory(const char *name, void (*make)(int), int count)
{
	long before;
	int i;

	for (i = 0; i < count / 10; i++)
		make(i);
	before = free_memory();
	for (; i < count + count / 10; i++)
		make(i);
	printf("%s %ld\n", name, (before - free_memory()) / count);
}

void bench_memory(int contexts)
{
	if (contexts)
		measure_memory("context-bytes", make_context, contexts);
	else
		measure_memory("namespace-bytes", make_space, SPACES);
}
