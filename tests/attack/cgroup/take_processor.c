// SPDX-License-Identifier: GPL-2.0-only
// A partition of cpuset has processors of its own: a group below the guest's
// takes one from the host.
#include "cgroup/cgroup.h"

#define OWNER	TREE "/owner"

static void clean_up(bool guest)
{
	int err = errno;

	put(OWNER "/cpuset.cpus.partition", "member");
	put(OWNER "/cpuset.cpus.exclusive", "");
	if (guest)
		put(TREE "/cgroup.subtree_control", "-cpuset");
	rmdir(OWNER);
	errno = err;
}

static void refused_owner(const char *what, bool guest)
{
	clean_up(guest);
	refused(what);
}

int main(void)
{
	bool guest = !strcmp(getenv("MODE") ?: "", "guest");
	char *state;
	bool own;

	if (mkdir(OWNER, 0755))
		refused("mkdir");
	/* with threads below, processes are not in the way of controllers */
	if (guest && (put(OWNER "/cgroup.type", "threaded") ||
		      put(TREE "/cgroup.subtree_control", "+cpuset")))
		refused_owner("+cpuset", guest);
	if (put(OWNER "/cpuset.cpus", "1"))
		refused_owner("cpuset.cpus", guest);
	put(OWNER "/cpuset.cpus.exclusive", "1");
	if (put(OWNER "/cpuset.cpus.partition", "isolated"))
		refused_owner("cpuset.cpus.partition", guest);
	state = get(OWNER "/cpuset.cpus.partition");
	own = state && !strncmp(state, "isolated\n", 9);
	if (state && !own)
		printf("it is %s", state);
	clean_up(guest);
	if (own)
		worked("the host has a processor less");
	harmless("no partition");
}
