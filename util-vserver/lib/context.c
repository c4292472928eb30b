// SPDX-License-Identifier: GPL-2.0-only
/*
 * libvserver: process contexts.
 */
#include <errno.h>
#include <string.h>

#include "vserver.h"

int vc_ctx_create(uint32_t xid, uint64_t flags)
{
	struct vcmd_ctx_create arg = { .flagword = flags };

	return vc_syscall(VCMD_ctx_create, xid, &arg);
}

/* the kernel gives no ids away: try one after the other */
int vc_ctx_create_any(uint64_t flags)
{
	uint32_t xid;
	int ret = -1;

	for (xid = VC_FIRST_DYNAMIC; xid <= VC_LAST_DYNAMIC; xid++) {
		ret = vc_ctx_create(xid, flags);
		if (ret >= 0 || (errno != EEXIST && errno != EBUSY))
			break;
	}
	return ret;
}

int vc_ctx_migrate(uint32_t xid, uint64_t how)
{
	struct vcmd_ctx_migrate arg = { .flagword = how };

	return vc_syscall(VCMD_ctx_migrate, xid, &arg);
}

int vc_ctx_kill(uint32_t xid, pid_t pid, int sig)
{
	struct vcmd_ctx_kill_v0 arg = { .pid = pid, .sig = sig };

	return vc_syscall(VCMD_ctx_kill, xid, &arg);
}

int vc_wait_exit(uint32_t xid, struct vcmd_wait_exit_v0 *result)
{
	return vc_syscall(VCMD_wait_exit, xid, result);
}

int vc_get_vx_info(uint32_t xid, struct vcmd_vx_info_v0 *info)
{
	return vc_syscall(VCMD_vx_info, xid, info);
}

int vc_get_ctx_stat(uint32_t xid, struct vcmd_ctx_stat_v0 *stat)
{
	return vc_syscall(VCMD_ctx_stat, xid, stat);
}

int vc_get_virt_stat(uint32_t xid, struct vcmd_virt_stat_v0 *stat)
{
	return vc_syscall(VCMD_virt_stat, xid, stat);
}

int vc_get_vhi_name(uint32_t xid, int field, char *name)
{
	struct vcmd_vhi_name_v0 arg = { .field = field };
	int ret = vc_syscall(VCMD_get_vhi_name, xid, &arg);

	if (ret >= 0) {
		arg.name[sizeof(arg.name) - 1] = 0;
		memcpy(name, arg.name, sizeof(arg.name));
	}
	return ret;
}

int vc_set_vhi_name(uint32_t xid, int field, const char *name)
{
	struct vcmd_vhi_name_v0 arg = { .field = field };

	strncpy(arg.name, name, sizeof(arg.name) - 1);
	return vc_syscall(VCMD_set_vhi_name, xid, &arg);
}

/* ---- words ---- */

/* all words have the layout of struct vc_word: value first, then the mask */
static const struct {
	uint32_t get;
	uint32_t set;
} vc_word_cmds[VC_WORDS] = {
	[VC_CFLAGS]	= { VCMD_get_cflags, VCMD_set_cflags },
	[VC_CCAPS]	= { VCMD_get_ccaps, VCMD_set_ccaps },
	[VC_BCAPS]	= { VCMD_get_bcaps, VCMD_set_bcaps },
	[VC_UMASK]	= { VCMD_get_umask, VCMD_set_umask },
	[VC_NFLAGS]	= { VCMD_get_nflags, VCMD_set_nflags },
	[VC_NCAPS]	= { VCMD_get_ncaps, VCMD_set_ncaps },
};

int vc_get_word(enum vc_word_id which, uint32_t id, struct vc_word *word)
{
	return vc_syscall(vc_word_cmds[which].get, id, word);
}

int vc_set_word(enum vc_word_id which, uint32_t id,
		const struct vc_word *word)
{
	struct vc_word arg = *word;

	return vc_syscall(vc_word_cmds[which].set, id, &arg);
}
