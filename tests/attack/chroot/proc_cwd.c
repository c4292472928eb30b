// SPDX-License-Identifier: GPL-2.0-only
// The working directory of a process outside, by /proc/PID/cwd, and up from there:
// it is not below the caller's root, which ".." therefore never meets.
#include "chroot/climb.h"

int main(void)
{
	char name[64];

	snprintf(name, sizeof(name), "/proc/%s/cwd", fact("PID"));
	if (chdir(name))
		refused(name);
	climb();
}
