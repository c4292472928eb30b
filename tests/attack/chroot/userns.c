// SPDX-License-Identifier: GPL-2.0-only
// A user namespace gives its maker all capabilities in it, and with them the
// mounts, namespaces and parsers that most holes of the last years needed.
// Modes: guest bare
// Not open: the kernel refuses it to everybody in a chroot.
#include <sched.h>
#include <sys/mount.h>
#include <sys/vfs.h>

#include "attack.h"

int main(void)
{
	struct statfs fs;

	if (unshare(CLONE_NEWUSER))
		refused("unshare");
	if (unshare(CLONE_NEWNS) || mount("t", "/tmp", "tmpfs", 0, NULL))
		refused("mount");
	if (!statfs("/tmp", &fs) && fs.f_type == 0x01021994)
		worked("root of a user namespace mounts");
	refused("statfs");
}
