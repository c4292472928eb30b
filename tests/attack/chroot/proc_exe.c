// SPDX-License-Identifier: GPL-2.0-only
// The program of a process outside, by its magic link /proc/PID/exe: that is how
// CVE-2019-5736 came from a container to the binary of its runtime.
// Victims: host other
#include "attack.h"

int main(void)
{
	struct stat own, its;
	char name[64], head[4];
	int fd;

	snprintf(name, sizeof(name), "/proc/%s/exe", fact("PID"));
	fd = open(name, O_RDONLY);
	if (fd < 0)
		refused(name);
	NEED(!stat("/attack/victim", &own) && !fstat(fd, &its));
	if (own.st_dev == its.st_dev && own.st_ino == its.st_ino)
		harmless("it is a program of the own root");
	if (read(fd, head, 4) == 4 && !memcmp(head, "\177ELF", 4))
		worked("the victim's program is read");
	refused("read");
}
