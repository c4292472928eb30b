// SPDX-License-Identifier: GPL-2.0-only
// A bind mount brings what is above the root into it: the source is named from a
// working directory outside of a second chroot.
#include "chroot/climb.h"
#include "mount/mounts.h"

int main(void)
{
	own_mounts();
	NEED(!mkdir(BELOW, 0700) || errno == EEXIST);
	NEED(!mkdir(BELOW "/in", 0700) || errno == EEXIST);
	NEED(!chdir("/"));
	root_below();
	if (mount("../../../../..", "/in", NULL, MS_BIND | MS_REC, NULL))
		refused("mount");
	NEED(!chdir("/in"));
	if (file_has_secret(AT_FDCWD))
		worked("/secret of the host is read");
	refused("/secret of the host");
}
