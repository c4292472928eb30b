// SPDX-License-Identifier: GPL-2.0-only
// The old ioctls go by index and name, and ask nobody: interfaces that are not
// listed, with their addresses.
#include <net/if.h>
#include <sys/ioctl.h>

#include "net.h"

/* the host's own, which no guest has: sit0 is there with IPv6 */
static bool is_hidden(const char *name)
{
	return strncmp(name, "lo", 2) && strncmp(name, "dummy", 5);
}

int main(void)
{
	struct ifreq ifr = { 0 };
	int fd = socket(AF_INET, SOCK_DGRAM, 0);

	for (ifr.ifr_ifindex = 1; ifr.ifr_ifindex < 16; ifr.ifr_ifindex++) {
		int index = ifr.ifr_ifindex;

		if (!ioctl(fd, SIOCGIFNAME, &ifr) && is_hidden(ifr.ifr_name))
			worked(ifr.ifr_name);
		ifr.ifr_ifindex = index;
	}
	strcpy(ifr.ifr_name, "dummy0");
	if (!ioctl(fd, SIOCGIFADDR, &ifr) &&
	    ((struct sockaddr_in *)&ifr.ifr_addr)->sin_addr.s_addr !=
	    own_address().s_addr)
		worked("an address of the interface is told");
	refused("SIOCGIFNAME, SIOCGIFADDR");
}
