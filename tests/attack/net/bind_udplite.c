// SPDX-License-Identifier: GPL-2.0-only
// UDP-Lite has tables of its own beside UDP, with the code of UDP: what was added
// to one may lack in the other.
// Victims: host other
#include "net.h"

int main(void)
{
	int fd = socket(AF_INET, SOCK_DGRAM, IPPROTO_UDPLITE);

	if (fd < 0)
		refused("socket");
	if (bind_at(fd, fact("IP"), 7780))
		refused("bind");
	if (is_victims(fd))
		worked("a socket has the victim's address");
	harmless("bind: another address");
}
