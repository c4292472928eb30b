// SPDX-License-Identifier: GPL-2.0-only
/*
 * Usage: bench host|guest|beside|veth
 *        bench crowd COUNT
 *        bench memory COUNT
 *
 * Counts the instructions of operations, in a VM whose clock advances one
 * nanosecond an instruction.  It measures as a host process, as a process of a
 * finished guest, as a host process while there is a guest, or (sockets only) with
 * the server in the network namespace "guest".  With a crowd it measures as a guest,
 * and as the host that makes guests, beside COUNT other guests.  Prints a line
 * an operation: its name, then the mean of the middle half, the least and the
 * greatest of some repetitions, in instructions.
 *
 * "memory" prints the bytes that one of COUNT network contexts takes; without a
 * COUNT that of a network namespace.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/personality.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "bench.h"

/* a multiple of four; those of the warm-up are not counted */
#define REPETITIONS	16
#define WARM_UP		2

long bench_must(const char *what, long result)
{
	if (result >= 0)
		return result;
	fprintf(stderr, "bench: %s: %s\n", what, strerror(errno));
	exit(1);
}

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1e9 + t.tv_nsec;
}

static int by_value(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

/* one repetition: instructions an operation */
static double repeat(const struct bench_op *op)
{
	uint32_t i;
	double t;

	if (op->begin)
		op->begin();
	op->call();
	t = now();
	for (i = 0; i < op->calls; i++)
		op->call();
	t = now() - t;
	if (op->end)
		op->end();
	return t / op->calls / op->units;
}

static void measure(const struct bench_op *op)
{
	double result[REPETITIONS], middle = 0;
	int i;

	for (i = 0; i < WARM_UP; i++)
		repeat(op);
	for (i = 0; i < REPETITIONS; i++)
		result[i] = repeat(op);
	qsort(result, REPETITIONS, sizeof(result[0]), by_value);
	for (i = REPETITIONS / 4; i < REPETITIONS * 3 / 4; i++)
		middle += result[i] / (REPETITIONS / 2);
	printf("%s %.2f %.2f %.2f\n", op->name, middle, result[0],
	       result[REPETITIONS - 1]);
	fflush(stdout);
}

static void measure_sockets(bool across)
{
	int i;

	for (i = 0; i < bench_net_count; i++)
		if (!across || bench_net_ops[i].across)
			measure(&bench_net_ops[i]);
}

static void measure_all(void)
{
	int i;

	for (i = 0; i < bench_count; i++)
		measure(&bench_ops[i]);
	measure_sockets(false);
}

static int wait_for(pid_t pid)
{
	int status;

	bench_must("waitpid", waitpid(pid, &status, 0));
	return status ? 1 : 0;
}

/*
 * The first process of a guest is a special case for the kernel, and so is its
 * number, which getppid(2) in a child of it translates; what is measured is a
 * child of a child, in all modes alike.
 */
static int measure_in_child(int depth)
{
	pid_t pid = bench_must("fork", fork());

	if (!pid) {
		if (depth > 1)
			exit(measure_in_child(depth - 1));
		measure_all();
		exit(0);
	}
	return wait_for(pid);
}

static int measure_beside(void)
{
	int ready[2], result;
	pid_t guest;
	char c;

	bench_must("pipe", pipe(ready));
	guest = bench_must("fork", fork());
	if (!guest) {
		bench_become_guest();
		bench_must("write", write(ready[1], "x", 1));
		for (;;)
			pause();
	}
	close(ready[1]);
	if (read(ready[0], &c, 1) != 1)
		return 1;
	close(ready[0]);
	result = measure_in_child(2);
	kill(guest, SIGKILL);
	wait_for(guest);
	return result;
}

static int measure_veth(void)
{
	bench_serve_from(bench_must("open", open("/proc/self/ns/net", O_RDONLY)),
			 bench_must("open", open("/run/netns/guest", O_RDONLY)));
	measure_sockets(true);
	return 0;
}

static int measure_crowd(int count)
{
	pid_t pid;
	int i;

	bench_crowd(count);
	for (i = 0; i < bench_context_count; i++)
		measure(&bench_context_ops[i]);
	pid = bench_must("fork", fork());
	if (!pid) {
		bench_become_guest();
		measure_sockets(false);
		exit(0);
	}
	return wait_for(pid);
}

static int measure_guest(void)
{
	bench_become_guest();
	return measure_in_child(2);
}

/* the same addresses in every run */
static void fix_layout(char **argv)
{
	int old = personality(0xffffffff);

	if (old & ADDR_NO_RANDOMIZE)
		return;
	bench_must("personality", personality(old | ADDR_NO_RANDOMIZE));
	execv("/proc/self/exe", argv);
	bench_must("exec", -1);
}

static void choose_addresses(const char *mode)
{
	bool guest = !strcmp(mode, "guest") || !strcmp(mode, "veth") ||
		     !strcmp(mode, "crowd");

	bench_addr[0] = guest ? BENCH_GUEST_ADDR : BENCH_HOST_ADDR;
	bench_addr[1] = guest ? BENCH_GUEST_ADDR6 : BENCH_HOST_ADDR6;
}

int main(int argc, char **argv)
{
	const char *mode = argc > 1 ? argv[1] : "";
	int count = argc > 2 ? atoi(argv[2]) : 0;

	fix_layout(argv);
	bench_name_files();
	choose_addresses(mode);
	if (!strcmp(mode, "host"))
		return measure_in_child(2);
	if (!strcmp(mode, "beside"))
		return measure_beside();
	if (!strcmp(mode, "guest"))
		return measure_guest();
	if (!strcmp(mode, "veth"))
		return measure_veth();
	if (!strcmp(mode, "crowd"))
		return measure_crowd(count);
	if (!strcmp(mode, "memory")) {
		bench_memory(count);
		return 0;
	}
	fprintf(stderr, "Usage: bench host|guest|beside|veth\n"
		"       bench crowd|memory COUNT\n");
	return 2;
}
