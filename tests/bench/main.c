// SPDX-License-Identifier: GPL-2.0-only
/*
 * Usage: bench host|guest|beside
 *
 * Counts the instructions of operations, in a VM whose clock advances one
 * nanosecond an instruction.  It measures as a host process, as a process of a
 * finished guest, or as a host process while there is a guest.  Prints a line
 * an operation: its name, then the mean of the middle half, the least and the
 * greatest of some repetitions, in instructions.
 */
#define _GNU_SOURCE
#include <errno.h>
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

static void measure_all(void)
{
	int i;

	for (i = 0; i < bench_count; i++)
		measure(&bench_ops[i]);
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

int main(int argc, char **argv)
{
	const char *mode = argc == 2 ? argv[1] : "";

	fix_layout(argv);
	bench_name_files();
	bench_addr = strcmp(mode, "guest") ? BENCH_HOST_ADDR : BENCH_GUEST_ADDR;
	if (!strcmp(mode, "host"))
		return measure_in_child(2);
	if (!strcmp(mode, "beside"))
		return measure_beside();
	if (!strcmp(mode, "guest")) {
		bench_become_guest();
		return measure_in_child(2);
	}
	fprintf(stderr, "Usage: bench host|guest|beside\n");
	return 2;
}
