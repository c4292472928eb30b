// SPDX-License-Identifier: GPL-2.0-only
// Page 0, where a null pointer of the kernel finds what the attacker wrote: by
// mmap(2), and by MMAP_PAGE_ZERO of personality(2), CVE-2009-1895.
#include <sys/mman.h>
#include <sys/personality.h>

#include "attack.h"

int main(int argc, char **argv)
{
	volatile char *zero;

	/* the personality is that of the next program */
	if (argc > 1) {
		if (!msync(NULL, 4096, MS_ASYNC))
			worked("page 0 is mapped");
		refused("MMAP_PAGE_ZERO");
	}
	zero = mmap(NULL, 4096, PROT_READ | PROT_WRITE,
		    MAP_FIXED | MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (zero != MAP_FAILED) {
		asm volatile("movb $7, (%0)" : : "r" (zero) : "memory");
		worked("page 0 is written");
	}
	if (personality(MMAP_PAGE_ZERO | ADDR_COMPAT_LAYOUT) < 0)
		refused("mmap, personality");
	execl("/proc/self/exe", argv[0], "again", NULL);
	broken("exec");
}
