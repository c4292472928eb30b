// SPDX-License-Identifier: GPL-2.0-only
// setns() into the mount namespace that the caller is in already moves its root
// to that of the namespace: out of any chroot, without a way through ".." .
#include <sched.h>

#include "attack.h"

int main(void)
{
	int fd = open("/proc/self/ns/mnt", O_RDONLY);

	if (fd < 0)
		refused("/proc/self/ns/mnt");
	if (setns(fd, CLONE_NEWNS))
		refused("setns");
	if (file_has_secret(AT_FDCWD))
		worked("/secret of the host is read");
	refused("/secret of the host");
}
