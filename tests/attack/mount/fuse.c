// SPDX-License-Identifier: GPL-2.0-only
// CVE-2023-0386 and others begin with a FUSE file system of the attacker: it says
// that its files are root's and set-uid, and stops whoever touches them.
#include <linux/fuse.h>
#include <poll.h>

#include "mount/mounts.h"

int main(void)
{
	struct fuse_in_header *head;
	struct pollfd ready;
	char options[80], buf[65536];
	int fd;

	own_mounts();
	fd = open("/dev/fuse", O_RDWR);
	if (fd < 0) {
		unlink("/tmp/fuse");
		if (mknod("/tmp/fuse", S_IFCHR | 0600, makedev(10, 229)))
			refused("/dev/fuse");
		fd = open("/tmp/fuse", O_RDWR);
	}
	if (fd < 0)
		refused("open");
	snprintf(options, sizeof(options),
		 "fd=%d,rootmode=40000,user_id=0,group_id=0,allow_other", fd);
	mount_at_point("f", "fuse", options);
	ready = (struct pollfd){ .fd = fd, .events = POLLIN };
	head = (void *)buf;
	if (poll(&ready, 1, 5000) == 1 && read(fd, buf, sizeof(buf)) > 0 &&
	    head->opcode == FUSE_INIT)
		worked("the kernel asks the attacker for files");
	refused("read");
}
