// SPDX-License-Identifier: GPL-2.0-only
// The oldest one: a chroot() into a directory below leaves the working directory
// above the new root, and ".." goes on from there.
#include <sys/stat.h>

#include "attack.h"

int main(void)
{
	int i;

	if (mkdir("/tmp/below", 0700) && errno != EEXIST)
		broken("mkdir");
	if (chroot("/tmp/below"))
		refused("chroot");
	rmdir("/tmp/below");
	for (i = 0; i < 64; i++)
		if (chdir(".."))
			refused("chdir ..");
	if (chroot("."))
		refused("chroot .");
	if (file_has_secret(AT_FDCWD))
		worked("/secret of the host is read");
	refused("/secret of the host");
}
