// SPDX-License-Identifier: GPL-2.0-only
// An overlay whose lower layer is the root of a process outside, by the magic link
// /proc/PID/root: it would be the mounter's to read, under a name of its own.
#include "mount/mounts.h"

int main(void)
{
	char options[128];
	bool has;

	/* not own_mounts(): a layer has to be in the same namespace */
	NEED(!mkdir(POINT, 0700) || errno == EEXIST);
	NEED(!mkdir("/tmp/upper", 0700) || errno == EEXIST);
	snprintf(options, sizeof(options),
		 "lowerdir=/proc/%s/root:/tmp/upper", fact("PID"));
	mount_at_point("o", "overlay", options);
	has = named_has_secret(AT_FDCWD, POINT "/secret");
	umount2(POINT, MNT_DETACH);
	if (has)
		worked("the file in the victim's root is read");
	harmless("the victim's file is not in the overlay");
}
