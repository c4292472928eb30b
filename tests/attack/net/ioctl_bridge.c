// SPDX-License-Identifier: GPL-2.0-only
// A bridge of the own by an ioctl(2) of any socket: it takes interfaces of the
// host for its ports.
#include <linux/sockios.h>
#include <net/if.h>
#include <sys/ioctl.h>

#include "net.h"

int main(void)
{
	int fd = socket(AF_INET, SOCK_DGRAM, 0);
	bool there;

	if (ioctl(fd, SIOCBRADDBR, "attack0"))
		refused("SIOCBRADDBR");
	there = if_nametoindex("attack0");
	ioctl(fd, SIOCBRDELBR, "attack0");
	if (there)
		worked("there is a bridge of the attacker");
	harmless("SIOCBRADDBR: no bridge");
}
