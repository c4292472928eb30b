// SPDX-License-Identifier: GPL-2.0-only
// IP_FREEBIND binds to an address that is not there, without any capability, and
// IP_TRANSPARENT to any: the address may be given to a victim later.
#include "net.h"

int main(void)
{
	int fd = socket(AF_INET, SOCK_DGRAM, 0);

	set(fd, IPPROTO_IP, IP_TRANSPARENT, 1);
	set(fd, IPPROTO_IP, IP_FREEBIND, 1);
	if (bind_at(fd, "203.0.113.7", 7780))
		refused("bind");
	worked("an address that is nobody's is bound");
}
