/* SPDX-License-Identifier: GPL-2.0 WITH Linux-syscall-note */
/*
 * Linux-VServer ABI: spaces, the namespaces stored with a context.
 */
#ifndef _UAPI_LINUX_VSERVER_SPACE_H
#define _UAPI_LINUX_VSERVER_SPACE_H

#include <linux/vserver/vserver.h>

/* number of sets that a context stores */
#define VX_SPACES		2

#define VCMD_enter_space_v0	VC_CMD(PROCALT, 1, 0)
#define VCMD_enter_space_v1	VC_CMD(PROCALT, 1, 1)
#define VCMD_enter_space	VC_CMD(PROCALT, 1, 2)
#define VCMD_set_space_v1	VC_CMD(PROCALT, 3, 1)
#define VCMD_set_space		VC_CMD(PROCALT, 3, 2)
#define VCMD_get_space_mask_v0	VC_CMD(PROCALT, 4, 0)
#define VCMD_get_space_mask	VC_CMD(VSPACE, 0, 1)
#define VCMD_get_space_default	VC_CMD(VSPACE, 1, 0)

/* mask: CLONE_FS and CLONE_NEW* bits */
struct vcmd_space_mask_v1 {
	__u64 mask;
};

struct vcmd_space_mask_v2 {
	__u64 mask;
	__u32 index;
	__u32 __reserved;
};

#endif /* _UAPI_LINUX_VSERVER_SPACE_H */
