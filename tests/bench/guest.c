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
#define NX_PERSISTENT	0x4000000000ULL

/* the argument of VCMD_net_add_ipv4 and VCMD_net_rem_ipv4, version 2 */
struct ipv4 {
	uint16_t type;
	uint16_t flags;
	uint32_t ip;
	uint32_t ip2;
	uint32_t mask;
};

/* that of VCMD_net_add_ipv6 and VCMD_net_rem_ipv6, version 1 */
struct ipv6 {
	uint16_t type;
	uint16_t flags;
	uint32_t prefix;
	struct in6_addr ip;
	struct in6_addr mask;
};

static void vs(const char *what, uint32_t cmd, uint32_t id, void *arg)
{
	bench_must(what, syscall(NR_VSERVER, cmd, id, arg));
}

static void set_addresses(int id, const struct in_addr *v4,
			  const struct in6_addr *v6, int add)
{
	struct ipv4 arg4 = { .type = 0x10, .ip = v4->s_addr,
			     .mask = inet_addr("255.255.255.0") };
	struct ipv6 arg6 = { .type = 0x10, .prefix = 64, .ip = *v6 };

	vs("net_ipv4", add ? 0x1A010002 : 0x1A020002, id, &arg4);
	vs("net_ipv6", add ? 0x1A030001 : 0x1A040001, id, &arg6);
}

void bench_set_addresses(int id, int number, int add)
{
	struct in_addr v4 = { htonl(0xc6120000 + number) };	/* 198.18/15 */
	struct in6_addr v6 = { .s6_addr32 = { htonl(0x20010db8), htonl(1), 0,
					      htonl(number) } };

	set_addresses(id, &v4, &v6, add);
}

static void enter(int id, uint64_t flags)
{
	vs("net_create", 0x19010001, id, &flags);
}

void bench_enter_network(int id, int number)
{
	enter(id, NX_FLAGS);
	bench_set_addresses(id, number, 1);
}

void bench_keep_network(int id, int number)
{
	enter(id, NX_FLAGS | NX_PERSISTENT);
	bench_set_addresses(id, number, 1);
}

static void enter_guest_network(void)
{
	uint64_t end[2] = { 0, NX_SET_UP };
	struct in_addr v4;
	struct in6_addr v6;

	inet_pton(AF_INET, BENCH_GUEST_ADDR, &v4);
	inet_pton(AF_INET6, BENCH_GUEST_ADDR6, &v6);
	enter(ID, NX_FLAGS);
	set_addresses(ID, &v4, &v6, 1);
	vs("set_nflags", 0x34060000, ID, end);
}

void bench_become_guest(void)
{
	uint64_t flags = VX_FLAGS, caps[2] = { GUEST_CAPS, ~0ULL };
	uint64_t end[2] = { 0, VX_SET_UP };

	enter_guest_network();
	vs("ctx_create", 0x09010001, ID, &flags);
	vs("set_bcaps", 0x340A0000, ID, caps);
	vs("set_cflags", 0x34020000, ID, end);
	errno = 0;
	/* a finished guest has no such call */
	if (syscall(NR_VSERVER, 0, 0, NULL) >= 0 || errno != ENOSYS)
		bench_must("the guest is not finished", -1);
}
