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

OWN(mount, "none", ROOM "/dir", "tmpfs", 0, NULL);
OWN_IS(mount:MS_REMOUNT, CALL(mount, NULL, "/", NULL, MS_REMOUNT, NULL));
OWN_IS(mount:MS_REMOUNT|MS_BIND,
       CALL(mount, NULL, "/", NULL, MS_REMOUNT | MS_BIND, NULL));
OWN(mount_setattr, AT_FDCWD, "/proc", 0, &mount_ro, sizeof(mount_ro));
OWN(move_mount, AT_FDCWD, "/proc", AT_FDCWD, ROOM "/dir", 0);
OWN(pivot_root, "/", ROOM "/dir");
OWN(umount2, "/proc", MNT_DETACH);
OWN_IS(umount2:MNT_FORCE, CALL(umount2, "/proc", MNT_FORCE));
OWN(fsopen, "tmpfs", 0);
OWN(fspick, AT_FDCWD, "/", 0);
/* without the descriptor that fsopen would have given */
OWN(fsconfig, CALL(fsopen, "tmpfs", 0), FSCONFIG_SET_FLAG, "ro", NULL, 0);
OWN(fsmount, CALL(fsopen, "tmpfs", 0), 0, 0);
OWN_IS(open_tree:OPEN_TREE_CLONE,
       CALL(open_tree, AT_FDCWD, "/", OPEN_TREE_CLONE));
#ifdef __i386__
OWN(umount, "/proc");
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
 * The mounts of others have numbers before and after those of the guest, which
 * the kernel counts from 2^31 (mnt_id_ctr of fs/namespace.c): the host's are
 * older, those of a guest that was started later are newer.  All that are not
 * the caller's are tried; the errno is that of the last one.
 */
static inline long any_mount(long (*attempt)(__u64))
{
	__u64 own = own_mount(), id = owner == HOST ? 1ULL << 31 : own;
	__u64 end = owner == HOST ? own : own + 4096;
	static __u64 list[MANY];
	long count = list_mounts(MOUNT_ROOT), i;

	if (owner == OWN)
		return attempt(own);
	memcpy(list, own_mounts, sizeof(list));
	for (; id < end; id++) {
		for (i = 0; i < count && list[i] != id; i++)
			;
		if ((i >= count || count < 0) && id != own &&
		    attempt(id) >= 0)
			return 0;
	}
	return -1;
}

ALL_IS(statmount, any_mount(show_mount));
ALL_IS(listmount, owner == OWN ? list_mounts(MOUNT_ROOT) :
				 any_mount(list_mounts));

/* ---- numbers of devices ---- */

/*
 * The device of the guests' roots, and others': 64 of those without a device,
 * and the disks of the VM
 */
static inline long any_device(void)
{
	struct stat root;
	unsigned int dev;

	need(stat("/", &root));
	if (owner != HOST)
		return CALL(ustat, (unsigned int)root.st_dev, buf);
	for (dev = 1; dev < 64; dev++)
		if (dev != root.st_dev && CALL(ustat, dev, buf) == 0)
			return 0;
	return -1;
}

ALL_IS(ustat, any_device());

#endif /* TESTS_ISOLATION_SYSCALLS_MOUNT_H */
