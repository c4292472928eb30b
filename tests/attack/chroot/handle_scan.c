// SPDX-License-Identifier: GPL-2.0-only
// Every inode of the file system that the guests share is opened by its number,
// from handles that are counted up, until one has the victim's secret.
// Victims: other
#include "chroot/handle.h"

int main(void)
{
	int root = root_on_disk(), fd;
	struct stat st;
	uint32_t ino;

	for (ino = 11; ino < 100000; ino++) {
		fd = open_inode(root, ino, O_RDONLY | O_NONBLOCK);
		if (fd < 0) {
			if (errno == EPERM)
				refused("open_by_handle_at");
			continue;
		}
		if (!fstat(fd, &st) && S_ISREG(st.st_mode) && has_secret(fd))
			worked("the other guest's file is read");
		close(fd);
	}
	harmless("no inode has the secret");
}
