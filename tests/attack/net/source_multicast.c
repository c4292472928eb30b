// SPDX-License-Identifier: GPL-2.0-only
// IP_MULTICAST_IF takes an address of the host, and that becomes the source of
// what the socket sends to a group.
// Victims: host other
#include "net.h"

int main(void)
{
	struct ip_mreqn from = { .imr_multiaddr.s_addr = inet_addr(fact("IP")) };
	struct ip_mreq join = { .imr_multiaddr.s_addr = inet_addr("239.1.2.3") };
	int sender = socket(AF_INET, SOCK_DGRAM, 0);
	int receiver = socket(AF_INET, SOCK_DGRAM, 0);
	struct sockaddr_in to = inet_at("239.1.2.3", 7785);

	from.imr_address.s_addr = inet_addr(fact("IP"));
	join.imr_interface = own_address();
	setsockopt(receiver, IPPROTO_IP, IP_ADD_MEMBERSHIP, &join,
		   sizeof(join));
	if (bind_at(receiver, "239.1.2.3", 7785))
		bind_at(receiver, "0.0.0.0", 7785);
	if (setsockopt(sender, IPPROTO_IP, IP_MULTICAST_IF, &from,
		       sizeof(from)))
		refused("IP_MULTICAST_IF");
	if (sendto(sender, "x", 1, 0, (void *)&to, sizeof(to)) != 1)
		refused("sendto");
	/* a guest may not hear what it sent itself */
	if (from_victim(receiver) || is_victims(sender))
		worked("a datagram comes from the victim's address");
	harmless("nothing comes from the victim's address");
}
