// SPDX-License-Identifier: GPL-2.0-only
// The group of a guest that is to come: made before, it is somebody else's when
// the guest starts in it.
#include "cgroup/cgroup.h"

int main(void)
{
	int group = open_group("vserver");
	struct stat st;
	bool there;

	if (group < 0)
		refused("the group of all guests");
	if (mkdirat(group, "tomorrow", 0777))
		refused("mkdir");
	there = !fstatat(group, "tomorrow", &st, 0);
	NEED(!unlinkat(group, "tomorrow", AT_REMOVEDIR));
	if (there)
		worked("a group beside the guests'");
	harmless("no group");
}
