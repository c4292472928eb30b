// SPDX-License-Identifier: GPL-2.0-only
// The disk of the host is mounted once more, as "docker run --privileged" lets
// everybody do: it has the roots of all guests.
// Victims: other
#include "mount/mounts.h"

int main(void)
{
	own_mounts();
	mount_at_point(disk(), "ext4", NULL);
	if (named_has_secret(AT_FDCWD, POINT "/other/secret"))
		worked("the other guest's file is read");
	refused("the other guest's file");
}
