// SPDX-License-Identifier: GPL-2.0-only
// pivot_root() puts the old root where the caller can reach it; if the guest's
// root covered that of the host, it would come to light.
// Modes: guest bare
// Not open: pivot_root() of who is in a chroot gives EINVAL on every kernel.
#include <sched.h>
#include <sys/mount.h>

#include "chroot/climb.h"

int main(void)
{
	int i;

	if (unshare(CLONE_NEWNS))
		refused("unshare");
	NEED(!mkdir("/tmp/pivot", 0700) || errno == EEXIST);
	if (mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) ||
	    mount("/", "/tmp/pivot", NULL, MS_BIND | MS_REC, NULL))
		refused("mount");
	NEED(!chdir("/tmp/pivot"));
	if (syscall(SYS_pivot_root, ".", "."))
		refused("pivot_root");
	/* on top of the new root is the old one; below it, what it covered */
	for (i = 0; i < 8; i++) {
		if (file_has_secret(AT_FDCWD))
			worked("/secret of the host is read");
		if (umount2(".", MNT_DETACH))
			break;
	}
	climb();
}
