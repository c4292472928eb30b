// SPDX-License-Identifier: GPL-2.0-only
// Attributes of our own - barrier, iunlink, immutable - are given to a file by
// its name, by a descriptor, and by the extended attribute behind them.
#include <sys/xattr.h>

#include "kernel/vserver.h"

#define FILE_NAME	"/shared/iattr"
#define IXUNLINK	0x20000

static bool has_attribute(int fd)
{
	char value[16];

	return fgetxattr(fd, "security.vserver", value, sizeof(value)) > 0;
}

int main(void)
{
	struct vs_iattr by_fd = { NULL, 0, IXUNLINK, IXUNLINK };
	int fd = open(FILE_NAME, O_CREAT | O_RDWR, 0600);
	bool has;

	NEED(fd >= 0);
	tried(set_attr(FILE_NAME, IXUNLINK, IXUNLINK));
	vs(FSET_IATTR, fd, &by_fd.tag);
	if (!has_attribute(fd))
		fsetxattr(fd, "security.vserver", "\0\0\2\0", 4, 0);
	has = has_attribute(fd);
	fremovexattr(fd, "security.vserver");
	unlink(FILE_NAME);
	if (has)
		worked("a file has an attribute of the host's");
	refused("set_iattr");
}
