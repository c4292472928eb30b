// SPDX-License-Identifier: GPL-2.0-only
// With SO_REUSEADDR two sockets have one address and port, and the younger one
// gets what is sent to the older one.
#include "net.h"

int main(void)
{
	int thief = socket(AF_INET, SOCK_DGRAM, 0);
	int client = socket(AF_INET, SOCK_DGRAM, 0);
	char buf[8] = "";

	set(thief, SOL_SOCKET, SO_REUSEADDR, 1);
	if (bind_at(thief, fact("IP"), fact_number("UDP")) &&
	    bind_at(thief, "0.0.0.0", fact_number("UDP")))
		refused("bind");
	if (connect_at(client, fact("IP"), fact_number("UDP")) ||
	    send(client, "mine", 4, 0) != 4)
		refused("send");
	if (comes(thief) && recv(thief, buf, 8, 0) == 4)
		worked("a datagram to the victim comes to the attacker");
	harmless("the datagram does not come");
}
