/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Handles of files that are made up.
 */
#ifndef TESTS_ATTACK_CHROOT_HANDLE_H
#define TESTS_ATTACK_CHROOT_HANDLE_H

#include <sched.h>
#include <stdint.h>
#include <sys/mount.h>

#include "attack.h"

struct ext4_handle {
	struct file_handle head;
	uint32_t ino;
	uint32_t generation;
};

/* ext4 takes generation 0 for any */
static inline int open_inode(int root, uint32_t ino, int flags)
{
	struct ext4_handle handle = {
		.head = { .handle_bytes = 8, .handle_type = 1 },
		.ino = ino,
	};

	return open_by_handle_at(root, &handle.head, flags);
}

/*
 * A root directory of the file system of the guests.  The root of "open" is on
 * an overlay, which has no handles: it goes where a guest would be.
 */
static inline int root_on_disk(void)
{
	if (!strcmp(getenv("MODE"), "open"))
		NEED(!unshare(CLONE_NEWNS) &&
		     (!mkdir("/tmp/disk", 0700) || errno == EEXIST) &&
		     !mount("/dev/vdb", "/tmp/disk", "ext4", 0, NULL) &&
		     !chroot("/tmp/disk/attacker") && !chdir("/"));
	return open("/", O_RDONLY | O_DIRECTORY);
}

#endif /* TESTS_ATTACK_CHROOT_HANDLE_H */
