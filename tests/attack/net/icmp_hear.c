// SPDX-License-Identifier: GPL-2.0-only
// A raw socket of ICMP, which a guest has for ping(8), gets a copy of each message
// that comes to any address of the machine.
// Victims: host
#include <netinet/ip.h>
#include <netinet/ip_icmp.h>

#include "net.h"

int main(void)
{
	int fd = socket(AF_INET, SOCK_RAW, IPPROTO_ICMP), i;
	int ping = socket(AF_INET, SOCK_RAW, IPPROTO_ICMP);
	struct sockaddr_in at = { .sin_family = AF_INET };
	struct icmphdr echo = { .type = ICMP_ECHO,
				.checksum = (uint16_t)~ICMP_ECHO };
	struct {
		struct iphdr ip;
		char rest[1024];
	} packet;

	if (fd < 0 || ping < 0)
		refused("socket");
	at.sin_addr.s_addr = inet_addr(fact("IP"));
	if (sendto(ping, &echo, sizeof(echo), 0, (void *)&at, sizeof(at)) < 0)
		refused("sendto");
	for (i = 0; i < 64 && comes(fd); i++)
		if (recv(fd, &packet, sizeof(packet), 0) > 0 &&
		    packet.ip.daddr == at.sin_addr.s_addr)
			worked("what is for the victim is heard");
	harmless("nothing that is for the victim is heard");
}
