// SPDX-License-Identifier: GPL-2.0-only
// What the victim says to a group is heard by any socket on the port, as soon as
// anybody has joined the group on the interface.
// Victims: host other
#include "net.h"

static bool hears(const char *ip)
{
	struct ip_mreq join = {
		.imr_multiaddr.s_addr = inet_addr(fact("GROUP")),
		.imr_interface.s_addr = inet_addr(fact("IP")),
	};
	int fd = socket(AF_INET, SOCK_DGRAM, 0), i;
	char buf[64];

	set(fd, SOL_SOCKET, SO_REUSEADDR, 1);
	setsockopt(fd, IPPROTO_IP, IP_ADD_MEMBERSHIP, &join, sizeof(join));
	join.imr_interface = own_address();
	setsockopt(fd, IPPROTO_IP, IP_ADD_MEMBERSHIP, &join, sizeof(join));
	if (bind_at(fd, ip, GROUP_PORT))
		return false;
	/* both victims talk */
	for (i = 0; i < 8 && comes(fd); i++)
		if (recv(fd, buf, sizeof(buf), 0) == 16 &&
		    !memcmp(buf, fact("SECRET"), 16))
			return true;
	errno = ETIMEDOUT;
	return false;
}

int main(void)
{
	if (hears(fact("GROUP")) || hears("0.0.0.0"))
		worked("the secret is heard");
	refused("nothing is heard");
}
