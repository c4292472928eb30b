// SPDX-License-Identifier: GPL-2.0-only
// Standard output is a file of the host that is only written to.  The link in
// /proc/self/fd opens it for reading: what was logged before is read.
#include "attack.h"

int main(void)
{
	char buf[256] = "";
	int fd;

	printf("marker of the log\n");
	fflush(stdout);
	fd = open("/proc/self/fd/1", O_RDONLY);
	if (fd < 0)
		refused("open");
	if (pread(fd, buf, sizeof(buf) - 1, 0) > 0 && strstr(buf, "marker"))
		worked("a log that was lent for writing is read");
	refused("pread");
}
