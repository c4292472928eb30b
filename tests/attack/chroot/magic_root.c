// SPDX-License-Identifier: GPL-2.0-only
// A magic link of /proc jumps out of a chroot: with /proc kept open, the root of
// the parent is beside the caller's own, and ".." from there goes on.
#include "chroot/climb.h"

int main(void)
{
	int proc = open("/proc", O_PATH | O_DIRECTORY), top, i;
	char name[128];
	pid_t inside;

	NEED(proc >= 0);
	inside = fork();
	if (inside)
		end_as(inside);
	root_below();
	NEED(!chdir("/"));
	snprintf(name, sizeof(name), "%d/root", getppid());
	for (i = 0; i < 16; i++)
		strcat(name, "/..");
	top = openat(proc, name, O_PATH | O_DIRECTORY);
	if (top < 0)
		refused("/proc/PPID/root/..");
	if (file_has_secret(top))
		worked("/secret of the host is read");
	refused("/secret of the host");
}
