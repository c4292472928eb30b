// SPDX-License-Identifier: GPL-2.0-only
/*
 * libvserver: the maps of devices.
 */
#include "vserver.h"

int vc_set_mapping(uint32_t xid, const char *device, const char *target,
		   uint32_t flags)
{
	struct vcmd_set_mapping_v0 arg = {
		.device = device,
		.target = target,
		.flags = flags,
	};

	return vc_syscall(VCMD_set_mapping, xid, &arg);
}

int vc_unset_mapping(uint32_t xid, const char *device)
{
	struct vcmd_set_mapping_v0 arg = { .device = device };

	return vc_syscall(VCMD_unset_mapping, xid, &arg);
}
