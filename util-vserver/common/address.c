// SPDX-License-Identifier: GPL-2.0-only
/*
 * Addresses of network contexts.
 */
#include <arpa/inet.h>
#include <ctype.h>
#include <errno.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "address.h"

#define WORD	64

static int invalid(void)
{
	errno = EINVAL;
	return -1;
}

static int parse_prefix(const char *text, unsigned long max,
			unsigned int *prefix)
{
	unsigned long value;
	char *end;

	if (!isdigit((unsigned char)*text))
		return invalid();
	value = strtoul(text, &end, 10);
	if (*end || value > max)
		return invalid();
	*prefix = value;
	return 0;
}

/* a prefix length or a mask; without one all bits count */
static int parse_mask4(const char *text, struct in_addr *mask)
{
	unsigned int prefix = 32;

	if (text && strchr(text, '.'))
		return inet_pton(AF_INET, text, mask) == 1 ? 0 : invalid();
	if (text && parse_prefix(text, 32, &prefix))
		return -1;
	mask->s_addr = htonl(prefix ? ~0U << (32 - prefix) : 0);
	return 0;
}

static void mask6(struct in6_addr *mask, unsigned int prefix)
{
	unsigned int i;

	memset(mask, 0, sizeof(*mask));
	for (i = 0; i < prefix; i++)
		mask->s6_addr[i / 8] |= 0x80 >> i % 8;
}

static int parse_v6(enum address_kind kind, const char *text,
		    const char *mask, struct address *addr)
{
	unsigned int prefix = 128, i;

	addr->ipv6 = 1;
	addr->v6.type = kind == ADDRESS_MASK ? NXA_TYPE_MASK : NXA_TYPE_ADDR;
	if (kind != ADDRESS_IP && kind != ADDRESS_MASK)
		return invalid();
	if (inet_pton(AF_INET6, text, &addr->v6.ip) != 1 ||
	    (mask && parse_prefix(mask, 128, &prefix)))
		return invalid();
	addr->v6.prefix = prefix;
	mask6(&addr->v6.mask, prefix);
	if (kind == ADDRESS_MASK)
		for (i = 0; i < sizeof(addr->v6.ip); i++)
			addr->v6.ip.s6_addr[i] &= addr->v6.mask.s6_addr[i];
	return 0;
}

static struct in_addr in_of(const struct sockaddr *sa)
{
	struct sockaddr_in sin;

	memcpy(&sin, sa, sizeof(sin));
	return sin.sin_addr;
}

/* the primary IPv4 address of an interface is listed first */
static int parse_interface(enum address_kind kind, const char *name,
			   struct vcmd_net_addr_ipv4_v2 *v4)
{
	struct ifaddrs *list, *i;
	int found = 0;

	if (getifaddrs(&list))
		return -1;
	for (i = list; i && !found; i = i->ifa_next) {
		if (strcmp(i->ifa_name, name) || !i->ifa_addr ||
		    i->ifa_addr->sa_family != AF_INET)
			continue;
		if (kind == ADDRESS_BCAST) {
			if (!(i->ifa_flags & IFF_BROADCAST) ||
			    !i->ifa_broadaddr)
				continue;
			v4->ip = in_of(i->ifa_broadaddr);
		} else {
			v4->ip = in_of(i->ifa_addr);
			v4->mask = in_of(i->ifa_netmask);
		}
		found = 1;
	}
	freeifaddrs(list);
	if (!found)
		errno = ENODEV;
	return found ? 0 : -1;
}

static int parse_range(const char *text, char *dash,
		       struct vcmd_net_addr_ipv4_v2 *v4)
{
	*dash = 0;
	if (inet_pton(AF_INET, text, &v4->ip) != 1 ||
	    inet_pton(AF_INET, dash + 1, &v4->ip2) != 1 ||
	    ntohl(v4->ip.s_addr) > ntohl(v4->ip2.s_addr))
		return invalid();
	return 0;
}

static int parse_v4(enum address_kind kind, char *text, const char *mask,
		    struct vcmd_net_addr_ipv4_v2 *v4)
{
	static const uint16_t types[] = {
		[ADDRESS_IP]	= NXA_TYPE_ADDR,
		[ADDRESS_MASK]	= NXA_TYPE_MASK,
		[ADDRESS_RANGE]	= NXA_TYPE_RANGE,
		[ADDRESS_BCAST]	= NXA_TYPE_ADDR | NXA_MOD_BCAST,
		[ADDRESS_LBACK]	= NXA_TYPE_ADDR | NXA_MOD_LBACK,
	};
	char *dash = strchr(text, '-');

	v4->type = types[kind];
	if (parse_mask4(mask, &v4->mask))
		return -1;
	if (kind == ADDRESS_RANGE)
		return dash ? parse_range(text, dash, v4) : invalid();
	if (inet_pton(AF_INET, text, &v4->ip) != 1) {
		if (mask || (kind != ADDRESS_IP && kind != ADDRESS_BCAST))
			return invalid();
		return parse_interface(kind, text, v4);
	}
	if (kind == ADDRESS_MASK)
		v4->ip.s_addr &= v4->mask.s_addr;
	return 0;
}

int address_parse(enum address_kind kind, const char *text,
		  struct address *addr)
{
	char word[WORD], *slash;

	memset(addr, 0, sizeof(*addr));
	if (!*text || strlen(text) >= sizeof(word))
		return invalid();
	strcpy(word, text);
	slash = strchr(word, '/');
	if (slash)
		*slash++ = 0;
	else if (kind == ADDRESS_MASK)
		return invalid();
	if (strchr(word, ':') && !strchr(word, '-'))
		return parse_v6(kind, word, slash, addr);
	return parse_v4(kind, word, slash, &addr->v4);
}

void address_format(const struct address *addr, char *buf, size_t size)
{
	char from[INET6_ADDRSTRLEN], to[INET_ADDRSTRLEN];

	if (addr->ipv6) {
		inet_ntop(AF_INET6, &addr->v6.ip, buf, size);
		return;
	}
	inet_ntop(AF_INET, &addr->v4.ip, from, sizeof(from));
	if (addr->v4.type & NXA_TYPE_RANGE)
		snprintf(buf, size, "%s-%s", from,
			 inet_ntop(AF_INET, &addr->v4.ip2, to, sizeof(to)));
	else
		snprintf(buf, size, "%s", from);
}

int address_add(uint32_t nid, const struct address *addr)
{
	return addr->ipv6 ? vc_net_add_ipv6(nid, &addr->v6) :
			    vc_net_add_ipv4(nid, &addr->v4);
}

int address_remove(uint32_t nid, const struct address *addr)
{
	return addr->ipv6 ? vc_net_rem_ipv6(nid, &addr->v6) :
			    vc_net_rem_ipv4(nid, &addr->v4);
}
