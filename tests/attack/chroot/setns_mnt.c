// SPDX-License-Identifier: GPL-2.0-only
// setns() into the mount namespace of a process outside: root and working
// directory become the root of that namespace.
// Victims: host other
#include <sched.h>

#include "attack.h"

int main(void)
{
	char name[64];
	int fd;

	snprintf(name, sizeof(name), "/proc/%s/ns/mnt", fact("PID"));
	fd = open(name, O_RDONLY);
	if (fd < 0)
		refused(name);
	if (setns(fd, CLONE_NEWNS))
		refused("setns");
	if (file_has_secret(AT_FDCWD))
		worked("the file in the victim's root is read");
	refused("the victim's file");
}
