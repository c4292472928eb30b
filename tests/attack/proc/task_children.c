// SPDX-License-Identifier: GPL-2.0-only
// Goes down from a process outside by task/<tid>/children, which lists numbers
// that no directory shows, and reads the memory of what it finds.
// Victims: host other
#include "proc/of.h"

int main(void)
{
	char file[64], buf[17] = "", *list;
	int fd;

	snprintf(file, sizeof(file), "task/%s/children", fact("PID"));
	list = text_of_victim(file);
	NEED(atoi(list));
	snprintf(file, sizeof(file), "/proc/%d/mem", atoi(list));
	fd = open(file, O_RDONLY);
	if (fd < 0)
		refused("mem of a child");
	if (pread(fd, buf, 16, fact_number("ADDRESS")) > 0 &&
	    !strcmp(buf, fact("SECRET")))
		worked("the secret is read from memory of a child");
	harmless("pread");
}
