// SPDX-License-Identifier: GPL-2.0-only
// The same by trusted.*, where systemd has what it knows of a unit: that it is
// delegated, and its invocation.
#include <sys/xattr.h>

#include "cgroup/cgroup.h"

int main(void)
{
	const char *group = TREE "/vserver/attacker";
	char value[4];

	if (access(group, F_OK))
		group = TREE;
	if (setxattr(group, "trusted.delegate", "1", 1, 0))
		refused("setxattr");
	if (getxattr(group, "trusted.delegate", value, sizeof(value)) != 1)
		harmless("no mark");
	removexattr(group, "trusted.delegate");
	worked("the host believes the mark");
}
