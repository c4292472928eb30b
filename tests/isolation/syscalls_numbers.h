/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What the headers of Debian 12 do not have: numbers and structures of
 * include/uapi of Linux 6.12.
 */
#ifndef TESTS_ISOLATION_SYSCALLS_NUMBERS_H
#define TESTS_ISOLATION_SYSCALLS_NUMBERS_H

#include <linux/types.h>
#include <sys/syscall.h>

#ifndef SYS_cachestat
#define SYS_cachestat		451
#endif
#ifndef SYS_fchmodat2
#define SYS_fchmodat2		452
#endif
#ifndef SYS_map_shadow_stack
#define SYS_map_shadow_stack	453
#endif
#ifndef SYS_futex_wake
#define SYS_futex_wake		454
#endif
#ifndef SYS_futex_wait
#define SYS_futex_wait		455
#endif
#ifndef SYS_futex_requeue
#define SYS_futex_requeue	456
#endif
#ifndef SYS_statmount
#define SYS_statmount		457
#endif
#ifndef SYS_listmount
#define SYS_listmount		458
#endif
#ifndef SYS_lsm_get_self_attr
#define SYS_lsm_get_self_attr	459
#endif
#ifndef SYS_lsm_set_self_attr
#define SYS_lsm_set_self_attr	460
#endif
#ifndef SYS_lsm_list_modules
#define SYS_lsm_list_modules	461
#endif
#ifndef SYS_mseal
#define SYS_mseal		462
#endif
#ifndef SYS_memfd_secret
#define SYS_memfd_secret	447
#endif

/* linux/futex.h */
#ifndef FUTEX2_SIZE_U32
#define FUTEX2_SIZE_U32		0x02
#endif

/* linux/lsm.h */
#ifndef LSM_ATTR_CURRENT
#define LSM_ATTR_CURRENT	100
#endif

/* linux/mman.h: struct cachestat_range and struct cachestat */
struct cache_range {
	__u64 off, len;
};

/* linux/mount.h: struct mnt_id_req of its first version */
struct mount_request {
	__u32 size, spare;
	__u64 mnt_id, param;
};

/* the same: MNT_ID_REQ_SIZE_VER0, STATMOUNT_SB_BASIC, LSMT_ROOT */
#define MOUNT_REQUEST_SIZE	24
#define MOUNT_SB_BASIC		1
#define MOUNT_ROOT		(~0ULL)
/* linux/stat.h */
#ifndef STATX_MNT_ID_UNIQUE
#define STATX_MNT_ID_UNIQUE	0x00004000U
#endif

#endif /* TESTS_ISOLATION_SYSCALLS_NUMBERS_H */
