// SPDX-License-Identifier: GPL-2.0-only
// The disk by a node of its own, on each file system that the guest writes to:
// those for queues, terminals and shared memory may have other rules.
// Caps: MKNOD
#include "device/device.h"

static const char * const directories[] = {
	"/tmp", "/shared", "/dev", "/dev/shm", "/dev/pts", "/dev/mqueue",
	"/run", "/root", "/", "/proc/self/fd", "/sys/fs/cgroup",
};

int main(void)
{
	size_t i;

	for (i = 0; i < sizeof(directories) / sizeof(directories[0]); i++) {
		char name[64];
		int err;
		bool is;

		snprintf(name, sizeof(name), "%s/node-disk", directories[i]);
		if (mknod(name, S_IFBLK | 0600, makedev(254, 0)))
			continue;
		is = opens_disk(name);
		err = errno;
		unlink(name);
		errno = err;
		if (is)
			worked("the disk is read");
	}
	refused("mknod, open");
}
