// SPDX-License-Identifier: GPL-2.0-only
// A file system that the guest serves, by the node fuse: who looks into it waits
// for the guest as long as it likes.
#include <linux/fuse.h>

#include "device/device.h"

int main(void)
{
	int fd = open("/dev/fuse", O_RDWR);
	static char request[65536];
	char options[96];
	ssize_t got;

	if (fd < 0)
		fd = open(NODES "/fuse", O_RDWR);
	if (fd < 0)
		refused("fuse");
	NEED(!mkdir(MOUNTPOINT, 0700) || errno == EEXIST);
	snprintf(options, sizeof(options),
		 "fd=%d,rootmode=40000,user_id=0,group_id=0,allow_other", fd);
	if (mount("fuse", MOUNTPOINT, "fuse", 0, options))
		refused_mount("mount");
	got = read(fd, request, sizeof(request));
	if (got < (ssize_t)sizeof(struct fuse_in_header))
		refused_mount("read");
	worked_mount("the kernel asks the guest");
}
