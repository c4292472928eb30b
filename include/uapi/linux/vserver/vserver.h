/* SPDX-License-Identifier: GPL-2.0 WITH Linux-syscall-note */
/*
 * Linux-VServer ABI: the command word, the version and the feature word.
 *
 * One system call, vserver(cmd, id, data), drives everything: number 236 on
 * x86-64 and 273 on i386.  The command word is
 *
 *	(category & 0x3f) << 24 | (command & 0xff) << 16 | (version & 0xfff)
 *
 * and all other bits are zero; a word that is not in the kernel's table is
 * refused with ENOSYS.
 */
#ifndef _UAPI_LINUX_VSERVER_VSERVER_H
#define _UAPI_LINUX_VSERVER_VSERVER_H

#include <linux/types.h>

#define VC_CATEGORY(c)		(((c) >> 24) & 0x3f)
#define VC_COMMAND(c)		(((c) >> 16) & 0xff)
#define VC_VERSION(c)		((c) & 0xfff)

#define VC_CMD(cat, cmd, ver)	\
	((VC_CAT_##cat << 24) | ((cmd) << 16) | (ver))

#define VC_CAT_VERSION		0
#define VC_CAT_VHOST		2
#define VC_CAT_DEVICE		6
#define VC_CAT_VPROC		9
#define VC_CAT_PROCALT		10
#define VC_CAT_PROCMIG		11
#define VC_CAT_PROCTRL		12
#define VC_CAT_VNET		25
#define VC_CAT_NETALT		26
#define VC_CAT_NETMIG		27
#define VC_CAT_INODE		38
#define VC_CAT_VSTAT		40
#define VC_CAT_VINFO		46
#define VC_CAT_EVENT		48
#define VC_CAT_FLAGS		52
#define VC_CAT_VSPACE		54

/* VERSION: no argument; the id is not used */
#define VCMD_get_version	VC_CMD(VERSION, 0, 0)
#define VCMD_get_vci		VC_CMD(VERSION, 1, 0)

/* what get_version returns: the API of the 2.3.8 line */
#define VCI_VERSION		0x00020308

/* the feature word of get_vci */
#define VCI_NO_DYNAMIC		(1U << 0)
#define VCI_PROC_SECURE		(1U << 4)
#define VCI_COWBL		(1U << 8)
#define VCI_FULLCOWBL		(1U << 9)
#define VCI_SPACES		(1U << 10)
#define VCI_NETV2		(1U << 11)
#define VCI_MEMCG		(1U << 12)
#define VCI_MEMCG_SWAP		(1U << 13)
#define VCI_DEBUG		(1U << 16)
#define VCI_HISTORY		(1U << 20)
#define VCI_TAGGED_SHIFT	24
#define VCI_TAGGED_MASK		(7U << VCI_TAGGED_SHIFT)
#define VCI_PPTAG		(1U << 28)

#endif /* _UAPI_LINUX_VSERVER_VSERVER_H */
