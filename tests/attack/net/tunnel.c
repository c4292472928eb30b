// SPDX-License-Identifier: GPL-2.0-only
// A network device of the own by the node net/tun: frames go in and out as on a
// wire of the host.
// Caps: MKNOD
#include <linux/if_tun.h>
#include <net/if.h>
#include <sys/ioctl.h>
#include <sys/sysmacros.h>

#include "net.h"

int main(void)
{
	struct ifreq ifr = { .ifr_flags = IFF_TUN, .ifr_name = "attack%d" };
	int fd = open("/dev/net/tun", O_RDWR);

	if (fd < 0 && !mknod("/tmp/a-tun", S_IFCHR | 0600, makedev(10, 200))) {
		fd = open("/tmp/a-tun", O_RDWR);
		unlink("/tmp/a-tun");
	}
	if (fd < 0)
		refused("open");
	if (ioctl(fd, TUNSETIFF, &ifr))
		refused("TUNSETIFF");
	worked("there is a network device of the attacker");
}
