/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef TESTS_ATTACK_KERNEL_INT80_H
#define TESTS_ATTACK_KERNEL_INT80_H

#include <stdint.h>
#include <sys/mman.h>

#include "attack.h"

/* a call of the 32-bit kind from a 64-bit program; -errno when it fails */
static inline long int80(long nr, long a, long b, long c)
{
	long ret;

	asm volatile("int $0x80" : "=a" (ret)
		     : "a" (nr), "b" (a), "c" (b), "d" (c)
		     : "memory", "r8", "r9", "r10", "r11");
	return (int)ret;
}

/* memory that a pointer of 32 bits reaches */
static inline void *low_page(void)
{
	void *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE,
			  MAP_PRIVATE | MAP_ANONYMOUS | MAP_32BIT, -1, 0);

	NEED(page != MAP_FAILED);
	return page;
}

#endif /* TESTS_ATTACK_KERNEL_INT80_H */
