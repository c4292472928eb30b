// SPDX-License-Identifier: GPL-2.0-only
// A mount below a directory that host and guests share, made shared before, so
// that it spreads to wherever else the directory is mounted: to the host.
#include "mount/mounts.h"

#define INJECTED	"/shared/injected"

/* the host's mount and this one are the same to the kernel already */
static bool is_peer(void)
{
	char *table = get("/proc/self/mountinfo"), *line, *end;

	NEED(table);
	line = strstr(table, " /shared ");
	end = line ? strchr(line, '\n') : NULL;
	if (!end)
		return false;
	*end = '\0';
	return strstr(line, " shared:");
}

int main(void)
{
	int fd;

	if (is_peer())
		worked("what is mounted there the host gets as well");
	/* not own_mounts(): those of the others are the aim */
	mount(NULL, "/shared", NULL, MS_SHARED, NULL);
	NEED(!mkdir(INJECTED, 0700) || errno == EEXIST);
	if (mount("t", INJECTED, "tmpfs", 0, NULL)) {
		fd = errno;
		rmdir(INJECTED);
		errno = fd;
		refused("mount");
	}
	fd = mounts_have(fact("PID"), INJECTED);
	umount2(INJECTED, MNT_DETACH);
	rmdir(INJECTED);
	mount(NULL, "/shared", NULL, MS_PRIVATE, NULL);
	if (fd)
		worked("the host has the mount");
	harmless("the mount is the guest's only");
}
