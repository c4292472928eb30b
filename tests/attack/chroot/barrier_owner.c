// SPDX-License-Identifier: GPL-2.0-only
// The owner of the barrier directory, by an O_PATH descriptor: the user of the
// host who gets it may rename the roots of guests.
#include "chroot/climb.h"

int main(void)
{
	struct stat old, new;
	int fd;

	stand_below_barrier();
	fd = open("..", O_PATH | O_DIRECTORY);
	if (fd < 0)
		refused("open ..");
	NEED(!fstat(fd, &old));
	if (fchownat(fd, "", 1000, 1000, AT_EMPTY_PATH))
		refused("fchownat");
	NEED(!fstat(fd, &new) && !fchownat(fd, "", old.st_uid, old.st_gid,
					   AT_EMPTY_PATH));
	if (new.st_uid == 1000)
		worked("the host's directory has another owner");
	harmless("fchownat: the owner is the same");
}
