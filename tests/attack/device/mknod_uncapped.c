// SPDX-License-Identifier: GPL-2.0-only
// The same number as a node that a guest may make: a whiteout (0:0), a FIFO and
// a regular file that mknod(2) gets a number for, renamed and opened.
#include "device/device.h"

#define NAME	"/tmp/uncapped"

static const mode_t types[] = { S_IFBLK, S_IFCHR, S_IFREG, S_IFIFO, S_IFSOCK };

int main(void)
{
	struct stat st;
	size_t i;
	int fd;

	for (i = 0; i < 5; i++) {
		unlink(NAME);
		if (mknod(NAME, types[i] | 0600, makedev(254, 0)) ||
		    stat(NAME, &st))
			continue;
		if (st.st_rdev != makedev(254, 0) || !S_ISBLK(st.st_mode))
			continue;
		fd = open(NAME, O_RDONLY | O_NONBLOCK);
		if (fd >= 0 && is_disk(fd)) {
			unlink(NAME);
			worked("the disk is read");
		}
	}
	unlink(NAME);
	errno = EPERM;
	refused("mknod");
}
