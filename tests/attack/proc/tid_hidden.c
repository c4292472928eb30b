// SPDX-License-Identifier: GPL-2.0-only
// Goes through all numbers that there may be: a directory of /proc can be
// opened that no listing shows, as for threads.
#include "attack.h"

#define MOST	32768

int main(void)
{
	char name[32], buf[256];
	int pid, fd, got;

	for (pid = 1; pid < MOST; pid++) {
		snprintf(name, sizeof(name), "/proc/%d/cmdline", pid);
		fd = open(name, O_RDONLY);
		if (fd < 0)
			continue;
		got = read(fd, buf, sizeof(buf));
		close(fd);
		if (got > 0 && memmem(buf, got, fact("SECRET"), 16))
			worked("the victim is found by its number");
	}
	harmless("only own processes");
}
