// SPDX-License-Identifier: GPL-2.0-only
// A new mount of cgroup2 shows the whole tree to who has no cgroup namespace, and
// the control group of another guest can be frozen or killed in it.
// Victims: other
#include <ftw.h>

#include "mount/mounts.h"

static int visit(const char *name, const struct stat *st, int type,
		 struct FTW *ftw)
{
	const char *base = name + ftw->base;

	(void)st;
	if (type != FTW_D || !strstr(base, "other") || chdir(name))
		return 0;
	change("cgroup.freeze", "1\n");
	return 0;
}

int main(void)
{
	own_mounts();
	if (mount("cgroup", POINT, "cgroup2", 0, NULL)) {
		/* the one that is there already */
		nftw("/sys/fs/cgroup", visit, 16, FTW_PHYS);
		refused("mount");
	}
	nftw(POINT, visit, 16, FTW_PHYS);
	refused("the other guest's control group");
}
