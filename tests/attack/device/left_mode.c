// SPDX-License-Identifier: GPL-2.0-only
// Mode and owner of a node of the host that the guest may not open: with others a
// user of the host, who works with the guest, opens it.
#include "device/device.h"

#define NODE	NODES "/loop-control"

int main(void)
{
	struct stat old, now;

	NEED(!stat(NODE, &old));
	if (chmod(NODE, 0606) && chown(NODE, 1000, 1000))
		refused("chmod, chown");
	NEED(!stat(NODE, &now));
	if (chmod(NODE, old.st_mode & 07777) ||
	    chown(NODE, old.st_uid, old.st_gid))
		broken("undo");
	if (now.st_mode != old.st_mode || now.st_uid != old.st_uid)
		worked("the node of the host is for others");
	harmless("the node stays");
}
