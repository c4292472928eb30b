// SPDX-License-Identifier: GPL-2.0-only
// A packet socket sees each frame of an interface, of all who share it; with
// CAP_NET_RAW, which containers often have (as CVE-2020-14386).
// Victims: host other
// Caps: NET_RAW
#include <net/ethernet.h>

#include "net.h"

int main(void)
{
	int fd = socket(AF_PACKET, SOCK_DGRAM, htons(ETH_P_ALL)), i;
	char buf[2048];
	ssize_t got;

	if (fd < 0)
		refused("socket");
	for (i = 0; i < 64 && comes(fd); i++) {
		got = recv(fd, buf, sizeof(buf), 0);
		if (got > 0 && memmem(buf, got, fact("SECRET"), 16))
			worked("the secret is in a frame");
	}
	harmless("no frame has the secret");
}
