// SPDX-License-Identifier: GPL-2.0-only
// A raw socket with IPPROTO_RAW sends a header that the attacker wrote: any
// source, any destination.
// Victims: host other
#include <netinet/ip.h>
#include <netinet/udp.h>

#include "net.h"

int main(void)
{
	struct {
		struct iphdr ip;
		struct udphdr udp;
		char text[4];
	} packet = { .text = "raw" };
	struct sockaddr_in at;
	int receiver = own_receiver(&at);
	int sender = socket(AF_INET, SOCK_RAW, IPPROTO_RAW);

	if (sender < 0)
		refused("socket");
	packet.ip.version = 4;
	packet.ip.ihl = 5;
	packet.ip.ttl = 64;
	packet.ip.protocol = IPPROTO_UDP;
	packet.ip.tot_len = htons(sizeof(packet));
	packet.ip.saddr = inet_addr(fact("IP"));
	packet.ip.daddr = at.sin_addr.s_addr;
	packet.udp.source = htons(53);
	packet.udp.dest = at.sin_port;
	packet.udp.len = htons(sizeof(packet) - sizeof(packet.ip));
	if (sendto(sender, &packet, sizeof(packet), 0, (void *)&at,
		   sizeof(at)) < 0)
		refused("sendto");
	if (from_victim(receiver))
		worked("a datagram comes from the victim's address");
	harmless("the datagram does not come");
}
