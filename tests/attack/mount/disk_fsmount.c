// SPDX-License-Identifier: GPL-2.0-only
// The same disk by fsopen(), fsconfig() and fsmount(): the mount is attached to
// nothing, is only a descriptor, and asks for no mount point.
// Victims: other
#include "mount/mounts.h"

int main(void)
{
	int fs, fd;

	own_mounts();
	fs = fsopen("ext4", 0);
	if (fs < 0)
		refused("fsopen");
	if (fsconfig(fs, FSCONFIG_SET_STRING, "source", disk(), 0))
		refused("fsconfig");
	if (fsconfig(fs, FSCONFIG_CMD_CREATE, NULL, NULL, 0))
		refused("FSCONFIG_CMD_CREATE");
	fd = fsmount(fs, 0, 0);
	if (fd < 0)
		refused("fsmount");
	if (named_has_secret(fd, "other/secret"))
		worked("the other guest's file is read");
	refused("the other guest's file");
}
