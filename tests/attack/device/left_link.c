// SPDX-License-Identifier: GPL-2.0-only
// A node under another name: a hard link, made by name and by descriptor, and a
// link to it, in the place of a node that the guest may open.
#include "device/device.h"

#define NAME	"/shared/null"

int main(void)
{
	int path = open(DISK, O_PATH), err;
	bool is = false;

	NEED(path >= 0);
	unlink(NAME);
	if (!link(DISK, NAME) || !linkat(path, "", AT_FDCWD, NAME,
					 AT_EMPTY_PATH))
		is = opens_disk(NAME);
	unlink(NAME);
	if (!is && !symlink(DISK, NAME))
		is = opens_disk(NAME);
	err = errno;
	unlink(NAME);
	errno = err;
	if (is)
		worked("the disk is read by another name");
	refused("open the link");
}
