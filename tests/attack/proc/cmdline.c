// SPDX-License-Identifier: GPL-2.0-only
// Passwords in arguments, by /proc/<pid>/cmdline.
// Victims: host other
#include "proc/of.h"

int main(void)
{
	char buf[256];
	int fd = open(victims("cmdline"), O_RDONLY);
	ssize_t got;

	if (fd < 0)
		refused(victims("cmdline"));
	got = read(fd, buf, sizeof(buf));
	if (got > 0 && memmem(buf, got, fact("SECRET"), 16))
		worked("the secret is among the arguments");
	harmless("cmdline");
}
