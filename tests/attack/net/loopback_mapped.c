// SPDX-License-Identifier: GPL-2.0-only
// Loopback by ::1 and by ::ffff:127.0.0.1: a socket of IPv6 goes past what is
// done to those of IPv4.
#include "net.h"

int main(void)
{
	struct sockaddr_in6 in6 = {
		.sin6_family = AF_INET6,
		.sin6_port = htons(LOOP_PORT),
	};
	int fd = socket(AF_INET6, SOCK_STREAM, 0);

	if (fd < 0)
		refused("socket");
	NEED(inet_pton(AF_INET6, "::ffff:127.0.0.1", &in6.sin6_addr) == 1);
	if (connect(fd, (void *)&in6, sizeof(in6)))
		refused("connect");
	if (tells_secret(fd))
		worked("a service on the host's loopback answers");
	harmless("connect: another service");
}
