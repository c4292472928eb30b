/* SPDX-License-Identifier: GPL-2.0 WITH Linux-syscall-note */
/*
 * Linux-VServer ABI: attributes of inodes.
 */
#ifndef _UAPI_LINUX_VSERVER_INODE_H
#define _UAPI_LINUX_VSERVER_INODE_H

#include <linux/vserver/vserver.h>

#define VCMD_get_iattr		VC_CMD(INODE, 1, 1)
#define VCMD_set_iattr		VC_CMD(INODE, 2, 1)
#define VCMD_fget_iattr		VC_CMD(INODE, 3, 0)
#define VCMD_fset_iattr		VC_CMD(INODE, 4, 0)

/*
 * By path; a symbolic link in the last component is not followed.  A 32-bit
 * caller's pointer takes 4 bytes (struct vcmd_ctx_iattr_v1_x32).
 */
struct vcmd_ctx_iattr_v1 {
	const char *name;
	__u32 tag;
	__u32 flags;
	__u32 mask;
};

/* by descriptor: the id is the descriptor */
struct vcmd_ctx_fiattr_v0 {
	__u32 tag;
	__u32 flags;
	__u32 mask;
};

/* who sees an entry of /proc: HIDE makes it visible to the others only */
#define IATTR_ADMIN		0x00000001
#define IATTR_WATCH		0x00000002
#define IATTR_HIDE		0x00000004
#define IATTR_FLAGS		0x00000007

#define IATTR_BARRIER		0x00010000
#define IATTR_IXUNLINK		0x00020000
#define IATTR_IMMUTABLE		0x00040000
#define IATTR_COW		0x00080000
#define IATTR_TAG		0x01000000

#endif /* _UAPI_LINUX_VSERVER_INODE_H */
