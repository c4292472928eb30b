// SPDX-License-Identifier: GPL-2.0-only
// map_files opens what a process has mapped, also what has no name any more:
// here its SysV memory, whatever the ipc namespace is.
// Victims: host other
#include <sys/mman.h>

#include "proc/of.h"

int main(void)
{
	char *maps = text_of_victim("maps"), *line, range[64], *map;
	unsigned long from, to;
	int fd;

	line = strstr(maps, "/SYSV");
	NEED(line);
	while (line > maps && line[-1] != '\n')
		line--;
	NEED(sscanf(line, "%lx-%lx ", &from, &to) == 2);
	snprintf(range, sizeof(range), "map_files/%lx-%lx", from, to);
	fd = open(victims(range), O_RDONLY);
	if (fd < 0)
		refused(victims(range));
	map = mmap(NULL, 4096, PROT_READ, MAP_SHARED, fd, 0);
	if (map == MAP_FAILED)
		refused("mmap");
	if (!memcmp(map, fact("SECRET"), 16))
		worked("the secret is read from SysV memory");
	harmless("map_files: other bytes");
}
