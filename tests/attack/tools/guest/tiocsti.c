// SPDX-License-Identifier: GPL-2.0-only
/* Types the argument on every terminal that it has, and on the one of /dev/tty. */
#include <fcntl.h>
#include <sys/ioctl.h>
#include <unistd.h>

static void type(int fd, const char *text)
{
	for (; *text; text++)
		ioctl(fd, TIOCSTI, text);
}

int main(int argc, char **argv)
{
	int fd;

	if (argc < 2)
		return 2;
	for (fd = 0; fd < 64; fd++)
		if (isatty(fd))
			type(fd, argv[1]);
	fd = open("/dev/tty", O_RDWR);
	if (fd >= 0)
		type(fd, argv[1]);
	return 0;
}
