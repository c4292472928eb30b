// SPDX-License-Identifier: GPL-2.0-only
// The file system of message queues shows those of the whole ipc namespace, also
// to who knows no name.
// Victims: host
#include "mount/mounts.h"

int main(void)
{
	char name[64];

	own_mounts();
	mount_at_point("q", "mqueue", NULL);
	snprintf(name, sizeof(name), POINT "%s", fact("MQ"));
	if (!unlink(name))
		worked("the victim's queue is removed");
	refused(name);
}
