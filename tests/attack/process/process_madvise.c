// SPDX-License-Identifier: GPL-2.0-only
// process_madvise(2) makes the pages of a process outside cold, to be put out
// first: they are not referenced any more.
// Victims: host other
#include <sys/mman.h>
#include <sys/uio.h>

#include "attack.h"

#ifndef MADV_COLD
#define MADV_COLD	20
#endif

/* kB that are referenced, of the mapping that has the secret; -1: not seen */
static long referenced(void)
{
	unsigned long from, to, at = fact_number("ADDRESS");
	char name[64], line[512];
	bool here = false;
	long kb;
	FILE *f;

	snprintf(name, sizeof(name), "/proc/%s/smaps", fact("PID"));
	f = fopen(name, "r");
	while (f && fgets(line, sizeof(line), f)) {
		if (sscanf(line, "%lx-%lx ", &from, &to) == 2)
			here = from <= at && at < to;
		if (here && sscanf(line, "Referenced: %ld", &kb) == 1)
			return kb;
	}
	return -1;
}

int main(void)
{
	long page = fact_number("ADDRESS") & ~4095L, was = referenced();
	struct iovec cold = { (void *)page, 4096 };
	int fd = syscall(SYS_pidfd_open, fact_number("PID"), 0);

	if (fd < 0)
		refused("pidfd_open");
	if (syscall(SYS_process_madvise, fd, &cold, 1, MADV_COLD, 0) < 0)
		refused("process_madvise");
	if (referenced() < was)
		worked("a page of the victim is cold");
	harmless("process_madvise");
}
