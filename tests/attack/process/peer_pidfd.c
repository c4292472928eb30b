// SPDX-License-Identifier: GPL-2.0-only
// The process behind a socket, by SO_PEERPIDFD: no number is looked up, so
// nothing that hides numbers is in the way.
// Victims: host
#include <stddef.h>
#include <sys/un.h>

#include "process/life.h"

#ifndef SO_PEERPIDFD
#define SO_PEERPIDFD	77
#endif

int main(void)
{
	struct sockaddr_un un = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM, 0), peer = -1;
	socklen_t length;

	victim_lives();
	strcpy(un.sun_path + 1, fact("UNIX"));
	length = offsetof(struct sockaddr_un, sun_path) + 1 +
		 strlen(fact("UNIX"));
	if (connect(fd, (void *)&un, length))
		refused("connect");
	length = sizeof(peer);
	if (getsockopt(fd, SOL_SOCKET, SO_PEERPIDFD, &peer, &length))
		refused("SO_PEERPIDFD");
	if (syscall(SYS_pidfd_send_signal, peer, SIGKILL, NULL, 0))
		refused("pidfd_send_signal");
	died_or("pidfd_send_signal");
}
