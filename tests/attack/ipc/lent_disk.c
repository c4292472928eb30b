// SPDX-License-Identifier: GPL-2.0-only
// A descriptor of the disk of the host: no node is needed any more.
#include "borrow.h"

int main(void)
{
	int disk = borrow('b');
	char buf[4096];

	if (disk < 0)
		refused("recvmsg");
	if (pread(disk, buf, sizeof(buf), 0) == sizeof(buf))
		worked("the disk is read");
	refused("pread");
}
