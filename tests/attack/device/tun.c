// SPDX-License-Identifier: GPL-2.0-only
// An interface by the node tun: packets from and to the host's network.
#include <linux/if_tun.h>
#include <net/if.h>
#include <sys/ioctl.h>

#include "device/device.h"

int main(void)
{
	struct ifreq req = { .ifr_name = "stolen",
			     .ifr_flags = IFF_TUN | IFF_NO_PI };
	int fd = open("/dev/net/tun", O_RDWR);

	if (fd < 0)
		fd = open(NODES "/tun", O_RDWR);
	if (fd < 0)
		refused("tun");
	if (ioctl(fd, TUNSETIFF, &req))
		refused("TUNSETIFF");
	if (if_nametoindex("stolen"))
		worked("the host has another interface");
	refused("no interface");
}
