/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Mounts, and what they are known by.
 */
#ifndef TESTS_ISOLATION_SYSCALLS_MOUNT_H
#define TESTS_ISOLATION_SYSCALLS_MOUNT_H

#include <linux/mount.h>
#include <sys/mount.h>

#include "syscalls_numbers.h"
#include "syscalls_victim.h"

static const struct mount_attr mount_ro = { .attr_set = MOUNT_ATTR_RDONLY };

/* a guest that may keeps nothing of it */
static inline long mount_one(void)
{
	long result = CALL(mount, "none", ROOM "/dir", "tmpfs", 0, NULL);

	return result ?: CALL(umount2, ROOM "/dir", 0);
}

OWN_EXPR("mount", mount_one());
OWN_EXPR("mount:MS_REMOUNT", CALL(mount, NULL, "/", NULL, MS_REMOUNT, NULL));
OWN_EXPR("mount:MS_REMOUNT|MS_BIND",
	 CALL(mount, NULL, "/", NULL, MS_REMOUNT | MS_BIND, NULL));
OWN(mount_setattr, AT_FDCWD, "/dev/shm", 0, &mount_ro, sizeof(mount_ro));
OWN(move_mount, AT_FDCWD, "/dev/shm", AT_FDCWD, ROOM "/dir", 0);
OWN(pivot_root, "/", ROOM "/dir");
OWN(umount2, "/dev/shm", MNT_DETACH);
OWN_EXPR("umount2:MNT_FORCE", CALL(umount2, "/dev/shm", MNT_FORCE));
OWN(fsopen, "tmpfs", 0);
OWN(fspick, AT_FDCWD, "/", 0);
/* without the descriptor that fsopen would have given */
OWN(fsconfig, CALL(fsopen, "tmpfs", 0), FSCONFIG_SET_FLAG, "ro", NULL, 0);
OWN(fsmount, CALL(fsopen, "tmpfs", 0), 0, 0);
OWN_EXPR("open_tree:OPEN_TREE_CLONE",
	 CALL(open_tree, AT_FDCWD, "/", OPEN_TREE_CLONE));
#ifdef __i386__
OWN(umount, "/dev/shm");
#endif

/* ---- numbers of mounts ---- */

#define MANY	512

static __u64 own_mounts[MANY];

static inline __u64 own_mount(void)
{
	struct statx stat;

	need(CALL(statx, AT_FDCWD, "/", 0, STATX_MNT_ID_UNIQUE, &stat));
	/* stx_mnt_id, which the header of Debian 12 has as well */
	return stat.stx_mnt_id;
}

static inline long list_mounts(__u64 id)
{
	struct mount_request request = {
		.size = MOUNT_REQUEST_SIZE, .mnt_id = id,
	};

	return CALL(listmount, &request, own_mounts, MANY, 0);
}

static inline long show_mount(__u64 id)
{
	struct mount_request request = {
		.size = MOUNT_REQUEST_SIZE, .mnt_id = id,
		.param = MOUNT_SB_BASIC,
	};

	return CALL(statmount, &request, buf, sizeof(buf), 0);
}

/*
 * The kernel counts mounts from 2^31 (mnt_id_ctr of fs/namespace.c), those of
 * host and guests as they come.  All that are not the caller's are tried; the
 * errno is that of the last one.
 */
static inline long any_mount(long (*attempt)(__u64))
{
	static __u64 list[MANY];
	__u64 own = own_mount(), id;
	long count = list_mounts(MOUNT_ROOT), i;

	if (owner == OWN)
		return attempt(own);
	NEED(count > 0 && count < MANY);
	memcpy(list, own_mounts, sizeof(list));
	for (id = 1ULL << 31; id < own + 4096; id++) {
		for (i = 0; i < count && list[i] != id; i++)
			;
		if (i == count && id != own && attempt(id) >= 0)
			return 0;
	}
	return -1;
}

ALL_EXPR("statmount", any_mount(show_mount));
ALL_EXPR("listmount", owner == OWN ? list_mounts(MOUNT_ROOT) :
				 any_mount(list_mounts));

/* ---- numbers of devices ---- */

/*
 * The device that has the roots of the guests; of the host any of those that
 * are mounted without a device and that the guest does not see itself
 */
static inline bool is_seen(unsigned int dev)
{
	static const char *const tops[] = {
		"/proc", "/sys", "/sys/fs/cgroup", "/sys/fs/fuse", "/dev",
		"/dev/pts", "/dev/shm", "/run", "/shared", "/tmp",
	};
	struct stat top;
	size_t i;

	for (i = 0; i < sizeof(tops) / sizeof(*tops); i++)
		if (!stat(tops[i], &top) && top.st_dev == dev)
			return true;
	return false;
}

static inline long any_device(void)
{
	struct stat root;
	unsigned int dev;

	need(stat("/", &root));
	if (owner != HOST)
		return CALL(ustat, (unsigned int)root.st_dev, buf);
	for (dev = 1; dev < 64; dev++)
		if (!is_seen(dev) && CALL(ustat, dev, buf) == 0)
			return 0;
	return -1;
}

ALL_EXPR("ustat", any_device());

#endif /* TESTS_ISOLATION_SYSCALLS_MOUNT_H */
