// SPDX-License-Identifier: GPL-2.0-only
/*
 * Commands to files, on an ext4 and on an XFS that the host made for the guest.
 */
#include <linux/falloc.h>
#include <stddef.h>
#include <sys/stat.h>
#include <sys/syscall.h>

#include "ioctl.h"
#include "ioctl_numbers.h"
#include "rows-ioctls.h"

#define SIZE	65536

/* a file with data on disk, beside another one */
static int make_file(const struct call *call, const char *path)
{
	static char data[SIZE];
	int fd = open(path, O_RDWR | O_CREAT | O_TRUNC, 0644);

	sure(call, fd, path);
	sure(call, write(fd, data, SIZE), "write");
	sure(call, fsync(fd), "fsync");
	return fd;
}

static int open_ext4(const struct call *call)
{
	return make_file(call, "/ext4/a");
}

static int open_xfs(const struct call *call)
{
	return make_file(call, "/xfs/a");
}

static int open_maps(const struct call *call)
{
	(void)call;
	return open("/proc/self/maps", O_RDONLY);
}

static int open_pagemap(const struct call *call)
{
	(void)call;
	return open("/proc/self/pagemap", O_RDONLY);
}

/* ---- arguments of files ---- */

static void give_source(struct call *call)
{
	call->arg = make_file(call, "/xfs/b");
}

static void give_clone_range(struct call *call)
{
	struct file_clone_range *range = call->room;

	range->src_fd = make_file(call, "/xfs/b");
}

static void give_dedupe_range(struct call *call)
{
	struct file_dedupe_range *range = call->room;

	range->src_length = SIZE;
	range->dest_count = 1;
	range->info[0].dest_fd = make_file(call, "/xfs/b");
}

static void give_trim(struct call *call)
{
	((struct fstrim_range *)call->room)->len = -1;
}

static void give_fiemap(struct call *call)
{
	((struct fiemap *)call->room)->fm_length = -1;
}

static void give_flags(struct call *call)
{
	give_result_of(call, FS_IOC_GETFLAGS);
}

static void give_xattr(struct call *call)
{
	give_result_of(call, FS_IOC_FSGETXATTR);
}

static void give_version(struct call *call)
{
	give_result_of(call, FS_IOC_GETVERSION);
}

static void give_label(struct call *call)
{
	give_result_of(call, FS_IOC_GETFSLABEL);
}

/* struct space_resv of linux/falloc.h: the first page */
static void give_space(struct call *call)
{
	struct {
		short		type, whence;
		long long	start, length;
	} *space = call->room;

	space->length = 4096;
}

/* struct fsmap_head: from the lowest key, of zeroes, to the highest */
static void give_fsmap(struct call *call)
{
	memset((char *)call->room + 128, 0xff, 32);
	/* its device and owner, and what is reserved, stay zero */
	memset((char *)call->room + 160, 0, 32);
}

/* struct pm_scan_arg: size, flags, start, end, and so on */
static void give_scan(struct call *call)
{
	unsigned long *scan = call->room;

	scan[0] = 96;
	scan[2] = (unsigned long)call->room;
	scan[3] = scan[2] + 4096;
	scan[5] = scan[2] + 8192;
	scan[6] = 1;
	scan[11] = 1 << 3;
}

/* struct procmap_query: size, flags, address */
static void give_query(struct call *call)
{
	unsigned long *query = call->room;

	query[0] = 104;
	query[2] = (unsigned long)call->room;
}

static void give_policy(struct call *call)
{
	struct fscrypt_policy_v1 *policy = call->room;

	policy->contents_encryption_mode = FSCRYPT_MODE_AES_256_XTS;
	policy->filenames_encryption_mode = FSCRYPT_MODE_AES_256_CTS;
}

static const struct command file_commands[] = {
	{ "FICLONE",			open_xfs,	give_source },
	{ "FICLONERANGE",		open_xfs,	give_clone_range },
	{ "FIDEDUPERANGE",		open_xfs,	give_dedupe_range },
	{ "FIFREEZE",			open_xfs,	NULL },
	{ "FITHAW",			open_xfs,	NULL },
	{ "FITRIM",			open_xfs,	give_trim },
	{ "FS_IOC32_SETFLAGS",		NULL,		give_flags },
	{ "FS_IOC_SETFLAGS",		NULL,		give_flags },
	{ "FS_IOC_FSSETXATTR",		NULL,		give_xattr },
	{ "FS_IOC_SETFSLABEL",		NULL,		give_label },
	{ "FS_IOC_FIEMAP",		NULL,		give_fiemap },
	{ "FS_IOC_GETFSMAP",		NULL,		give_fsmap },
	{ "FS_IOC_RESVSP",		NULL,		give_space },
	{ "FS_IOC_RESVSP64",		NULL,		give_space },
	{ "FS_IOC_UNRESVSP",		NULL,		give_space },
	{ "FS_IOC_UNRESVSP64",		NULL,		give_space },
	{ "FS_IOC_ZERO_RANGE",		NULL,		give_space },
	{ "FS_IOC_SET_ENCRYPTION_POLICY", NULL,		give_policy },
	{ "PAGEMAP_SCAN",		open_pagemap,	give_scan },
	{ "PROCMAP_QUERY",		open_maps,	give_query },
};

/* ---- arguments of ext4 ---- */

/* a file without extents, which is given some */
static void give_indirect(struct call *call)
{
	int flags;

	sure(call, ftruncate(call->fd, 0), "truncate");
	sure(call, ioctl(call->fd, FS_IOC_GETFLAGS, &flags), "get flags");
	flags &= ~FS_EXTENT_FL;
	sure(call, ioctl(call->fd, FS_IOC_SETFLAGS, &flags), "set flags");
}

static void give_donor(struct call *call)
{
	/* struct move_extent of ext4.h */
	struct {
		unsigned int		reserved, donor;
		unsigned long long	start, donor_start, length, moved;
	} *move = call->room;

	move->donor = make_file(call, "/ext4/b");
	move->length = 1;
}

/* struct fsuuid: the length, flags, and then the bytes */
static void give_uuid(struct call *call)
{
	*(unsigned int *)call->room = 16;
}

static const struct command ext4_commands[] = {
	{ "EXT4_IOC32_SETVERSION",	NULL,	give_version },
	{ "EXT4_IOC32_SETVERSION_OLD",	NULL,	give_version },
	{ "EXT4_IOC_SETVERSION",	NULL,	give_version },
	{ "EXT4_IOC_SETVERSION_OLD",	NULL,	give_version },
	{ "EXT4_IOC_GET_ES_CACHE",	NULL,	give_fiemap },
	{ "EXT4_IOC_MIGRATE",		NULL,	give_indirect },
	{ "EXT4_IOC_MOVE_EXT",		NULL,	give_donor },
	{ "EXT4_IOC_GETFSUUID",		NULL,	give_uuid },
	{ "EXT4_IOC_SETFSUUID",		NULL,	give_uuid },
};

/* ---- arguments of XFS; structures are those of its xfs_fs.h ---- */

struct handle_request {
	unsigned int	fd;
	const char	*path;
	unsigned int	flags;
	void		*in;
	unsigned int	in_size;
	void		*out;
	unsigned int	*out_size;
};

static void handle_request(struct call *call, unsigned long number)
{
	struct handle_request *request = call->room;
	static unsigned int size;

	size = 24;
	*request = (struct handle_request){
		.fd = call->fd,
		.path = "/xfs/a",
		.out = (char *)call->room + 1024,
		.out_size = &size,
	};
	if (!number)
		return;
	sure(call, ioctl(call->fd, number, request), "handle");
	request->in = request->out;
	request->in_size = size;
	request->out = (char *)call->room + 2048;
	request->flags = O_RDONLY;
}

static void give_file(struct call *call)
{
	handle_request(call, 0);
}

static void give_handle(struct call *call)
{
	handle_request(call, XFS_IOC_FD_TO_HANDLE);
}

/* struct getbmap: the first has a range and how many follow */
static void give_map(struct call *call)
{
	struct {
		long long	offset, block, length;
		int		count, entries;
	} *map = call->room;

	map->length = -1;
	map->count = 16;
}

/* struct xfs_swapext: with a part of struct xfs_bstat, what fstat(2) tells */
static void give_swap(struct call *call)
{
	long long *swap = call->room;
	struct stat st;
	char *bstat = (char *)call->room + 56;

	sure(call, fstat(call->fd, &st), "stat");
	swap[1] = call->fd;
	swap[2] = make_file(call, "/xfs/b");
	swap[4] = SIZE;
	memcpy(bstat + 56, &st.st_mtim, sizeof(st.st_mtim));
	memcpy(bstat + 72, &st.st_ctim, sizeof(st.st_ctim));
}

/* the other file of an exchange */
static void give_exchange(struct call *call)
{
	*(int *)call->room = make_file(call, "/xfs/b");
}

/* the same when the file is still as it was at the start */
static void give_commit(struct call *call)
{
	sure(call, ioctl(call->fd, XFS_IOC_START_COMMIT, call->room), "start");
	give_exchange(call);
}

static const struct command xfs_commands[] = {
	{ "XFS_IOC_ALLOCSP",		NULL,	give_space },
	{ "XFS_IOC_ALLOCSP64",		NULL,	give_space },
	{ "XFS_IOC_FREESP",		NULL,	give_space },
	{ "XFS_IOC_FREESP64",		NULL,	give_space },
	{ "XFS_IOC_FD_TO_HANDLE",	NULL,	give_file },
	{ "XFS_IOC_PATH_TO_HANDLE",	NULL,	give_file },
	{ "XFS_IOC_PATH_TO_FSHANDLE",	NULL,	give_file },
	{ "XFS_IOC_OPEN_BY_HANDLE",	NULL,	give_handle },
	{ "XFS_IOC_READLINK_BY_HANDLE",	NULL,	give_handle },
	{ "XFS_IOC_ATTRLIST_BY_HANDLE",	NULL,	give_handle },
	{ "XFS_IOC_ATTRMULTI_BY_HANDLE", NULL,	give_handle },
	{ "XFS_IOC_GETBMAP",		NULL,	give_map },
	{ "XFS_IOC_GETBMAPA",		NULL,	give_map },
	{ "XFS_IOC_GETBMAPX",		NULL,	give_map },
	{ "XFS_IOC_SWAPEXT",		NULL,	give_swap },
	{ "XFS_IOC_EXCHANGE_RANGE",	NULL,	give_exchange },
	{ "XFS_IOC_COMMIT_RANGE",	NULL,	give_commit },
};

#define KIND(name, open)	\
	{ #name, open, name ## _commands, ROWS(name ## _commands) }
static const struct kind kinds[] = {
	{ "file", open_ext4, file_commands, ROWS(file_commands) },
	KIND(ext4, open_ext4),
	KIND(xfs, open_xfs),
};

/* file systems that the kernel of the test may have: then a probe is missing */
static void cells_without(const char *on, const char *type)
{
	const struct kind kind = { .on = on };
	FILE *file = fopen("/proc/filesystems", "r");
	char line[128];

	while (file && fgets(line, sizeof(line), file)) {
		line[strcspn(line, "\n")] = 0;
		if (!strcmp(strchr(line, '\t') + 1, type))
			return;
	}
	if (file)
		cells_of(ioctls_rows, ROWS(ioctls_rows), &kind);
}

int main(void)
{
	size_t i;

	for (i = 0; i < ROWS(kinds); i++)
		cells_of(ioctls_rows, ROWS(ioctls_rows), &kinds[i]);
	cells_without("f2fs", "f2fs");
	cells_without("fat", "vfat");
	return 0;
}
