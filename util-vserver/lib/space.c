// SPDX-License-Identifier: GPL-2.0-only
/*
 * libvserver: spaces, the namespaces stored with a context.
 */
#include "vserver.h"

int vc_set_space(uint32_t xid, uint64_t mask, uint32_t index)
{
	struct vcmd_space_mask_v2 arg = { .mask = mask, .index = index };

	return vc_syscall(VCMD_set_space, xid, &arg);
}

int vc_enter_space(uint32_t xid, uint64_t mask, uint32_t index)
{
	struct vcmd_space_mask_v2 arg = { .mask = mask, .index = index };

	return vc_syscall(VCMD_enter_space, xid, &arg);
}

static int get_mask(uint32_t cmd, uint64_t *mask)
{
	struct vcmd_space_mask_v1 arg = { .mask = 0 };
	int ret = vc_syscall(cmd, 0, &arg);

	if (ret >= 0)
		*mask = arg.mask;
	return ret;
}

int vc_get_space_mask(uint64_t *mask)
{
	return get_mask(VCMD_get_space_mask, mask);
}

int vc_get_space_default(uint64_t *mask)
{
	return get_mask(VCMD_get_space_default, mask);
}
