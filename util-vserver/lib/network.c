// SPDX-License-Identifier: GPL-2.0-only
/*
 * libvserver: network contexts and their addresses.
 */
#include <errno.h>

#include "vserver.h"

int vc_net_create(uint32_t nid, uint64_t flags)
{
	struct vcmd_net_create arg = { .flagword = flags };

	return vc_syscall(VCMD_net_create, nid, &arg);
}

/* the kernel gives no ids away: try one after the other */
int vc_net_create_any(uint64_t flags)
{
	uint32_t nid;
	int ret = -1;

	for (nid = VC_FIRST_DYNAMIC; nid <= VC_LAST_DYNAMIC; nid++) {
		ret = vc_net_create(nid, flags);
		if (ret >= 0 || (errno != EEXIST && errno != EBUSY))
			break;
	}
	return ret;
}

int vc_net_migrate(uint32_t nid)
{
	return vc_syscall(VCMD_net_migrate, nid, NULL);
}

int vc_get_nx_info(uint32_t nid, struct vcmd_nx_info_v0 *info)
{
	return vc_syscall(VCMD_nx_info, nid, info);
}

int vc_net_add_ipv4(uint32_t nid, const struct vcmd_net_addr_ipv4_v2 *addr)
{
	struct vcmd_net_addr_ipv4_v2 arg = *addr;

	return vc_syscall(VCMD_net_add_ipv4, nid, &arg);
}

int vc_net_rem_ipv4(uint32_t nid, const struct vcmd_net_addr_ipv4_v2 *addr)
{
	struct vcmd_net_addr_ipv4_v2 arg = *addr;

	return vc_syscall(VCMD_net_rem_ipv4, nid, &arg);
}

int vc_net_add_ipv6(uint32_t nid, const struct vcmd_net_addr_ipv6_v1 *addr)
{
	struct vcmd_net_addr_ipv6_v1 arg = *addr;

	return vc_syscall(VCMD_net_add_ipv6, nid, &arg);
}

int vc_net_rem_ipv6(uint32_t nid, const struct vcmd_net_addr_ipv6_v1 *addr)
{
	struct vcmd_net_addr_ipv6_v1 arg = *addr;

	return vc_syscall(VCMD_net_rem_ipv6, nid, &arg);
}

int vc_net_remove_all(uint32_t nid)
{
	struct vcmd_net_addr_v0 arg = { .type = NXA_TYPE_ANY };

	return vc_syscall(VCMD_net_remove, nid, &arg);
}

int vc_get_nmark(uint32_t nid, struct vcmd_nmark_v0 *mark)
{
	return vc_syscall(VCMD_get_nmark, nid, mark);
}

int vc_set_nmark(uint32_t nid, const struct vcmd_nmark_v0 *mark)
{
	struct vcmd_nmark_v0 arg = *mark;

	return vc_syscall(VCMD_set_nmark, nid, &arg);
}

int vc_get_nx_stat(uint32_t nid, struct vcmd_nx_stat_v0 *stat)
{
	return vc_syscall(VCMD_nx_stat, nid, stat);
}
