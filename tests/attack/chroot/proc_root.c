// SPDX-License-Identifier: GPL-2.0-only
// /proc/PID/root of a process outside leads into its root, through mount
// namespaces as well: the way of "nsenter" without a system call.
// Victims: host other
#include "attack.h"

int main(void)
{
	char name[64];
	int fd;

	snprintf(name, sizeof(name), "/proc/%s/root", fact("PID"));
	fd = open(name, O_PATH | O_DIRECTORY);
	if (fd < 0)
		refused(name);
	if (file_has_secret(fd))
		worked("the file in the victim's root is read");
	refused("the victim's file");
}
