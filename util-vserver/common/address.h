/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Addresses of network contexts, as text and for the kernel.
 */
#ifndef COMMON_ADDRESS_H
#define COMMON_ADDRESS_H

#include <stddef.h>
#include <stdint.h>

#include "vserver.h"

enum address_kind {
	ADDRESS_IP,		/* a.b.c.d[/prefix|/mask], IPv6[/prefix], interface */
	ADDRESS_MASK,		/* a whole network: address/prefix|mask */
	ADDRESS_RANGE,		/* from-to[/prefix|/mask], IPv4 */
	ADDRESS_BCAST,		/* IPv4 address or interface: its broadcast */
	ADDRESS_LBACK,		/* IPv4 address */
};

/**
 * struct address - an address as the kernel takes it
 * @ipv6: which of the two it is
 * @v4: IPv4
 * @v6: IPv6
 */
struct address {
	int ipv6;
	struct vcmd_net_addr_ipv4_v2 v4;
	struct vcmd_net_addr_ipv6_v1 v6;
};

/**
 * address_parse - read an address
 * @kind: what is asked for
 * @text: as the admin writes it
 * @addr: the answer
 *
 * Return: 0, or -1 with errno: EINVAL it is none, ENODEV no such interface or
 * it has no IPv4 address.
 */
int address_parse(enum address_kind kind, const char *text,
		  struct address *addr);

/* the address without its mask; @size of 64 is enough */
void address_format(const struct address *addr, char *buf, size_t size);

/* what the kernel says: 0 or more, or -1 with errno */
int address_add(uint32_t nid, const struct address *addr);
int address_remove(uint32_t nid, const struct address *addr);

#endif /* COMMON_ADDRESS_H */
