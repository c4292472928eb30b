// SPDX-License-Identifier: GPL-2.0-only
/*
 * Commands of btrfs.  /btrfs is a directory of the guest in a subvolume that has
 * files and subvolumes of the others, too, and which is mounted so that who may
 * write a directory may remove subvolumes there: the worst that a host can do.
 */
#include <linux/btrfs_tree.h>
#include <stdint.h>
#include <sys/stat.h>
#include <sys/syscall.h>

#include "ioctl.h"
#include "ioctl_numbers.h"
#include "rows-ioctls.h"

/* ---- descriptors ---- */

static int open_directory(const struct call *call)
{
	(void)call;
	return open("/btrfs", O_RDONLY | O_DIRECTORY);
}

static int open_file(const struct call *call)
{
	(void)call;
	return open("/btrfs/file", O_RDWR);
}

/* the guest's subvolume; or where those of the others are, too */
static int open_above(const struct call *call)
{
	return open(call->owner == OWN ? "/btrfs/sub" : "/btrfs", O_RDONLY);
}

static int open_subvolume(const struct call *call)
{
	(void)call;
	return open("/btrfs/sub", O_RDONLY | O_DIRECTORY);
}

/* ---- what belongs to whom ---- */

static uint64_t inode_of(const struct call *call, const char *path)
{
	struct stat st;

	sure(call, stat(path, &st), path);
	return st.st_ino;
}

static uint64_t own_subvolume(const struct call *call)
{
	struct btrfs_ioctl_ino_lookup_args args = {
		.objectid = BTRFS_FIRST_FREE_OBJECTID,
	};
	int fd = open_subvolume(call);

	sure(call, fd, "/btrfs/sub");
	sure(call, ioctl(fd, BTRFS_IOC_INO_LOOKUP, &args), "own subvolume");
	close(fd);
	return args.treeid;
}

static uint64_t subvolume(const struct call *call)
{
	if (call->owner == OWN)
		return own_subvolume(call);
	return strtoull(fact_of(call->owner, "SUBVOLUME"), NULL, 10);
}

/* the directory that has the subvolume */
static uint64_t directory(const struct call *call)
{
	if (call->owner == OWN)
		return inode_of(call, "/btrfs");
	return strtoull(fact_of(call->owner, "SUBVOLUME_DIRECTORY"), NULL, 10);
}

static uint64_t file(const struct call *call)
{
	if (call->owner == OWN)
		return inode_of(call, "/btrfs/file");
	return strtoull(fact_of(call->owner, "SUBVOLUME_FILE"), NULL, 10);
}

/* ---- arguments ---- */

static void give_new(struct call *call)
{
	struct btrfs_ioctl_vol_args *args = call->room;

	args->fd = open_subvolume(call);
	strcpy(args->name, "new");
}

static void give_new_v2(struct call *call)
{
	struct btrfs_ioctl_vol_args_v2 *args = call->room;

	args->fd = open_subvolume(call);
	strcpy(args->name, "new2");
}

static void give_old(struct call *call)
{
	struct btrfs_ioctl_vol_args *args = call->room;

	strcpy(args->name, "old");
}

static void give_id(struct call *call)
{
	struct btrfs_ioctl_vol_args_v2 *args = call->room;

	args->flags = BTRFS_SUBVOL_SPEC_BY_ID;
	args->subvolid = subvolume(call);
}

static void give_inode(struct call *call)
{
	struct btrfs_ioctl_ino_lookup_args *args = call->room;

	args->objectid = file(call);
}

static void give_paths(struct call *call)
{
	struct btrfs_ioctl_ino_path_args *args = call->room;

	args->inum = file(call);
	args->size = 4096;
	args->fspath = (uintptr_t)call->room + 4096;
}

static void give_user(struct call *call)
{
	struct btrfs_ioctl_ino_lookup_user_args *args = call->room;

	args->dirid = directory(call);
	args->treeid = subvolume(call);
}

static void give_whole(struct call *call)
{
	((struct btrfs_ioctl_defrag_range_args *)call->room)->len = -1;
}

static void give_device(struct call *call)
{
	((struct btrfs_ioctl_dev_info_args *)call->room)->devid = 1;
}

static void give_stats(struct call *call)
{
	struct btrfs_ioctl_get_dev_stats *stats = call->room;

	stats->devid = 1;
	stats->nr_items = BTRFS_DEV_STAT_VALUES_MAX;
}

/* what the whole file system is made of: device, length, name of no device */
static void give_name(struct call *call)
{
	struct btrfs_ioctl_vol_args *args = call->room;

	strcpy(args->name, "1:max");
}

static const struct command btrfs_commands[] = {
	{ "BTRFS_IOC_ADD_DEV",		NULL,		give_name },
	{ "BTRFS_IOC_DEFRAG",		open_file,	give_zero },
	{ "BTRFS_IOC_DEFRAG_RANGE",	open_file,	give_whole },
	{ "BTRFS_IOC_DEV_INFO",		NULL,		give_device },
	{ "BTRFS_IOC_ENCODED_READ",	open_file,	NULL },
	{ "BTRFS_IOC_ENCODED_WRITE",	open_file,	NULL },
	{ "BTRFS_IOC_GET_DEV_STATS",	NULL,		give_stats },
	{ "BTRFS_IOC_GET_SUBVOL_ROOTREF", open_above,	NULL },
	{ "BTRFS_IOC_INO_LOOKUP",	NULL,		give_inode },
	{ "BTRFS_IOC_INO_LOOKUP_USER",	NULL,		give_user },
	{ "BTRFS_IOC_INO_PATHS",	NULL,		give_paths },
	{ "BTRFS_IOC_RESIZE",		NULL,		give_name },
	{ "BTRFS_IOC_RM_DEV",		NULL,		give_name },
	{ "BTRFS_IOC_SET_RECEIVED_SUBVOL", open_subvolume, NULL },
	{ "BTRFS_IOC_SNAP_CREATE",	NULL,		give_new },
	{ "BTRFS_IOC_SNAP_CREATE_V2",	NULL,		give_new_v2 },
	{ "BTRFS_IOC_SNAP_DESTROY",	NULL,		give_old },
	{ "BTRFS_IOC_SNAP_DESTROY_V2",	NULL,		give_id },
	{ "BTRFS_IOC_SUBVOL_CREATE",	NULL,		give_new },
	{ "BTRFS_IOC_SUBVOL_CREATE_V2",	NULL,		give_new_v2 },
	{ "BTRFS_IOC_SUBVOL_GETFLAGS",	open_subvolume,	NULL },
	{ "BTRFS_IOC_SUBVOL_SETFLAGS",	open_subvolume,	NULL },
};

int main(void)
{
	const struct kind kind = { "btrfs", open_directory, btrfs_commands,
				   ROWS(btrfs_commands) };

	cells_of(ioctls_rows, ROWS(ioctls_rows), &kind);
	return 0;
}
