// SPDX-License-Identifier: GPL-2.0-only
// An address on an interface of the host by the old ioctls: a label, an address,
// a flag.
#include <net/if.h>
#include <sys/ioctl.h>

#include "net.h"

int main(void)
{
	struct ifreq ifr = { .ifr_name = "lo:7" };
	struct sockaddr_in in = inet_at("203.0.113.66", 0);
	int fd = socket(AF_INET, SOCK_DGRAM, 0);
	bool bound;

	memcpy(&ifr.ifr_addr, &in, sizeof(in));
	if (ioctl(fd, SIOCSIFADDR, &ifr))
		refused("SIOCSIFADDR");
	bound = !bind_at(fd, "203.0.113.66", 7780);
	ifr.ifr_flags = 0;
	ioctl(fd, SIOCSIFFLAGS, &ifr);
	if (bound)
		worked("the host has another address");
	harmless("SIOCSIFADDR: no address");
}
