// SPDX-License-Identifier: GPL-2.0-only
// An IPv6 socket speaks IPv4 by ::ffff:0:0/96, and the checks of IPv4 look at
// sockets of IPv4.
// Victims: host other
#include "net.h"

int main(void)
{
	struct sockaddr_in6 in6 = { .sin6_family = AF_INET6 };
	int fd = socket(AF_INET6, SOCK_STREAM, 0);
	char mapped[64];

	if (fd < 0)
		refused("socket");
	snprintf(mapped, sizeof(mapped), "::ffff:%s", fact("IP"));
	in6.sin6_port = htons(7780);
	NEED(inet_pton(AF_INET6, mapped, &in6.sin6_addr) == 1);
	if (bind(fd, (void *)&in6, sizeof(in6)) || listen(fd, 1))
		refused("bind");
	worked("a service listens on the victim's address");
}
