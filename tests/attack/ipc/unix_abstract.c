// SPDX-License-Identifier: GPL-2.0-only
// Abstract sockets belong to the network namespace, not to a file system: this
// is CVE-2020-15257, where a container reached containerd-shim of the host.
#include <stddef.h>
#include <sys/un.h>

#include "ipc.h"

int main(void)
{
	struct sockaddr_un un = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);
	char buf[32] = "";

	strcpy(un.sun_path + 1, fact("UNIX"));
	if (connect(fd, (void *)&un, offsetof(struct sockaddr_un, sun_path) +
		    1 + strlen(fact("UNIX"))))
		refused("connect");
	if (recv(fd, buf, 16, MSG_WAITALL) == 16 &&
	    !memcmp(buf, fact("SECRET"), 16))
		worked("the secret comes from the abstract socket");
	harmless("another socket");
}
