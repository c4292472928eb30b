/* SPDX-License-Identifier: GPL-2.0 WITH Linux-syscall-note */
/*
 * Linux-VServer ABI: the maps of devices.
 */
#ifndef _UAPI_LINUX_VSERVER_DEVICE_H
#define _UAPI_LINUX_VSERVER_DEVICE_H

#include <linux/vserver/vserver.h>

/* the id is a context, or 0 for the default map */
#define VCMD_set_mapping	VC_CMD(DEVICE, 1, 0)
#define VCMD_unset_mapping	VC_CMD(DEVICE, 2, 0)

/*
 * Paths of device nodes; no device: the entry is for all that have none.  A
 * target goes with DATTR_REMAP and is of the same type; unset_mapping does not
 * look at it.  A 32-bit caller's pointers take 4 bytes each
 * (struct vcmd_set_mapping_v0_x32).
 */
struct vcmd_set_mapping_v0 {
	const char *device;
	const char *target;
	__u32 flags;
};

/* the guest may make such a node, may open it, and gets the target then */
#define DATTR_CREATE		0x00000001
#define DATTR_OPEN		0x00000002
#define DATTR_REMAP		0x00000010
#define DATTR_FLAGS		0x00000013

#endif /* _UAPI_LINUX_VSERVER_DEVICE_H */
