// SPDX-License-Identifier: GPL-2.0-only
// CVE-2015-2925: a directory is renamed out of the part that a bind mount shows,
// and ".." from it goes up in the file system, past the root of the mount.
// Modes: guest bare
// Not open: kernels since 4.3 give ENOENT.
#include <sched.h>
#include <sys/mount.h>

#include "chroot/climb.h"

int main(void)
{
	if (unshare(CLONE_NEWNS))
		refused("unshare");
	mkdir("/tmp/whole", 0700);
	mkdir("/tmp/whole/part", 0700);
	mkdir("/tmp/whole/part/in", 0700);
	mkdir("/tmp/mounted", 0700);
	if (mount("/tmp/whole/part", "/tmp/mounted", NULL, MS_BIND, NULL))
		refused("mount");
	NEED(!chdir("/tmp/mounted/in"));
	NEED(!rename("/tmp/whole/part/in", "/tmp/whole/in"));
	rmdir("/tmp/whole/in");
	climb();
}
