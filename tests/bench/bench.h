/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The benchmark: what its files know of each other.
 */
#ifndef TESTS_BENCH_BENCH_H
#define TESTS_BENCH_BENCH_H

#include <stdbool.h>
#include <stdint.h>

/*
 * Addresses that tests/bench/run puts on a device: the guest's, and another, as
 * a socket of the host does not hear what is sent to a guest's.
 */
#define BENCH_GUEST_ADDR	"192.0.2.1"
#define BENCH_GUEST_ADDR6	"2001:db8::1"
#define BENCH_HOST_ADDR		"192.0.2.2"
#define BENCH_HOST_ADDR6	"2001:db8::2"
#define BENCH_PORT		7000

/* those of IPv4 and of IPv6 that belong to whom is measured */
extern const char *bench_addr[2];

/**
 * struct bench_op - one operation
 * @name: how the table calls it, without spaces
 * @begin: what one repetition needs, or NULL; not measured
 * @call: does it @units times
 * @end: undoes @begin, or NULL; not measured
 * @across: its two ends may be in two network namespaces
 * @units: operations in one call
 * @calls: calls in one repetition, some ten million instructions or more
 */
struct bench_op {
	const char *name;
	void (*begin)(void);
	void (*call)(void);
	void (*end)(void);
	bool across;
	uint32_t units;
	uint32_t calls;
};

extern const struct bench_op bench_ops[], bench_net_ops[], bench_context_ops[];
extern const int bench_count, bench_net_count, bench_context_count;

/* ends the program with a message when a call that must work did not */
long bench_must(const char *what, long result);

/* ---- ops.c ---- */

/* goes where the files are that the operations use */
void bench_name_files(void);

/* ---- sockets.c ---- */

/* the sockets of servers are made in a network namespace, of which @net is a file */
void bench_serve_from(int home, int net);

/* a socket bound to any address and BENCH_PORT, and listening if it is one of TCP */
int bench_listen(int family, int type);

/* ---- guest.c ---- */

/* the caller becomes the first process of a new guest, its set-up finished */
void bench_become_guest(void);

/* the caller enters a new network context with the addresses of a number */
void bench_enter_network(int id, int number);

/* the same, and the context stays when the caller ends */
void bench_keep_network(int id, int number);

/* adds the two addresses of a number to a network context, or removes them */
void bench_set_addresses(int id, int number, int add);

/* ---- crowd.c ---- */

/* there are @count guests beside, all listening */
void bench_crowd(int count);

/* prints the bytes of memory for one context (0: one network namespace) */
void bench_memory(int contexts);

#endif /* TESTS_BENCH_BENCH_H */
