/* SPDX-License-Identifier: GPL-2.0 WITH Linux-syscall-note */
/*
 * Linux-VServer ABI: virtual host information.
 */
#ifndef _UAPI_LINUX_VSERVER_VIRT_H
#define _UAPI_LINUX_VSERVER_VIRT_H

#include <linux/vserver/vserver.h>

#define VCMD_set_vhi_name	VC_CMD(VHOST, 1, 0)
#define VCMD_get_vhi_name	VC_CMD(VHOST, 2, 0)

#define VHIN_CONTEXT		0
#define VHIN_SYSNAME		1
#define VHIN_NODENAME		2
#define VHIN_RELEASE		3
#define VHIN_VERSION		4
#define VHIN_MACHINE		5
#define VHIN_DOMAINNAME		6

#define VHI_NAME_LEN		65

struct vcmd_vhi_name_v0 {
	__u32 field;
	char name[VHI_NAME_LEN];
	__u8 __reserved[3];
};

#endif /* _UAPI_LINUX_VSERVER_VIRT_H */
