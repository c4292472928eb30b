/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Nodes for attacks: the host has left some in /shared/nodes, with mode 0666.
 */
#ifndef TESTS_ATTACK_DEVICE_DEVICE_H
#define TESTS_ATTACK_DEVICE_DEVICE_H

#include <sys/mount.h>
#include <sys/sysmacros.h>

#include "attack.h"

#define NODES	"/shared/nodes"
#define DISK	NODES "/disk"

/* is it the disk that the VM has booted from?  ext4 has its magic there */
static inline bool is_disk(int fd)
{
	unsigned char magic[2];

	return pread(fd, magic, 2, 1080) == 2 && magic[0] == 0x53 &&
	       magic[1] == 0xef;
}

/* errno is that of open() */
static inline bool opens_disk(const char *name)
{
	int fd = open(name, O_RDONLY), err = errno;
	bool is = fd >= 0 && is_disk(fd);

	if (fd >= 0)
		close(fd);
	errno = err;
	return is;
}

/* a directory for an attack that may mount there */
#define MOUNTPOINT	"/tmp/node-mount"

static inline void refused_mount(const char *what)
{
	int err = errno;

	umount2(MOUNTPOINT, MNT_DETACH);
	rmdir(MOUNTPOINT);
	errno = err;
	refused(what);
}

static inline void worked_mount(const char *what)
{
	umount2(MOUNTPOINT, MNT_DETACH);
	rmdir(MOUNTPOINT);
	worked(what);
}

#endif /* TESTS_ATTACK_DEVICE_DEVICE_H */
