// SPDX-License-Identifier: GPL-2.0-only
// binfmt_misc: an interpreter with the flag C, registered from a container, gets
// the credentials of set-uid programs that the host runs.
#include "mount/mounts.h"

int main(void)
{
	char *entry;

	own_mounts();
	mount_at_point("binfmt", "binfmt_misc", NULL);
	if (put(POINT "/register", ":attack:M::\x01\x02\x03\x04::/bin/sh:C"))
		refused("register");
	entry = get(POINT "/attack");
	put(POINT "/attack", "-1");
	if (entry && strstr(entry, "/bin/sh"))
		worked("an interpreter for all is registered");
	refused("the entry");
}
