// SPDX-License-Identifier: GPL-2.0-only
// The root of process 1 as whatever /proc is there calls it: a guest that sees
// the host's /proc has the host's init in it.
#include "attack.h"

int main(void)
{
	int fd = open("/proc/1/root", O_PATH | O_DIRECTORY);

	if (fd < 0)
		refused("/proc/1/root");
	if (file_has_secret(fd))
		worked("/secret of the host is read");
	refused("/secret of the host");
}
