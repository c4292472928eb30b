// SPDX-License-Identifier: GPL-2.0-only
// cgroup.freeze stops all processes of the other guest.
// Victims: other
#include "cgroup/cgroup.h"

int main(void)
{
	int group = open_group("vserver/other"), i;
	char *events = NULL;
	bool frozen = false;

	if (group < 0)
		refused("the other guest's group");
	if (put_at(group, "cgroup.freeze", "1"))
		refused("write cgroup.freeze");
	for (i = 0; !frozen && i < 30; i++) {
		usleep(100000);
		events = get_at(group, "cgroup.events");
		frozen = events && strstr(events, "frozen 1");
	}
	NEED(!put_at(group, "cgroup.freeze", "0"));
	if (frozen)
		worked("the other guest stands still");
	harmless("the other guest runs");
}
