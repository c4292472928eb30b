// SPDX-License-Identifier: GPL-2.0-only
// Groups of the host are given to a user: systemd delegates them like this, and
// the user makes groups there and moves processes.
#include "cgroup/cgroup.h"

int main(void)
{
	int group = open_group("vserver/other"), procs;
	struct stat st;

	if (group < 0)
		refused("the other guest's group");
	if (fchown(group, 1000, 1000))
		refused("fchown");
	NEED(!fstat(group, &st) && !fchown(group, 0, 0));
	procs = openat(group, "cgroup.procs", O_RDONLY);
	NEED(procs >= 0);
	if (st.st_uid == 1000)
		worked("the other guest's group is a user's");
	harmless("the owner stays");
}
