// SPDX-License-Identifier: GPL-2.0-only
// Opens anew what a process outside has open, by /proc/<pid>/fd: with rights of
// its own, and without the path.
// Victims: host other
#include <dirent.h>

#include "proc/of.h"

int main(void)
{
	DIR *fds = opendir(victims("fd"));
	struct dirent *entry;
	struct stat st;
	char name[300];

	if (!fds)
		refused(victims("fd"));
	while ((entry = readdir(fds))) {
		snprintf(name, sizeof(name), "fd/%s", entry->d_name);
		if (entry->d_name[0] == '.' || stat(victims(name), &st) ||
		    S_ISSOCK(st.st_mode))
			continue;
		if (open(victims(name), O_RDONLY | O_NONBLOCK) >= 0)
			worked("a file of the victim is open");
	}
	refused("open");
}
