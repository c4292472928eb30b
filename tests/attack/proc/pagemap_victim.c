// SPDX-License-Identifier: GPL-2.0-only
// pagemap of a process outside tells which of its pages are there: an oracle of
// what it does.
// Victims: host other
#include "proc/of.h"

int main(void)
{
	int fd = open(victims("pagemap"), O_RDONLY);
	uint64_t entry = 0;

	if (fd < 0)
		refused(victims("pagemap"));
	if (pread(fd, &entry, 8, fact_number("ADDRESS") / 4096 * 8) != 8)
		refused("pread");
	if (entry >> 63)
		worked("the page with the secret is there");
	harmless("pagemap");
}
