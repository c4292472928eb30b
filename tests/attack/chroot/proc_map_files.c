// SPDX-License-Identifier: GPL-2.0-only
// Files that a process outside has mapped, by the links of /proc/PID/map_files:
// they open even if no path leads to the file.
// Victims: host other
#include <dirent.h>

#include "attack.h"

int main(void)
{
	struct stat own, its;
	struct dirent *entry;
	char name[64];
	DIR *dir;
	int fd = -1;

	snprintf(name, sizeof(name), "/proc/%s/map_files", fact("PID"));
	dir = opendir(name);
	if (!dir)
		refused(name);
	while (fd < 0 && (entry = readdir(dir)))
		if (entry->d_name[0] != '.')
			fd = openat(dirfd(dir), entry->d_name, O_RDONLY);
	if (fd < 0)
		refused("map_files");
	NEED(!stat("/attack/victim", &own) && !fstat(fd, &its));
	if (own.st_dev == its.st_dev && own.st_ino == its.st_ino)
		harmless("it is a file of the own root");
	worked("a file that the victim has mapped is open");
}
