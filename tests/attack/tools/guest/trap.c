// SPDX-License-Identifier: GPL-2.0-only
/*
 * Stands in for a program of the guest - its init, shell or loader - or, built
 * as a library, for a module that a C library loads.  It tells where it ran by
 * what it may do: /ran is made by anybody, the block device /bite only with
 * rights that no guest has.
 */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

static void spring(void)
{
	int fd = open("/ran", O_WRONLY | O_CREAT | O_APPEND, 0600);

	if (fd >= 0)
		close(fd);
	mknod("/bite", S_IFBLK | 0600, makedev(254, 0));
}

#ifdef MODULE
static void __attribute__((constructor)) loaded(void)
{
	spring();
}
#else
int main(int argc, char **argv)
{
	char *name = strrchr(argv[0], '/');

	spring();
	if (argc > 0)
		argv[0] = name ? name + 1 : argv[0];
	execv("/bin/busybox", argv);
	return 0;
}
#endif
