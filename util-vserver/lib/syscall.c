// SPDX-License-Identifier: GPL-2.0-only
/*
 * libvserver: the system call.
 */
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "vserver.h"

#ifndef __NR_vserver
#if defined(__x86_64__)
#define __NR_vserver	236
#elif defined(__i386__)
#define __NR_vserver	273
#else
#error "the system call has no number on this machine yet"
#endif
#endif

long vc_syscall(uint32_t cmd, uint32_t id, void *arg)
{
	return syscall(__NR_vserver, cmd, id, arg);
}

int vc_get_version(void)
{
	return vc_syscall(VCMD_get_version, 0, NULL);
}

int vc_get_vci(void)
{
	return vc_syscall(VCMD_get_vci, 0, NULL);
}

int vc_get_task_xid(pid_t pid)
{
	return vc_syscall(VCMD_task_xid, pid, NULL);
}

int vc_get_task_nid(pid_t pid)
{
	return vc_syscall(VCMD_task_nid, pid, NULL);
}

int vc_ctx_create(uint32_t xid, uint64_t flags)
{
	struct vcmd_ctx_create arg = { .flagword = flags };

	return vc_syscall(VCMD_ctx_create, xid, &arg);
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

int vc_get_vhi_name(uint32_t xid, int field, char *name)
{
	struct vcmd_vhi_name_v0 arg = { .field = field };
	int ret = vc_syscall(VCMD_get_vhi_name, xid, &arg);

	if (ret >= 0)
		memcpy(name, arg.name, sizeof(arg.name));
	return ret;
}

int vc_set_vhi_name(uint32_t xid, int field, const char *name)
{
	struct vcmd_vhi_name_v0 arg = { .field = field };

	strncpy(arg.name, name, sizeof(arg.name) - 1);
	return vc_syscall(VCMD_set_vhi_name, xid, &arg);
}

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

int vc_net_create(uint32_t nid, uint64_t flags)
{
	struct vcmd_net_create arg = { .flagword = flags };

	return vc_syscall(VCMD_net_create, nid, &arg);
}

int vc_net_migrate(uint32_t nid)
{
	return vc_syscall(VCMD_net_migrate, nid, NULL);
}
