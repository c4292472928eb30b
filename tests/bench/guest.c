// SPDX-License-Identifier: GPL-2.0-only
/*
 * The benchmark: how a process becomes a guest.  Written against the documented
 * numbers and layouts, not against our headers, so that it also builds where
 * there are none.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "bench.h"

#define NR_VSERVER	236
#define ID		4000
#define VX_FLAGS	0x700000010ULL	/* set-up, init, admin; init is 1 */
#define VX_SET_UP	0x300000000ULL
#define GUEST_CAPS	0x004005ffULL	/* file rights, ids, kill, SYS_BOOT */
#define NX_FLAGS	0x506000200ULL	/* set-up, admin, hide, remap */
#define NX_SET_UP	0x100000000ULL

/* the argument of VCMD_net_add_ipv4, version 2 */
struct ipv4 {
	uint16_t type;
	uint16_t flags;
	uint32_t ip;
	uint32_t ip2;
	uint32_t mask;
};

static void vs(const char *what, uint32_t cmd, void *arg)
{
	bench_must(what, syscall(NR_VSERVER, cmd, ID, arg));
}

static void enter_network(void)
{
	struct ipv4 addr = { .type = 0x10, .ip = inet_addr(BENCH_GUEST_ADDR),
			     .mask = inet_addr("255.255.255.0") };
	uint64_t flags = NX_FLAGS, end[2] = { 0, NX_SET_UP };

	vs("net_create", 0x19010001, &flags);
	vs("net_add_ipv4", 0x1A010002, &addr);
	vs("set_nflags", 0x34060000, end);
}

void bench_become_guest(void)
{
	uint64_t flags = VX_FLAGS, caps[2] = { GUEST_CAPS, ~0ULL };
	uint64_t end[2] = { 0, VX_SET_UP };

	enter_network();
	vs("ctx_create", 0x09010001, &flags);
	vs("set_bcaps", 0x340A0000, caps);
	vs("set_cflags", 0x34020000, end);
	errno = 0;
	/* a finished guest has no such call */
	if (syscall(NR_VSERVER, 0, 0, NULL) >= 0 || errno != ENOSYS)
		bench_must("the guest is not finished", -1);
}
