// SPDX-License-Identifier: GPL-2.0-only
/*
 * Another root directory for the caller.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <sched.h>
#include <stdbool.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "msg.h"
#include "rootdir.h"
#include "vserver.h"

/* the set of spaces that the root of a guest is kept in */
#define ROOT_SET	1

int rootdir_chroot(void)
{
	if (!chroot(".") && !chdir("/"))
		return 0;
	msg_errno("cannot change the root directory");
	return -1;
}

static bool is_mount(void)
{
	struct statx stx;

	return !statx(AT_FDCWD, ".", AT_NO_AUTOMOUNT, 0, &stx) &&
	       stx.stx_attributes_mask & STATX_ATTR_MOUNT_ROOT &&
	       stx.stx_attributes & STATX_ATTR_MOUNT_ROOT;
}

/* mount the working directory over itself and go there */
static int bind_cwd(void)
{
	int fd = open_tree(AT_FDCWD, ".", OPEN_TREE_CLONE | OPEN_TREE_CLOEXEC |
			   AT_RECURSIVE);
	int ret;

	if (fd < 0)
		return -1;
	ret = move_mount(fd, "", AT_FDCWD, ".", MOVE_MOUNT_F_EMPTY_PATH);
	if (!ret)
		ret = fchdir(fd);
	close(fd);
	return ret;
}

static uint64_t mount_id(int fd)
{
	struct statx stx = { };

	return statx(fd, "", AT_EMPTY_PATH, STATX_MNT_ID, &stx) ?
		0 : stx.stx_mnt_id;
}

/* setns() into the own namespace moves the root to that of the namespace */
static int cover_all(int root)
{
	int self = syscall(SYS_pidfd_open, getpid(), 0), top, err;

	if (self < 0)
		return -1;
	err = setns(self, CLONE_NEWNS);
	close(self);
	top = open("/", O_PATH | O_DIRECTORY | O_CLOEXEC);
	if (err || top < 0)
		return -1;
	err = mount_id(top) != mount_id(root) &&
	      move_mount(root, "", top, "", MOVE_MOUNT_F_EMPTY_PATH |
			 MOVE_MOUNT_T_EMPTY_PATH);
	close(top);
	return err || fchdir(root) || chroot(".") ? -1 : 0;
}

int rootdir_alone(void)
{
	int root = open("/", O_PATH | O_DIRECTORY | O_CLOEXEC), ret;

	if (root < 0)
		return -1;
	ret = cover_all(root);
	close(root);
	return ret;
}

/*
 * The old root lands on top of the new one and is taken away at once: no
 * directory is needed for it, and none that the guest could have replaced.
 * MS_SLAVE keeps this from the mounts of the host.
 */
static int pivot_here(void)
{
	if (unshare(CLONE_NEWNS) ||
	    mount(NULL, "/", NULL, MS_REC | MS_SLAVE, NULL) ||
	    (!is_mount() && bind_cwd()) ||
	    syscall(SYS_pivot_root, ".", ".") || umount2(".", MNT_DETACH) ||
	    chdir("/"))
		return -1;
	return rootdir_alone();
}

int rootdir_pivot(uint32_t xid)
{
	uint64_t spaces = CLONE_NEWNS | CLONE_FS;

	if (vc_enter_space(xid, spaces, ROOT_SET) >= 0)
		return 0;
	if (pivot_here()) {
		msg_errno("cannot make the working directory the root");
		return -1;
	}
	if (vc_set_space(xid, spaces, ROOT_SET) < 0) {
		msg_errno("cannot store the mounts of context %u", xid);
		return -1;
	}
	return 0;
}
