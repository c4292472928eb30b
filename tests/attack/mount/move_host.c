// SPDX-License-Identifier: GPL-2.0-only
// A mount of the host is moved elsewhere: what it covered shows, and programs of
// the host find what the mover put there.
// Modes: bare open
// Not guest: it has mounts of its own, to move as it likes.
#include "mount/mounts.h"

int main(void)
{
	bool moved;

	NEED(!mkdir(POINT, 0700) || errno == EEXIST);
	if (mount("/shared", POINT, NULL, MS_MOVE, NULL))
		refused("mount");
	moved = mounts_have(fact("PID"), POINT);
	NEED(!mount(POINT, "/shared", NULL, MS_MOVE, NULL));
	if (moved)
		worked("the host's mount is elsewhere");
	harmless("MS_MOVE: the host's mount is where it was");
}
