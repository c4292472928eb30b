// SPDX-License-Identifier: GPL-2.0-only
// Families of sockets that guests have no use for are where exploits begin:
// AF_PACKET, AF_ALG, AF_KEY, AF_VSOCK, AF_TIPC, AF_XDP, AF_RDS, AF_CAN, ...
// Caps: NET_RAW
#include "net.h"

int main(void)
{
	char name[32];
	int family, type;

	for (family = 0; family < 64; family++) {
		if (family == AF_UNIX || family == AF_INET ||
		    family == AF_INET6 || family == AF_NETLINK)
			continue;
		for (type = SOCK_STREAM; type <= SOCK_PACKET; type++) {
			if (socket(family, type, 0) < 0)
				continue;
			snprintf(name, sizeof(name), "family %d", family);
			worked(name);
		}
	}
	refused("socket");
}
