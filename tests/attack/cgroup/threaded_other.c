// SPDX-License-Identifier: GPL-2.0-only
// A threaded group below the other guest's: its own group is not what it was, and
// gives its groups no controller for memory any more.
#include "cgroup/cgroup.h"

int main(void)
{
	int group = open_group("vserver/other"), inner;
	char *type;
	bool changed;

	if (group < 0)
		refused("the other guest's group");
	if (mkdirat(group, "threads", 0755))
		refused("mkdir");
	inner = openat(group, "threads", O_RDONLY | O_DIRECTORY);
	NEED(inner >= 0);
	if (put_at(inner, "cgroup.type", "threaded")) {
		unlinkat(group, "threads", AT_REMOVEDIR);
		refused("cgroup.type");
	}
	type = get_at(group, "cgroup.type");
	changed = type && strstr(type, "threaded");
	close(inner);
	NEED(!unlinkat(group, "threads", AT_REMOVEDIR));
	if (changed)
		worked("the other guest's group is threaded");
	harmless("the group stays");
}
