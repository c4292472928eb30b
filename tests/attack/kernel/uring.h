/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A ring of io_uring(7) with one entry, enough to open a file by it.
 */
#ifndef TESTS_ATTACK_KERNEL_URING_H
#define TESTS_ATTACK_KERNEL_URING_H

#include <linux/io_uring.h>
#include <stdint.h>
#include <sys/mman.h>

#include "attack.h"

static inline void *ring_map(int ring, size_t size, uint64_t offset)
{
	void *map = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, ring,
			 offset);

	NEED(map != MAP_FAILED);
	return map;
}

/* the kernel, or its own thread, opens the file; -errno when it does not */
static inline int ring_open(const char *name, unsigned int flags)
{
	struct io_uring_params p = { .flags = flags, .sq_thread_idle = 1000 };
	int ring = syscall(SYS_io_uring_setup, 1, &p);
	bool thread = flags & IORING_SETUP_SQPOLL;
	struct io_uring_sqe *sqe;
	char *rings;
	uint32_t head;

	if (ring < 0)
		return -errno;
	rings = ring_map(ring, 8192, IORING_OFF_SQ_RING);
	sqe = ring_map(ring, sizeof(*sqe), IORING_OFF_SQES);
	sqe->opcode = IORING_OP_OPENAT;
	sqe->fd = AT_FDCWD;
	sqe->addr = (uintptr_t)name;
	*(uint32_t *)(rings + p.sq_off.array) = 0;
	__atomic_store_n((uint32_t *)(rings + p.sq_off.tail), 1,
			 __ATOMIC_RELEASE);
	NEED(syscall(SYS_io_uring_enter, ring, 1, 1, IORING_ENTER_GETEVENTS |
		     (thread ? IORING_ENTER_SQ_WAKEUP : 0), NULL, 0) >= 0);
	head = *(uint32_t *)(rings + p.cq_off.head) &
	       *(uint32_t *)(rings + p.cq_off.ring_mask);
	return ((struct io_uring_cqe *)(rings + p.cq_off.cqes))[head].res;
}

/* the secret file of the victim, below its root */
static inline void ring_attack(unsigned int flags)
{
	char name[64];
	int fd;

	snprintf(name, sizeof(name), "/proc/%ld/root%s", fact_number("PID"),
		 fact("FILE"));
	fd = ring_open(name, flags);
	errno = fd < 0 ? -fd : 0;
	if (fd < 0)
		refused("open by io_uring");
	if (has_secret(fd))
		worked("the victim's file is read");
	harmless("another file");
}

#endif /* TESTS_ATTACK_KERNEL_URING_H */
