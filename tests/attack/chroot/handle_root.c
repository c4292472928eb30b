// SPDX-License-Identifier: GPL-2.0-only
// "Shocker": the handle of inode 2, the root of the whole file system, is made up
// and opened, which took CAP_DAC_READ_SEARCH; Docker was left so in 2014.
// Victims: other
#include "chroot/handle.h"

int main(void)
{
	int root = root_on_disk();
	int fd = open_inode(root, 2, O_RDONLY | O_DIRECTORY);

	if (fd < 0)
		refused("open_by_handle_at");
	if (named_has_secret(fd, "other/secret"))
		worked("the other guest's file is read");
	refused("the other guest's file");
}
