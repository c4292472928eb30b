// SPDX-License-Identifier: GPL-2.0-only
// TCP_REPAIR, made to move connections between machines, makes one out of
// nothing: both ends of free choice, and nobody is asked.
// Victims: host other
#include <netinet/tcp.h>

#include "net.h"

int main(void)
{
	int fd = socket(AF_INET, SOCK_STREAM, 0), on = 1;

	set(fd, SOL_SOCKET, SO_REUSEADDR, 1);
	if (setsockopt(fd, IPPROTO_TCP, TCP_REPAIR, &on, sizeof(on)))
		refused("TCP_REPAIR");
	if (bind_at(fd, fact("IP"), 7786))
		refused("bind");
	if (connect_at(fd, "192.0.2.254", 7787))
		refused("connect");
	if (is_victims(fd))
		worked("a connection of the victim's address is there");
	harmless("connect: another source");
}
