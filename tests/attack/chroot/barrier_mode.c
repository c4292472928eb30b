// SPDX-License-Identifier: GPL-2.0-only
// The mode of the barrier directory: ".." may be named by who may not enter it,
// and /vservers open to all lets users of the host use set-uid files of guests.
#include "chroot/climb.h"

int main(void)
{
	struct stat old, new;

	stand_below_barrier();
	NEED(!stat("..", &old));
	if (chmod("..", (old.st_mode & 07777) ^ 0022))
		refused("chmod ..");
	NEED(!stat("..", &new) && !chmod("..", old.st_mode & 07777));
	if (old.st_mode != new.st_mode)
		worked("the host's directory has another mode");
	harmless("chmod: the mode is the same");
}
