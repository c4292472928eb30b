// SPDX-License-Identifier: GPL-2.0-only
// Which frame of memory a page of the process is in, by pagemap, and who else
// uses that frame, by kpagecount: the way to rowhammer.
#include <stdint.h>
#include <sys/mman.h>

#include "attack.h"

static bool read_word(const char *name, uint64_t index, uint64_t *word)
{
	int fd = open(name, O_RDONLY);

	return fd >= 0 && pread(fd, word, 8, index * 8) == 8;
}

int main(void)
{
	char *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE,
			  MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);
	uint64_t entry, uses;

	NEED(page != MAP_FAILED);
	*page = 1;
	if (!read_word("/proc/self/pagemap", (uintptr_t)page / 4096, &entry))
		refused("pagemap");
	entry &= (1ULL << 55) - 1;
	if (entry)
		worked("the number of the frame");
	if (read_word("/proc/kpagecount", 1000, &uses))
		worked("the uses of a frame");
	refused("kpagecount, no number");
}
