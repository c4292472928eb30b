/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The benchmark: what its files know of each other.
 */
#ifndef TESTS_BENCH_BENCH_H
#define TESTS_BENCH_BENCH_H

#include <stdint.h>

/*
 * Addresses that tests/bench/run puts on a device: the guest's, and another, as
 * a socket of the host does not hear what is sent to a guest's.
 */
#define BENCH_GUEST_ADDR	"192.0.2.1"
#define BENCH_HOST_ADDR		"192.0.2.2"

/* the one of the two that belongs to whom is measured */
extern const char *bench_addr;

/**
 * struct bench_op - one operation
 * @name: how the table calls it, without spaces
 * @begin: what one repetition needs, or NULL; not measured
 * @call: does it @units times
 * @end: undoes @begin, or NULL; not measured
 * @units: operations in one call
 * @calls: calls in one repetition, some ten million instructions or more
 */
struct bench_op {
	const char *name;
	void (*begin)(void);
	void (*call)(void);
	void (*end)(void);
	uint32_t units;
	uint32_t calls;
};

extern const struct bench_op bench_ops[];
extern const int bench_count;

/* ends the program with a message when a call that must work did not */
long bench_must(const char *what, long result);

/* goes where the files are that the operations use */
void bench_name_files(void);

/* the caller becomes the first process of a new guest, its set-up finished */
void bench_become_guest(void);

#endif /* TESTS_BENCH_BENCH_H */
