// SPDX-License-Identifier: GPL-2.0-only
// A raw socket of a protocol gets a copy of each packet that comes to any address
// of the machine.
// Victims: host other
#include "net.h"

int main(void)
{
	int fd = socket(AF_INET, SOCK_RAW, IPPROTO_TCP), i;
	int client = socket(AF_INET, SOCK_STREAM, 0);
	char buf[2048];
	ssize_t got;

	if (fd < 0)
		refused("socket");
	connect_at(client, fact("IP"), fact_number("PORT"));
	for (i = 0; i < 64 && comes(fd); i++) {
		got = recv(fd, buf, sizeof(buf), 0);
		if (got > 0 && memmem(buf, got, fact("SECRET"), 16))
			worked("the secret is in a packet");
	}
	harmless("no packet has the secret");
}
