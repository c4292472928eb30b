// SPDX-License-Identifier: GPL-2.0-only
// The file system of message queues, mounted: the directory shows the queues of
// the namespace, and a file how full each is.
#include <sys/mount.h>

#include "ipc.h"

int main(void)
{
	char name[64], *text;

	mkdir("/tmp/queues", 0700);
	if (mount("none", "/tmp/queues", "mqueue", 0, NULL)) {
		rmdir("/tmp/queues");
		refused("mount");
	}
	snprintf(name, sizeof(name), "/tmp/queues%s", fact("MQ"));
	text = get(name);
	umount2("/tmp/queues", MNT_DETACH);
	rmdir("/tmp/queues");
	if (text && strstr(text, "QSIZE:16"))
		worked("the queue is in the directory");
	refused("the queue is not in the directory");
}
