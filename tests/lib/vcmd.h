/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The system call as the tests use it: raw numbers and documented layouts, no
 * header of ours, so that a change of the ABI is seen.
 */
#ifndef TESTS_LIB_VCMD_H
#define TESTS_LIB_VCMD_H

#include <stdint.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "tap.h"

#ifdef __i386__
#define NR_VSERVER	273
#else
#define NR_VSERVER	236
#endif

#define GET_VERSION	0x00000000
#define GET_VCI		0x00010000
#define SET_VHI_NAME	0x02010000
#define GET_VHI_NAME	0x02020000
#define SET_MAPPING	0x06010000
#define UNSET_MAPPING	0x06020000
#define CTX_CREATE	0x09010001
#define ENTER_SPACE	0x0A010002
#define SET_SPACE	0x0A030002
#define CTX_MIGRATE	0x0B010001
#define CTX_KILL	0x0C010000
#define NET_CREATE	0x19010001
#define NET_ADD_IPV4	0x1A010002
#define NET_REM_IPV4	0x1A020002
#define NET_ADD_IPV6	0x1a030001
#define NET_REM_IPV6	0x1a040001
#define GET_NMARK	0x1A100000
#define SET_NMARK	0x1A110000
#define NET_MIGRATE	0x1B010000
#define GET_IATTR	0x26010001
#define SET_IATTR	0x26020001
#define FSET_IATTR	0x26040000
#define NX_STAT		0x28100000
#define TASK_XID	0x2E010000
#define TASK_NID	0x2E020000
#define VX_INFO		0x2E050000
#define WAIT_EXIT	0x30630000
#define GET_CFLAGS	0x34010000
#define SET_CFLAGS	0x34020000
#define GET_CCAPS	0x34030001
#define SET_CCAPS	0x34040001
#define GET_NFLAGS	0x34050000
#define SET_NFLAGS	0x34060000
#define GET_NCAPS	0x34070000
#define SET_NCAPS	0x34080000
#define GET_BCAPS	0x34090000
#define SET_BCAPS	0x340A0000
#define GET_UMASK	0x340D0000
#define SET_UMASK	0x340E0000
#define GET_WMASK	0x340F0000

/* flags of a context: what it starts with, and what setup ends by clearing */
#define STATE_SETUP	0x100000000ULL
#define STATE_INIT	0x200000000ULL
#define STATE_ADMIN	0x400000000ULL
#define INIT_FLAGS	(STATE_SETUP | STATE_INIT | STATE_ADMIN)
#define SETUP_ENDS	(STATE_SETUP | STATE_INIT)
#define PERSISTENT	0x4000000000ULL
#define FAKE_INIT	0x10ULL

/* of a network context: setup, admin, hide, remap */
#define NET_FLAGS	0x506000200ULL

/* file rights, ids, kill; SYS_BOOT */
#define GUEST_CAPS	0x004005ffULL

static inline long vs(uint32_t cmd, uint32_t id, void *arg)
{
	long ret = syscall(NR_VSERVER, cmd, id, arg);

	return ret < 0 ? -errno : ret;
}

/* the many commands whose argument is a value and a mask */
static inline long vs_set(uint32_t cmd, uint32_t id, uint64_t value,
			  uint64_t mask)
{
	uint64_t arg[2] = { value, mask };

	return vs(cmd, id, arg);
}

static inline uint64_t vs_get(uint32_t cmd, uint32_t id)
{
	uint64_t arg[2] = { 0, 0 };

	CHECK_EQ(vs(cmd, id, arg), 0);
	return arg[0];
}

static inline long create(uint32_t id, uint64_t flags)
{
	return vs(CTX_CREATE, id, &flags);
}

static inline long net_create(uint32_t id, uint64_t flags)
{
	return vs(NET_CREATE, id, &flags);
}

/* pid 0: every process of the context */
static inline long ctx_kill(uint32_t id, int pid, int sig)
{
	int32_t arg[2] = { pid, sig };

	return vs(CTX_KILL, id, arg);
}

/* the caller becomes the only, finished process of context @id */
static inline void become_guest(uint32_t id, uint64_t flags)
{
	CHECK_EQ(create(id, INIT_FLAGS | flags), id);
	CHECK_EQ(vs_set(SET_BCAPS, id, GUEST_CAPS, ~0ULL), 0);
	CHECK_EQ(vs_set(SET_CFLAGS, id, 0, SETUP_ENDS), 0);
}

/* argument of NET_ADD_IPV4 and NET_REM_IPV4 */
struct vs_ipv4 {
	uint16_t type;
	uint16_t flags;
	uint32_t ip;
	uint32_t ip2;
	uint32_t mask;
};

/* argument of GET_IATTR and SET_IATTR, of the program's own pointer size */
struct vs_iattr {
	const char *name;
	uint32_t tag;
	uint32_t flags;
	uint32_t mask;
};

static inline long set_attr(const char *name, uint32_t flags, uint32_t mask)
{
	struct vs_iattr arg = { name, 0, flags, mask };

	return vs(SET_IATTR, 0, &arg);
}

static inline struct vs_iattr get_attr(const char *name)
{
	struct vs_iattr arg = { name, 0, 0, 0 };

	CHECK_EQ(vs(GET_IATTR, 0, &arg), 0);
	return arg;
}

/* argument of SET_MAPPING and UNSET_MAPPING, the same */
struct vs_mapping {
	const char *device;
	const char *target;
	uint32_t flags;
};

/* argument of SET_VHI_NAME and GET_VHI_NAME */
struct vs_vhi_name {
	uint32_t field;
	char name[65];
	uint8_t pad[3];
};

#endif /* TESTS_LIB_VCMD_H */
