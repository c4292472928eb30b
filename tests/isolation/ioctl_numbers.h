/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Numbers of ioctl commands that the headers of the build machine do not have:
 * those of headers that only the kernel has, and of kernels younger than the
 * headers.  Of a structure only the size counts.
 */
#ifndef TESTS_ISOLATION_IOCTL_NUMBERS_H
#define TESTS_ISOLATION_IOCTL_NUMBERS_H

#include <asm/ioctls.h>
#include <asm/termbits.h>
#include <linux/btrfs.h>
#include <linux/f2fs.h>
#include <linux/fiemap.h>
#include <linux/fs.h>
#include <linux/fscrypt.h>
#include <linux/fsverity.h>
#include <linux/if_bridge.h>
#include <linux/kd.h>
#include <linux/msdos_fs.h>
#include <linux/nsfs.h>
#include <linux/random.h>
#include <linux/seccomp.h>
#include <linux/sockios.h>
#include <linux/userfaultfd.h>
#include <linux/vt.h>

/* uapi/linux/fs.h and fsmap.h, linux/falloc.h */
#ifndef FS_IOC_GETFSMAP
#define FS_IOC_GETFSMAP	_IOWR('X', 59, char[192])
#endif
#ifndef FS_IOC_GETFSUUID
#define FS_IOC_GETFSUUID	_IOR(0x15, 0, char[17])
#endif
#ifndef FS_IOC_GETFSSYSFSPATH
#define FS_IOC_GETFSSYSFSPATH	_IOR(0x15, 1, char[129])
#endif
#ifndef FS_IOC_RESVSP
#define FS_IOC_RESVSP	_IOW('X', 40, char[48])
#endif
#ifndef FS_IOC_UNRESVSP
#define FS_IOC_UNRESVSP	_IOW('X', 41, char[48])
#endif
#ifndef FS_IOC_RESVSP64
#define FS_IOC_RESVSP64	_IOW('X', 42, char[48])
#endif
#ifndef FS_IOC_UNRESVSP64
#define FS_IOC_UNRESVSP64	_IOW('X', 43, char[48])
#endif
#ifndef FS_IOC_ZERO_RANGE
#define FS_IOC_ZERO_RANGE	_IOW('X', 57, char[48])
#endif
#ifndef PAGEMAP_SCAN
#define PAGEMAP_SCAN	_IOWR('f', 16, char[96])
#endif
#ifndef PROCMAP_QUERY
#define PROCMAP_QUERY	_IOWR('f', 17, char[104])
#endif

/* uapi/linux/ext4.h, fs/ext4/ext4.h */
#ifndef EXT4_IOC_GETVERSION
#define EXT4_IOC_GETVERSION	_IOR('f', 3, long)
#endif
#ifndef EXT4_IOC_SETVERSION
#define EXT4_IOC_SETVERSION	_IOW('f', 4, long)
#endif
#ifndef EXT4_IOC_GETVERSION_OLD
#define EXT4_IOC_GETVERSION_OLD	FS_IOC_GETVERSION
#endif
#ifndef EXT4_IOC_SETVERSION_OLD
#define EXT4_IOC_SETVERSION_OLD	FS_IOC_SETVERSION
#endif
#ifndef EXT4_IOC_GROUP_EXTEND
#define EXT4_IOC_GROUP_EXTEND	_IOW('f', 7, unsigned long)
#endif
#ifndef EXT4_IOC_GROUP_ADD
#define EXT4_IOC_GROUP_ADD	_IOW('f', 8, char[40])
#endif
#ifndef EXT4_IOC_MIGRATE
#define EXT4_IOC_MIGRATE	_IO('f', 9)
#endif
#ifndef EXT4_IOC_ALLOC_DA_BLKS
#define EXT4_IOC_ALLOC_DA_BLKS	_IO('f', 12)
#endif
#ifndef EXT4_IOC_MOVE_EXT
#define EXT4_IOC_MOVE_EXT	_IOWR('f', 15, char[40])
#endif
#ifndef EXT4_IOC_RESIZE_FS
#define EXT4_IOC_RESIZE_FS	_IOW('f', 16, __u64)
#endif
#ifndef EXT4_IOC_SWAP_BOOT
#define EXT4_IOC_SWAP_BOOT	_IO('f', 17)
#endif
#ifndef EXT4_IOC_PRECACHE_EXTENTS
#define EXT4_IOC_PRECACHE_EXTENTS	_IO('f', 18)
#endif
#ifndef EXT4_IOC_CLEAR_ES_CACHE
#define EXT4_IOC_CLEAR_ES_CACHE	_IO('f', 40)
#endif
#ifndef EXT4_IOC_GETSTATE
#define EXT4_IOC_GETSTATE	_IOW('f', 41, __u32)
#endif
#ifndef EXT4_IOC_GET_ES_CACHE
#define EXT4_IOC_GET_ES_CACHE	_IOWR('f', 42, struct fiemap)
#endif
#ifndef EXT4_IOC_CHECKPOINT
#define EXT4_IOC_CHECKPOINT	_IOW('f', 43, __u32)
#endif
#ifndef EXT4_IOC_GETFSUUID
#define EXT4_IOC_GETFSUUID	_IOR('f', 44, char[8])
#endif
#ifndef EXT4_IOC_SETFSUUID
#define EXT4_IOC_SETFSUUID	_IOW('f', 44, char[8])
#endif
#ifndef EXT4_IOC_SHUTDOWN
#define EXT4_IOC_SHUTDOWN	_IOR('X', 125, __u32)
#endif
#ifndef EXT4_IOC32_GETVERSION
#define EXT4_IOC32_GETVERSION	_IOR('f', 3, int)
#endif
#ifndef EXT4_IOC32_SETVERSION
#define EXT4_IOC32_SETVERSION	_IOW('f', 4, int)
#endif
#ifndef EXT4_IOC32_GETRSVSZ
#define EXT4_IOC32_GETRSVSZ	_IOR('f', 5, int)
#endif
#ifndef EXT4_IOC32_SETRSVSZ
#define EXT4_IOC32_SETRSVSZ	_IOW('f', 6, int)
#endif
#ifndef EXT4_IOC32_GROUP_EXTEND
#define EXT4_IOC32_GROUP_EXTEND	_IOW('f', 7, unsigned int)
#endif
#ifndef EXT4_IOC32_GROUP_ADD
#define EXT4_IOC32_GROUP_ADD	_IOW('f', 8, char[36])
#endif
#ifndef EXT4_IOC32_GETVERSION_OLD
#define EXT4_IOC32_GETVERSION_OLD	FS_IOC32_GETVERSION
#endif
#ifndef EXT4_IOC32_SETVERSION_OLD
#define EXT4_IOC32_SETVERSION_OLD	FS_IOC32_SETVERSION
#endif

/* fs/xfs/libxfs/xfs_fs.h; the first four: fs/xfs/xfs_ioctl.c */
#ifndef XFS_IOC_ALLOCSP
#define XFS_IOC_ALLOCSP	_IOW('X', 10, char[48])
#endif
#ifndef XFS_IOC_FREESP
#define XFS_IOC_FREESP	_IOW('X', 11, char[48])
#endif
#ifndef XFS_IOC_ALLOCSP64
#define XFS_IOC_ALLOCSP64	_IOW('X', 36, char[48])
#endif
#ifndef XFS_IOC_FREESP64
#define XFS_IOC_FREESP64	_IOW('X', 37, char[48])
#endif
#ifndef XFS_IOC_GETVERSION
#define XFS_IOC_GETVERSION	FS_IOC_GETVERSION
#endif
#ifndef XFS_IOC_DIOINFO
#define XFS_IOC_DIOINFO	_IOR('X', 30, char[12])
#endif
#ifndef XFS_IOC_GETBMAP
#define XFS_IOC_GETBMAP	_IOWR('X', 38, char[32])
#endif
#ifndef XFS_IOC_GETBMAPA
#define XFS_IOC_GETBMAPA	_IOWR('X', 44, char[32])
#endif
#ifndef XFS_IOC_FSGETXATTRA
#define XFS_IOC_FSGETXATTRA	_IOR('X', 45, char[28])
#endif
#ifndef XFS_IOC_GETBMAPX
#define XFS_IOC_GETBMAPX	_IOWR('X', 56, char[32])
#endif
#ifndef XFS_IOC_FREE_EOFBLOCKS
#define XFS_IOC_FREE_EOFBLOCKS	_IOR('X', 58, char[128])
#endif
#ifndef XFS_IOC_SCRUB_METADATA
#define XFS_IOC_SCRUB_METADATA	_IOWR('X', 60, char[64])
#endif
#ifndef XFS_IOC_AG_GEOMETRY
#define XFS_IOC_AG_GEOMETRY	_IOWR('X', 61, char[128])
#endif
#ifndef XFS_IOC_GETPARENTS
#define XFS_IOC_GETPARENTS	_IOWR('X', 62, char[40])
#endif
#ifndef XFS_IOC_GETPARENTS_BY_HANDLE
#define XFS_IOC_GETPARENTS_BY_HANDLE	_IOWR('X', 63, char[64])
#endif
#ifndef XFS_IOC_SCRUBV_METADATA
#define XFS_IOC_SCRUBV_METADATA	_IOWR('X', 64, char[40])
#endif
#ifndef XFS_IOC_FSGEOMETRY_V1
#define XFS_IOC_FSGEOMETRY_V1	_IOR('X', 100, char[112])
#endif
#ifndef XFS_IOC_FSBULKSTAT
#define XFS_IOC_FSBULKSTAT	_IOWR('X', 101, char[32])
#endif
#ifndef XFS_IOC_FSBULKSTAT_SINGLE
#define XFS_IOC_FSBULKSTAT_SINGLE	_IOWR('X', 102, char[32])
#endif
#ifndef XFS_IOC_FSINUMBERS
#define XFS_IOC_FSINUMBERS	_IOWR('X', 103, char[32])
#endif
#ifndef XFS_IOC_PATH_TO_FSHANDLE
#define XFS_IOC_PATH_TO_FSHANDLE	_IOWR('X', 104, char[56])
#endif
#ifndef XFS_IOC_PATH_TO_HANDLE
#define XFS_IOC_PATH_TO_HANDLE	_IOWR('X', 105, char[56])
#endif
#ifndef XFS_IOC_FD_TO_HANDLE
#define XFS_IOC_FD_TO_HANDLE	_IOWR('X', 106, char[56])
#endif
#ifndef XFS_IOC_OPEN_BY_HANDLE
#define XFS_IOC_OPEN_BY_HANDLE	_IOWR('X', 107, char[56])
#endif
#ifndef XFS_IOC_READLINK_BY_HANDLE
#define XFS_IOC_READLINK_BY_HANDLE	_IOWR('X', 108, char[56])
#endif
#ifndef XFS_IOC_SWAPEXT
#define XFS_IOC_SWAPEXT	_IOWR('X', 109, char[192])
#endif
#ifndef XFS_IOC_FSGROWFSDATA
#define XFS_IOC_FSGROWFSDATA	_IOW('X', 110, char[16])
#endif
#ifndef XFS_IOC_FSGROWFSLOG
#define XFS_IOC_FSGROWFSLOG	_IOW('X', 111, char[8])
#endif
#ifndef XFS_IOC_FSGROWFSRT
#define XFS_IOC_FSGROWFSRT	_IOW('X', 112, char[16])
#endif
#ifndef XFS_IOC_FSCOUNTS
#define XFS_IOC_FSCOUNTS	_IOR('X', 113, char[32])
#endif
#ifndef XFS_IOC_SET_RESBLKS
#define XFS_IOC_SET_RESBLKS	_IOWR('X', 114, char[16])
#endif
#ifndef XFS_IOC_GET_RESBLKS
#define XFS_IOC_GET_RESBLKS	_IOR('X', 115, char[16])
#endif
#ifndef XFS_IOC_ERROR_INJECTION
#define XFS_IOC_ERROR_INJECTION	_IOW('X', 116, char[8])
#endif
#ifndef XFS_IOC_ERROR_CLEARALL
#define XFS_IOC_ERROR_CLEARALL	_IOW('X', 117, char[8])
#endif
#ifndef XFS_IOC_ATTRLIST_BY_HANDLE
#define XFS_IOC_ATTRLIST_BY_HANDLE	_IOW('X', 122, char[88])
#endif
#ifndef XFS_IOC_ATTRMULTI_BY_HANDLE
#define XFS_IOC_ATTRMULTI_BY_HANDLE	_IOW('X', 123, char[72])
#endif
#ifndef XFS_IOC_FSGEOMETRY_V4
#define XFS_IOC_FSGEOMETRY_V4	_IOR('X', 124, char[112])
#endif
#ifndef XFS_IOC_GOINGDOWN
#define XFS_IOC_GOINGDOWN	_IOR('X', 125, __u32)
#endif
#ifndef XFS_IOC_FSGEOMETRY
#define XFS_IOC_FSGEOMETRY	_IOR('X', 126, char[256])
#endif
#ifndef XFS_IOC_BULKSTAT
#define XFS_IOC_BULKSTAT	_IOR('X', 127, char[64])
#endif
#ifndef XFS_IOC_INUMBERS
#define XFS_IOC_INUMBERS	_IOR('X', 128, char[64])
#endif
#ifndef XFS_IOC_EXCHANGE_RANGE
#define XFS_IOC_EXCHANGE_RANGE	_IOW('X', 129, char[40])
#endif
#ifndef XFS_IOC_START_COMMIT
#define XFS_IOC_START_COMMIT	_IOR('X', 130, char[88])
#endif
#ifndef XFS_IOC_COMMIT_RANGE
#define XFS_IOC_COMMIT_RANGE	_IOW('X', 131, char[88])
#endif

/*
 * uapi/linux/nsfs.h, pidfd.h, eventpoll.h, inotify.h, seccomp.h, un.h; the
 * last three are of timerfd.h and watch_queue.h, which get in the way of fcntl.h
 */
#ifndef NS_GET_MNTNS_ID
#define NS_GET_MNTNS_ID	_IOR(NSIO, 5, __u64)
#endif
#ifndef NS_GET_PID_FROM_PIDNS
#define NS_GET_PID_FROM_PIDNS	_IOR(NSIO, 6, int)
#endif
#ifndef NS_GET_TGID_FROM_PIDNS
#define NS_GET_TGID_FROM_PIDNS	_IOR(NSIO, 7, int)
#endif
#ifndef NS_GET_PID_IN_PIDNS
#define NS_GET_PID_IN_PIDNS	_IOR(NSIO, 8, int)
#endif
#ifndef NS_GET_TGID_IN_PIDNS
#define NS_GET_TGID_IN_PIDNS	_IOR(NSIO, 9, int)
#endif
#ifndef NS_MNT_GET_INFO
#define NS_MNT_GET_INFO	_IOR(NSIO, 10, char[16])
#endif
#ifndef NS_MNT_GET_NEXT
#define NS_MNT_GET_NEXT	_IOR(NSIO, 11, char[16])
#endif
#ifndef NS_MNT_GET_PREV
#define NS_MNT_GET_PREV	_IOR(NSIO, 12, char[16])
#endif
#ifndef PIDFD_GET_CGROUP_NAMESPACE
#define PIDFD_GET_CGROUP_NAMESPACE	_IO(0xff, 1)
#endif
#ifndef PIDFD_GET_IPC_NAMESPACE
#define PIDFD_GET_IPC_NAMESPACE	_IO(0xff, 2)
#endif
#ifndef PIDFD_GET_MNT_NAMESPACE
#define PIDFD_GET_MNT_NAMESPACE	_IO(0xff, 3)
#endif
#ifndef PIDFD_GET_NET_NAMESPACE
#define PIDFD_GET_NET_NAMESPACE	_IO(0xff, 4)
#endif
#ifndef PIDFD_GET_PID_NAMESPACE
#define PIDFD_GET_PID_NAMESPACE	_IO(0xff, 5)
#endif
#ifndef PIDFD_GET_PID_FOR_CHILDREN_NAMESPACE
#define PIDFD_GET_PID_FOR_CHILDREN_NAMESPACE	_IO(0xff, 6)
#endif
#ifndef PIDFD_GET_TIME_NAMESPACE
#define PIDFD_GET_TIME_NAMESPACE	_IO(0xff, 7)
#endif
#ifndef PIDFD_GET_TIME_FOR_CHILDREN_NAMESPACE
#define PIDFD_GET_TIME_FOR_CHILDREN_NAMESPACE	_IO(0xff, 8)
#endif
#ifndef PIDFD_GET_USER_NAMESPACE
#define PIDFD_GET_USER_NAMESPACE	_IO(0xff, 9)
#endif
#ifndef PIDFD_GET_UTS_NAMESPACE
#define PIDFD_GET_UTS_NAMESPACE	_IO(0xff, 10)
#endif
#ifndef EPIOCSPARAMS
#define EPIOCSPARAMS	_IOW(0x8a, 1, char[8])
#endif
#ifndef EPIOCGPARAMS
#define EPIOCGPARAMS	_IOR(0x8a, 2, char[8])
#endif
#ifndef INOTIFY_IOC_SETNEXTWD
#define INOTIFY_IOC_SETNEXTWD	_IOW('I', 0, __s32)
#endif
#ifndef SECCOMP_IOCTL_NOTIF_ID_VALID_WRONG_DIR
#define SECCOMP_IOCTL_NOTIF_ID_VALID_WRONG_DIR	SECCOMP_IOR(2, __u64)
#endif
#ifndef SECCOMP_IOCTL_NOTIF_SET_FLAGS
#define SECCOMP_IOCTL_NOTIF_SET_FLAGS	SECCOMP_IOW(4, __u64)
#endif
#ifndef SIOCUNIXFILE
#define SIOCUNIXFILE	(SIOCPROTOPRIVATE + 0)
#endif
#ifndef IOC_WATCH_QUEUE_SET_SIZE
#define IOC_WATCH_QUEUE_SET_SIZE	_IO('W', 0x60)
#endif
#ifndef IOC_WATCH_QUEUE_SET_FILTER
#define IOC_WATCH_QUEUE_SET_FILTER	_IO('W', 0x61)
#endif
#ifndef TFD_IOC_SET_TICKS
#define TFD_IOC_SET_TICKS	_IOW('T', 0, __u64)
#endif

#endif /* TESTS_ISOLATION_IOCTL_NUMBERS_H */
