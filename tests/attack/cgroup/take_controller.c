// SPDX-License-Identifier: GPL-2.0-only
// The limits of all guests end when the group above gives them no controller any
// more.
#include "cgroup/cgroup.h"

int main(void)
{
	int group = open_group("vserver");
	char *now;

	if (group < 0)
		refused("the group of all guests");
	if (put_at(group, "cgroup.subtree_control", "-pids"))
		refused("write cgroup.subtree_control");
	now = get_at(group, "cgroup.subtree_control");
	NEED(!put_at(group, "cgroup.subtree_control", "+pids"));
	if (now && !strstr(now, "pids"))
		worked("the guests have no limits");
	harmless("the controllers stay");
}
