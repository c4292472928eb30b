// SPDX-License-Identifier: GPL-2.0-only
// Physical addresses of the own pages, by pagemap: what rowhammer and ret2dir
// need to know.
#include "attack.h"

int main(void)
{
	static char page[4096] __attribute__((aligned(4096)));
	int fd = open("/proc/self/pagemap", O_RDONLY);
	uint64_t entry = 0;

	page[0] = 1;
	if (fd < 0)
		refused("open");
	NEED(pread(fd, &entry, 8, (uintptr_t)page / 4096 * 8) == 8);
	if (entry & ((1ULL << 55) - 1))
		worked("the physical address of a page");
	harmless("pagemap: no page frame numbers");
}
