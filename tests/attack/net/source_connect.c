// SPDX-License-Identifier: GPL-2.0-only
// A connection from the address of others: bind(2), also late and to no port by
// IP_BIND_ADDRESS_NO_PORT, then connect(2) to who trusts that address.
// Victims: host other
#include "net.h"

int main(void)
{
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	set(fd, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, 1);
	if (bind_at(fd, fact("IP"), 0))
		refused("bind");
	if (connect_at(fd, fact("IP"), fact_number("PORT")))
		refused("connect");
	if (is_victims(fd) && tells_secret(fd))
		worked("the victim is asked from its own address");
	harmless("connect: another source");
}
