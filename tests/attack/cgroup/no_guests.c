// SPDX-License-Identifier: GPL-2.0-only
// No further guest starts: the group of all guests may have no more groups, or
// not the controllers that theirs are to have.
#include "cgroup/cgroup.h"

int main(void)
{
	int group = open_group("vserver");
	char *old, *now;

	if (group < 0)
		refused("the group of all guests");
	old = get_at(group, "cgroup.max.descendants");
	if (!old)
		refused("cgroup.max.descendants");
	if (put_at(group, "cgroup.max.descendants", "0"))
		refused("write cgroup.max.descendants");
	now = get_at(group, "cgroup.max.descendants");
	NEED(!put_at(group, "cgroup.max.descendants", old));
	if (now && *now == '0')
		worked("no further guest starts");
	harmless("the value stays");
}
