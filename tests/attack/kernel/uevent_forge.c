// SPDX-License-Identifier: GPL-2.0-only
// A message as if udev had sent it: listeners of the host trust what root says
// to their group, and run programs and load firmware by it.
#include <linux/netlink.h>
#include <sys/socket.h>

#include "attack.h"

#define UDEV_GROUP	2

static int uevents(int groups)
{
	struct sockaddr_nl address = {
		.nl_family = AF_NETLINK, .nl_groups = groups,
	};
	int fd = socket(AF_NETLINK, SOCK_RAW, NETLINK_KOBJECT_UEVENT);

	if (fd < 0)
		refused("socket");
	if (bind(fd, (void *)&address, sizeof(address)))
		refused("bind");
	return fd;
}

int main(void)
{
	int listener = uevents(UDEV_GROUP), fd = uevents(0);
	struct sockaddr_nl all = {
		.nl_family = AF_NETLINK, .nl_groups = UDEV_GROUP,
	};
	char buf[64] = "";

	if (sendto(fd, "add@/stolen", 12, 0, (void *)&all, sizeof(all)) < 0)
		refused("send to the group");
	if (recv(listener, buf, sizeof(buf), MSG_DONTWAIT) > 0)
		worked("who listens to udev believes it");
	harmless("nobody hears it");
}
