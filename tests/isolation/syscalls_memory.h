/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The memory of the caller.
 */
#ifndef TESTS_ISOLATION_SYSCALLS_MEMORY_H
#define TESTS_ISOLATION_SYSCALLS_MEMORY_H

#include "syscalls_numbers.h"
#include "syscalls_victim.h"

static inline long map(long call, int flags, size_t length)
{
	/* the old call takes a structure */
	long args[] = { 0, length, PROT_READ | PROT_WRITE,
			MAP_PRIVATE | MAP_ANONYMOUS | flags, -1, 0 };

#ifdef __i386__
	if (call == SYS_mmap)
		return address(syscall(call, args));
#endif
	return address(syscall(call, args[0], args[1], args[2], args[3],
			       args[4], args[5]));
}

/* pages of a file, the second of which is to come first */
static inline char *shared_pages(void)
{
	int fd = a_file();
	char *at;

	need(ftruncate(fd, 16384));
	at = mmap(NULL, 16384, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	NEED(at != MAP_FAILED);
	return at;
}

static unsigned long nodes[16];

OWN_EXPR("mmap", map(SYS_mmap, 0, 4096));
/* without huge pages there is no size of them that is right */
OWN_EXPR("mmap:MAP_HUGETLB",
	 lacks(EINVAL, map(SYS_mmap, MAP_HUGETLB, 1L << 21)));
#ifdef __i386__
OWN_EXPR("mmap2", map(SYS_mmap2, 0, 4096));
#endif
OWN_EXPR("brk", address(CALL(brk, 0)));
OWN_EXPR("mremap", address(CALL(mremap, pages(), 4096, 8192, MREMAP_MAYMOVE)));
OWN(madvise, pages(), 4096, MADV_DONTNEED);
OWN(map_shadow_stack, 0L, 4096L, 0L);
OWN(membarrier, 0, 0, 0);
OWN(mincore, pages(), 4096, buf);
OWN(mlock, pages(), 4096);
OWN(mlock2, pages(), 4096, 0);
OWN(mlockall, MCL_CURRENT);
OWN(modify_ldt, 0, buf, sizeof(buf));
OWN(mprotect, pages(), 4096, PROT_READ);
OWN(mseal, pages(), 4096, 0);
OWN(msync, shared_pages(), 4096, MS_SYNC);
OWN(munlock, pages(), 4096);
OWN(munlockall);
OWN(munmap, pages(), 4096);
OWN(remap_file_pages, shared_pages(), 4096, 0, 1, 0);

OWN(get_mempolicy, buf, NULL, 0, NULL, 0);
OWN(set_mempolicy, 0, NULL, 0);
OWN(set_mempolicy_home_node, pages(), 4096L, 0L, 0L);
OWN(mbind, pages(), 4096L, 0, nodes, 0L, 0);

static inline int protection(void)
{
	return need(CALL(pkey_alloc, 0, 0));
}

OWN(pkey_alloc, 0, 0);
OWN(pkey_free, protection());
OWN(pkey_mprotect, pages(), 4096, PROT_READ, protection());

#endif /* TESTS_ISOLATION_SYSCALLS_MEMORY_H */
