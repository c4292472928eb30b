/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What a hostile guest makes at random: addresses, options, control messages and
 * packets; and what the host thinks of a packet that left.  Included by
 * craft_test.c, with what the kernel's headers say of packets before it.
 */
#ifndef TESTS_GUEST_CRAFT_H
#define TESTS_GUEST_CRAFT_H

#include "net.h"

#define CRAFT_ID	900
/* 127.x.y.1, where x and y are the id of the guest */
#define CRAFT_LOOP	(0x7f000000 | CRAFT_ID << 8)
#define BY_GUEST	"BYGUEST!"
#define FOR_OTHERS	"FOROTHER"
#define RAW_ICMP	0x100ULL

/* newer than the headers of Debian 12 */
#ifndef IP_LOCAL_PORT_RANGE
#define IP_LOCAL_PORT_RANGE	51
#endif

#define PICK(array)	((array)[craft_number(sizeof(array) / sizeof((array)[0]))])

static uint64_t craft_state;
static bool craft_quiet;

/* the next number below @below */
static inline unsigned int craft_number(unsigned int below)
{
	craft_state ^= craft_state << 13;
	craft_state ^= craft_state >> 7;
	craft_state ^= craft_state << 17;
	return (craft_state >> 11) % below;
}

/* what is printed makes the same again */
static inline void craft_seed(uint64_t seed)
{
	const char *again = getenv("CRAFT_SEED");

	craft_state = again ? strtoull(again, NULL, 0) : seed;
	printf("# CRAFT_SEED=%llu\n", (unsigned long long)craft_state);
	fflush(stdout);
	craft_number(2);
}

/* ---- addresses: own, of others, of nobody ---- */

static const char * const craft_ip[] = {
	"192.0.2.1", "192.0.2.1", "192.0.2.1", "192.0.2.2", "192.0.2.3",
	"192.0.2.9", "192.0.2.255", "0.0.0.0", "127.0.0.1", "127.0.0.53",
	"127.3.132.1", "127.3.133.1", "198.51.100.1", "198.51.100.7",
	"224.0.0.1", "224.0.0.251", "255.255.255.255", "169.254.1.1" };

static const char * const craft_ip6[] = {
	"2001:db8::1", "2001:db8::1", "2001:db8::1", "2001:db8::2",
	"2001:db8::3", "2001:db8::9", "2001:db8:1::1", "2001:db8:7::7", "::",
	"::1", "100::7f03:8401", "100::7f03:8501", "fe80::1", "ff02::1",
	"ff05::2", "::ffff:192.0.2.1", "::ffff:192.0.2.2", "::ffff:0.0.0.0",
	"::ffff:127.0.0.1", "::ffff:198.51.100.7" };

static inline int craft_port(void)
{
	static const int ports[] = { 0, 7, 53, 68, 4300, 4301, 4302 };

	return PICK(ports);
}

static inline int craft_device(void)
{
	static const char * const devices[] = { "lo", "vs0", "vs1", "" };

	return if_nametoindex(PICK(devices));
}

static inline union net_addr craft_addr(void)
{
	union net_addr addr;

	if (craft_number(2))
		return net_at(AF_INET, PICK(craft_ip), craft_port());
	addr = net_at(AF_INET6, PICK(craft_ip6), craft_port());
	addr.v6.sin6_scope_id = craft_device();
	return addr;
}

static inline socklen_t craft_size(const union net_addr *addr)
{
	return net_size(addr->any.sa_family == AF_INET ? AF_INET : AF_INET6);
}

/* ---- options ---- */

enum craft_kind { FLAG, ADDR4, ADDR6, DEVICE, NAME, BYTES, GROUP4, GROUP6 };

static const struct craft_option {
	int level, name;
	enum craft_kind kind;
} craft_options[] = {
	{ SOL_SOCKET, SO_BROADCAST, FLAG }, { SOL_SOCKET, SO_BROADCAST, FLAG },
	{ SOL_SOCKET, SO_DONTROUTE, FLAG }, { SOL_SOCKET, SO_REUSEADDR, FLAG },
	{ SOL_SOCKET, SO_REUSEPORT, FLAG }, { SOL_SOCKET, SO_MARK, FLAG },
	{ SOL_SOCKET, SO_BINDTODEVICE, NAME },
	{ SOL_SOCKET, SO_BINDTOIFINDEX, DEVICE },
	{ SOL_IP, IP_HDRINCL, FLAG }, { SOL_IP, IP_HDRINCL, FLAG },
	{ SOL_IP, IP_TRANSPARENT, FLAG }, { SOL_IP, IP_FREEBIND, FLAG },
	{ SOL_IP, IP_PKTINFO, FLAG }, { SOL_IP, IP_RECVERR, FLAG },
	{ SOL_IP, IP_MULTICAST_LOOP, FLAG }, { SOL_IP, IP_MULTICAST_ALL, FLAG },
	{ SOL_IP, IP_MULTICAST_IF, ADDR4 }, { SOL_IP, IP_UNICAST_IF, DEVICE },
	{ SOL_IP, IP_ADD_MEMBERSHIP, GROUP4 }, { SOL_IP, IP_OPTIONS, BYTES },
	{ SOL_IP, IP_MTU_DISCOVER, FLAG }, { SOL_IP, IP_TTL, FLAG },
	{ SOL_IP, IP_BIND_ADDRESS_NO_PORT, FLAG },
	{ SOL_IP, IP_LOCAL_PORT_RANGE, FLAG }, { SOL_IP, IP_NODEFRAG, FLAG },
	{ SOL_IPV6, IPV6_V6ONLY, FLAG }, { SOL_IPV6, IPV6_RECVPKTINFO, FLAG },
	{ SOL_IPV6, IPV6_TRANSPARENT, FLAG }, { SOL_IPV6, IPV6_FREEBIND, FLAG },
	{ SOL_IPV6, IPV6_HDRINCL, FLAG }, { SOL_IPV6, IPV6_ADDRFORM, ADDR4 },
	{ SOL_IPV6, IPV6_MULTICAST_IF, DEVICE },
	{ SOL_IPV6, IPV6_UNICAST_IF, DEVICE }, { SOL_IPV6, IPV6_RECVERR, FLAG },
	{ SOL_IPV6, IPV6_JOIN_GROUP, GROUP6 }, { SOL_IPV6, IPV6_PKTINFO, ADDR6 },
	{ SOL_IPV6, IPV6_RTHDR, BYTES }, { SOL_IPV6, IPV6_DSTOPTS, BYTES },
	{ SOL_IPV6, IPV6_2292PKTOPTIONS, BYTES },
	{ SOL_TCP, TCP_REPAIR, FLAG }, { SOL_TCP, TCP_NODELAY, FLAG },
	{ SOL_TCP, TCP_FASTOPEN, FLAG }, { SOL_TCP, TCP_FASTOPEN_CONNECT, FLAG },
	{ SOL_UDP, UDP_CORK, FLAG }, { SOL_UDP, UDP_SEGMENT, FLAG },
};

static inline const struct craft_option *craft_any_option(void)
{
	return &PICK(craft_options);
}

/* loose and strict source routes, a record of the route, of the time */
static inline socklen_t craft_route(unsigned char *value)
{
	static const unsigned char types[] = { 131, 137, 7, 68 };

	value[0] = PICK(types);
	value[1] = 11;
	value[2] = 4;
	inet_pton(AF_INET, PICK(craft_ip), value + 3);
	inet_pton(AF_INET, PICK(craft_ip), value + 7);
	return 12;
}

static inline socklen_t craft_option_value(const struct craft_option *option,
					   char value[64])
{
	struct ipv6_mreq group = { .ipv6mr_interface = craft_device() };
	int number = craft_number(3);
	size_t i;

	switch (option->kind) {
	case DEVICE:
		number = option->level == SOL_IP ? (int)htonl(craft_device()) :
						   craft_device();
		memcpy(value, &number, sizeof(number));
		return sizeof(number);
	case FLAG:
		memcpy(value, &number, sizeof(number));
		return sizeof(number);
	case NAME:
		if_indextoname(craft_device(), value);
		return strlen(value);
	case ADDR4:
		inet_pton(AF_INET, PICK(craft_ip), value);
		return 4;
	case ADDR6:
		inet_pton(AF_INET6, PICK(craft_ip6), value);
		number = craft_device();
		memcpy(value + 16, &number, sizeof(number));
		return sizeof(struct in6_pktinfo);
	case GROUP4:
		inet_pton(AF_INET, PICK(craft_ip), value);
		inet_pton(AF_INET, PICK(craft_ip), value + 4);
		return sizeof(struct ip_mreq);
	case GROUP6:
		inet_pton(AF_INET6, PICK(craft_ip6), &group.ipv6mr_multiaddr);
		memcpy(value, &group, sizeof(group));
		return sizeof(group);
	case BYTES:
		break;
	}
	if (option->level == SOL_IP && craft_number(4))
		return craft_route((void *)value);
	for (i = 0; i < 24; i++)
		value[i] = craft_number(4) ? 0 : craft_number(256);
	return 8 * craft_number(4);
}

/* ---- what goes with a packet ---- */

static inline size_t craft_control(char *control)
{
	struct cmsghdr *head = (void *)control;
	struct in_pktinfo info = { .ipi_ifindex = craft_device() };
	struct in6_pktinfo info6 = { .ipi6_ifindex = craft_device() };

	if (craft_number(2)) {
		inet_pton(AF_INET, PICK(craft_ip), &info.ipi_spec_dst);
		head->cmsg_level = SOL_IP;
		head->cmsg_type = IP_PKTINFO;
		head->cmsg_len = CMSG_LEN(sizeof(info));
		memcpy(CMSG_DATA(head), &info, sizeof(info));
	} else if (craft_number(3)) {
		inet_pton(AF_INET6, PICK(craft_ip6), &info6.ipi6_addr);
		head->cmsg_level = SOL_IPV6;
		head->cmsg_type = IPV6_PKTINFO;
		head->cmsg_len = CMSG_LEN(sizeof(info6));
		memcpy(CMSG_DATA(head), &info6, sizeof(info6));
	} else {
		head->cmsg_level = SOL_IP;
		head->cmsg_type = IP_RETOPTS;
		head->cmsg_len = CMSG_LEN(craft_route(CMSG_DATA(head)));
	}
	return CMSG_ALIGN(head->cmsg_len);
}

static inline void craft_header4(char *data, size_t size)
{
	static const int protocols[] = { IPPROTO_UDP, IPPROTO_TCP, IPPROTO_ICMP,
					 IPPROTO_IGMP, IPPROTO_IPIP, 253 };
	struct iphdr *ip = (void *)data;

	memset(ip, 0, sizeof(*ip));
	ip->version = 4;
	ip->ihl = craft_number(8) ? 5 : craft_number(16);
	ip->tot_len = htons(size);
	ip->ttl = 64;
	ip->frag_off = craft_number(8) ? 0 : htons(craft_number(1 << 16));
	ip->protocol = PICK(protocols);
	inet_pton(AF_INET, PICK(craft_ip), &ip->saddr);
	inet_pton(AF_INET, PICK(craft_ip), &ip->daddr);
}

static inline void craft_header6(char *data, size_t size)
{
	static const int protocols[] = { IPPROTO_UDP, IPPROTO_TCP, IPPROTO_ICMPV6,
					 IPPROTO_ROUTING, IPPROTO_IPIP, 253 };
	struct ip6_hdr *ip = (void *)data;

	memset(ip, 0, sizeof(*ip));
	ip->ip6_vfc = 0x60;
	ip->ip6_plen = htons(size - sizeof(*ip));
	ip->ip6_hlim = 64;
	ip->ip6_nxt = PICK(protocols);
	inet_pton(AF_INET6, PICK(craft_ip6), &ip->ip6_src);
	inet_pton(AF_INET6, PICK(craft_ip6), &ip->ip6_dst);
}

/* the word over and over, behind what may be a header */
static inline size_t craft_payload(char *data, size_t most)
{
	static const unsigned char types[] = { 0, 3, 5, 8, 11, 128, 129, 134, 137 };
	size_t size = craft_number(16) ? 64 + craft_number(200) :
					 craft_number(most), i;

	for (i = 0; i < size; i++)
		data[i] = BY_GUEST[i % 8];
	if (size < 128)
		return size;
	switch (craft_number(4)) {
	case 0:
		craft_header4(data, size);
		break;
	case 1:
		craft_header6(data, size);
		break;
	case 2:
		/* of ICMP, with a word for a sum that is not checked */
		data[0] = PICK(types);
		data[1] = 0;
	}
	return size;
}

/* ---- what left ---- */

enum craft_verdict { CRAFT_OWN, CRAFT_FOREIGN, CRAFT_OTHER };

/* is an address one of the guest's? */
static inline bool craft_owns4(uint32_t addr)
{
	addr = ntohl(addr);
	return addr == 0xc0000201 || (addr & 0xffffff00) == CRAFT_LOOP;
}

static inline bool craft_owns6(const struct in6_addr *addr)
{
	struct in6_addr own;
	uint32_t low;

	inet_pton(AF_INET6, "2001:db8::1", &own);
	if (!memcmp(addr, &own, sizeof(own)))
		return true;
	memcpy(&low, addr->s6_addr + 12, 4);
	inet_pton(AF_INET6, "100::", &own);
	return !memcmp(addr, &own, 12) &&
	       (ntohl(low) & 0xffffff00) == CRAFT_LOOP;
}

/* an answer of the kernel, which may carry what it answers to */
static inline bool craft_answers(int protocol, unsigned char type)
{
	switch (protocol) {
	case IPPROTO_ICMP:
		return type == 0 || type == 3 || type == 11 || type == 12;
	case IPPROTO_ICMPV6:
		return (type >= 1 && type <= 4) || type == 129;
	default:
		return false;
	}
}

/*
 * The guest's packets have the word in them.  What has it and comes from
 * elsewhere is foreign, but for answers to the guest.
 */
static inline enum craft_verdict craft_judge(int ethertype, const char *data,
					     size_t size)
{
	const struct iphdr *ip = (void *)data;
	const struct ip6_hdr *ip6 = (void *)data;
	bool from, to, answer;

	if (!memmem(data, size, BY_GUEST, 8))
		return CRAFT_OTHER;
	if (ethertype == ETH_P_IP && size > sizeof(*ip)) {
		from = craft_owns4(ip->saddr);
		to = craft_owns4(ip->daddr);
		answer = craft_answers(ip->protocol, data[4 * (ip->ihl & 15)]);
	} else if (ethertype == ETH_P_IPV6 && size > sizeof(*ip6)) {
		from = craft_owns6(&ip6->ip6_src);
		to = craft_owns6(&ip6->ip6_dst);
		answer = craft_answers(ip6->ip6_nxt, data[sizeof(*ip6)]);
	} else {
		return CRAFT_FOREIGN;
	}
	if (from)
		return CRAFT_OWN;
	return to && answer ? CRAFT_OTHER : CRAFT_FOREIGN;
}

/* the start of a packet that should not be */
static inline void craft_say(const char *what, const char *data, ssize_t size)
{
	ssize_t i;

	if (craft_quiet)
		return;
	printf("# %s:", what);
	for (i = 0; i < size && i < 64; i++)
		printf(" %02x", (unsigned char)data[i]);
	printf("\n");
	fflush(stdout);
}

#endif /* TESTS_GUEST_CRAFT_H */
