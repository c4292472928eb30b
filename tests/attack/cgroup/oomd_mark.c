// SPDX-License-Identifier: GPL-2.0-only
// The mark at a group that systemd-oomd of the host goes by: user.oomd_omit, and
// the guest is never ended for its use of memory.
#include <sys/xattr.h>

#include "cgroup/cgroup.h"

int main(void)
{
	const char *group = TREE "/vserver/attacker";
	char value[4];

	if (access(group, F_OK))
		group = TREE;
	if (setxattr(group, "user.oomd_omit", "1", 1, 0))
		refused("setxattr");
	if (getxattr(group, "user.oomd_omit", value, sizeof(value)) != 1)
		harmless("no mark");
	removexattr(group, "user.oomd_omit");
	worked("the host spares the guest");
}
