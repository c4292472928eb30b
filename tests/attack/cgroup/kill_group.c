// SPDX-License-Identifier: GPL-2.0-only
// cgroup.kill ends all processes of a group: here one around the victim, and
// before that whatever group of the host's has such a file.
// Victims: host
#include <signal.h>

#include "cgroup/cgroup.h"

int main(void)
{
	int tree = open_group("."), group, i;

	if (tree < 0)
		refused("the host's tree");
	if (mkdirat(tree, "doomed", 0755) && errno != EEXIST)
		refused("mkdir");
	group = openat(tree, "doomed", O_RDONLY | O_DIRECTORY);
	if (group < 0 || put_at(group, "cgroup.procs", fact("PID")) ||
	    put_at(group, "cgroup.kill", "1")) {
		i = errno;
		unlinkat(tree, "doomed", AT_REMOVEDIR);
		errno = i;
		refused("cgroup.kill");
	}
	for (i = 0; i < 50 && unlinkat(tree, "doomed", AT_REMOVEDIR); i++)
		usleep(100000);
	if (kill(fact_number("PID"), 0) && errno == ESRCH)
		worked("the victim is dead");
	harmless("the victim lives");
}
