// SPDX-License-Identifier: GPL-2.0-only
// A descriptor of the old root outlives chroot(), even if the working directory
// follows: fchdir() to it and ".." lead out, as chroot(2) itself warns.
#include "chroot/climb.h"

int main(void)
{
	int fd = open("/", O_RDONLY | O_DIRECTORY);

	NEED(fd >= 0);
	root_below();
	NEED(!chdir("/"));
	if (fchdir(fd))
		refused("fchdir");
	climb();
}
