// SPDX-License-Identifier: GPL-2.0-only
// /proc/<pid>/mem of a process outside, read.
// Victims: host other
#include "proc/of.h"

int main(void)
{
	int fd = open(victims("mem"), O_RDONLY);
	char buf[17] = "";

	if (fd < 0)
		refused(victims("mem"));
	if (pread(fd, buf, 16, fact_number("ADDRESS")) != 16)
		refused("pread");
	if (!strcmp(buf, fact("SECRET")))
		worked("the secret is read from memory");
	harmless("pread: other bytes");
}
