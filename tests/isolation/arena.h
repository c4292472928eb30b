/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Interfaces and addresses of the owners, as the scenario makes them.
 */
#ifndef TESTS_ISOLATION_ARENA_H
#define TESTS_ISOLATION_ARENA_H

#include <arpa/inet.h>
#include <net/if.h>

#include "cell.h"

/* an interface that only this owner has an address on */
static inline const char *interface_of(enum owner owner)
{
	return owner == OWN ? "dummy0" : fact_of(owner, "INTERFACE");
}

/* its index, which a guest may not be told of */
static inline int index_of(enum owner owner)
{
	return owner == OWN ? (int)if_nametoindex("dummy0") :
			      atoi(fact_of(owner, "IFINDEX"));
}

static inline in_addr_t address_of(enum owner owner)
{
	return inet_addr(owner == OWN ? "192.0.2.10" : fact_of(owner, "IP"));
}

static inline pid_t pid_of(enum owner owner)
{
	return owner == OWN ? getpid() : atoi(fact_of(owner, "PID"));
}

#endif /* TESTS_ISOLATION_ARENA_H */
