// SPDX-License-Identifier: GPL-2.0-only
// securityfs has the policies of the host's security modules, to read and to
// replace.
#include "mount/mounts.h"

int main(void)
{
	char *modules;

	own_mounts();
	mount_at_point("security", "securityfs", NULL);
	modules = get(POINT "/lsm");
	if (modules && strstr(modules, "capability"))
		worked("the list of security modules is read");
	refused("lsm");
}
