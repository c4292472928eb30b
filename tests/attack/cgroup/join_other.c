// SPDX-License-Identifier: GPL-2.0-only
// Into the group of the other guest, out of the limits of the own one, which the
// other one pays for then.
// Victims: other host
#include "cgroup/cgroup.h"

int main(void)
{
	int group = open_group("vserver/other"), old = open(TREE, O_RDONLY);
	bool in;

	if (group < 0)
		refused("the other guest's group");
	if (put_at(group, "cgroup.procs", "0") &&
	    put_at(group, "cgroup.threads", "0"))
		refused("write cgroup.procs");
	in = is_in("/other");
	put_at(old, "cgroup.procs", "0");
	if (in)
		worked("it is in the other guest's group");
	harmless("it stays in its group");
}
