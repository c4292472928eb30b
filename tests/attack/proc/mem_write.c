// SPDX-License-Identifier: GPL-2.0-only
// /proc/<pid>/mem of a process outside, written: it goes past what the process
// itself may write, by FOLL_FORCE.
// Victims: host other
#include "proc/of.h"

int main(void)
{
	long at = fact_number("ADDRESS");
	int fd = open(victims("mem"), O_RDWR);
	char was, is = 0;

	if (fd < 0)
		refused(victims("mem"));
	NEED(pread(fd, &was, 1, at) == 1);
	if (pwrite(fd, "!", 1, at) != 1)
		refused("pwrite");
	NEED(pread(fd, &is, 1, at) == 1);
	NEED(pwrite(fd, &was, 1, at) == 1);
	if (is == '!')
		worked("memory of the victim is changed");
	harmless("pwrite");
}
