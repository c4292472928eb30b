// SPDX-License-Identifier: GPL-2.0-only
// The file "uevent" of a device: the kernel tells udev that it is there again,
// with variables of the writer's choice.
#include <linux/netlink.h>
#include <sys/socket.h>

#include "attack.h"

int main(void)
{
	struct sockaddr_nl kernel = { .nl_family = AF_NETLINK, .nl_groups = 1 };
	int fd = socket(AF_NETLINK, SOCK_RAW, NETLINK_KOBJECT_UEVENT);
	char name[64], buf[2048];

	if (fd < 0 || bind(fd, (void *)&kernel, sizeof(kernel)))
		refused("listen");
	snprintf(name, sizeof(name), "/proc/%ld/root/sys/class/mem/null/uevent",
		 fact_number("PID"));
	if (put("/sys/class/mem/null/uevent", "change") &&
	    put("/sys/devices/virtual/mem/null/uevent", "change") &&
	    put(name, "change"))
		refused("write uevent");
	if (recv(fd, buf, sizeof(buf), MSG_DONTWAIT) > 0)
		worked("the kernel tells of a device");
	harmless("nothing is told");
}
