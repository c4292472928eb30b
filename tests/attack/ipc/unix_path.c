// SPDX-License-Identifier: GPL-2.0-only
// A socket with a name in the root of others, by the root of its process in
// /proc: as a container reaches /run/docker.sock.
// Victims: host other
#include <sys/un.h>

#include "ipc.h"

int main(void)
{
	struct sockaddr_un un = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);
	char buf[32] = "";

	snprintf(un.sun_path, sizeof(un.sun_path), "/proc/%s/root%s",
		 fact("PID"), fact("UNIXPATH"));
	if (connect(fd, (void *)&un, sizeof(un)))
		refused("connect");
	if (recv(fd, buf, 16, MSG_WAITALL) == 16 &&
	    !memcmp(buf, fact("SECRET"), 16))
		worked("the secret comes from the socket");
	harmless("another socket");
}
