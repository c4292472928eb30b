// SPDX-License-Identifier: GPL-2.0-only
// umount() of the caller's root makes its file system read-only instead, for
// everybody who has it: the root is put on one that the host has as well.
#include <sys/statvfs.h>

#include "mount/mounts.h"

int main(void)
{
	struct statvfs fs;
	int err;

	own_mounts();
	NEED(!chroot("/shared") && !chdir("/"));
	if (umount2("/", 0))
		refused("umount2");
	NEED(!statvfs("/", &fs));
	err = mknod("/written", S_IFREG, 0) ? errno : 0;
	unlink("/written");
	mount(NULL, "/", NULL, MS_REMOUNT, NULL);
	if (err == EROFS || fs.f_flag & ST_RDONLY)
		worked("the host's file system is read-only");
	harmless("umount2: it is writable still");
}
