// SPDX-License-Identifier: GPL-2.0-only
// Services on 127.0.0.1 trust everybody who can connect, and loopback is one for
// all of a network namespace.
#include "net.h"

static const char *const ways[] = {
	NULL, "127.0.0.1", "0.0.0.0", "127.255.255.254", "127.1",
};

int main(void)
{
	unsigned int i;
	int fd;

	for (i = 0; i < sizeof(ways) / sizeof(ways[0]); i++) {
		fd = socket(AF_INET, SOCK_STREAM, 0);
		/* the device, which no address of the guest is on */
		if (i == 1)
			setsockopt(fd, SOL_SOCKET, SO_BINDTODEVICE, "lo", 3);
		if (!connect_at(fd, ways[i] ?: fact("LOOP"), LOOP_PORT) &&
		    tells_secret(fd))
			worked("a service on the victim's loopback answers");
		printf("%s: %s\n", ways[i] ?: fact("LOOP"),
		       strerrorname_np(errno) ?: "?");
		close(fd);
	}
	refused("connect");
}
