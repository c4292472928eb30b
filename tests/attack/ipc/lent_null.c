// SPDX-License-Identifier: GPL-2.0-only
// Standard input is /dev/null of the host.  Its node has an owner and a mode,
// which decide who on the host can open it.
#include "attack.h"

int main(void)
{
	struct stat before, after;

	NEED(!fstat(0, &before));
	if (!S_ISCHR(before.st_mode))
		harmless("standard input is no device");
	if (fchmod(0, 0600) && fchown(0, 1, 1))
		refused("fchmod, fchown");
	NEED(!fstat(0, &after));
	NEED(!fchown(0, before.st_uid, before.st_gid));
	NEED(!fchmod(0, before.st_mode & 07777));
	if (after.st_mode != before.st_mode || after.st_uid != before.st_uid)
		worked("the node is closed to the users of the host");
	harmless("fchmod: the mode is the same");
}
