// SPDX-License-Identifier: GPL-2.0-only
// A process outside is moved into a group of the guest's, whose limits hold
// then: its number is written there.
// Victims: host other
#include "cgroup/cgroup.h"

#define GROUP	TREE "/stolen"

static void clean_up(void)
{
	int err = errno;

	rmdir(GROUP);
	errno = err;
}

int main(void)
{
	char pid[16], name[64], *old, *now, *is;

	snprintf(name, sizeof(name), "/proc/%s/cgroup", fact("PID"));
	old = get(name);
	if (mkdir(GROUP, 0755))
		refused("mkdir");
	snprintf(pid, sizeof(pid), "%s", fact("PID"));
	if (put(GROUP "/cgroup.procs", pid)) {
		clean_up();
		refused("write cgroup.procs");
	}
	now = get(name);
	is = get(GROUP "/cgroup.procs");
	if (old) {
		old[strcspn(old, "\n")] = '\0';
		snprintf(name, sizeof(name), TREE "%s/cgroup.procs", old + 3);
		put(name, pid);
	}
	clean_up();
	if ((now && strstr(now, "stolen")) || (is && strstr(is, pid)))
		worked("the victim is in the guest's group");
	harmless("the victim stays");
}
