// SPDX-License-Identifier: GPL-2.0-only
// Lines of the guest in the log of the kernel, by nodes that are there and one
// that it makes: who reads the log believes them.
// Caps: MKNOD
#include "device/device.h"

#define OWN	"/tmp/node-kmsg"
#define LINE	"attack: a line that no driver wrote"

static bool forges(const char *name)
{
	int fd = open(name, O_RDWR | O_NONBLOCK);
	char buf[8192];
	ssize_t got;
	bool told = false;

	if (fd < 0)
		return false;
	lseek(fd, 0, SEEK_END);
	if (write(fd, LINE, sizeof(LINE) - 1) > 0)
		while (!told && (got = read(fd, buf, sizeof(buf) - 1)) > 0) {
			buf[got] = '\0';
			told = strstr(buf, LINE);
		}
	close(fd);
	return told;
}

int main(void)
{
	bool told = forges("/dev/kmsg") || forges(NODES "/kmsg");

	if (!told && !mknod(OWN, S_IFCHR | 0600, makedev(1, 11))) {
		told = forges(OWN);
		unlink(OWN);
	}
	if (told)
		worked("the log has a line of the guest's");
	refused("kmsg");
}
