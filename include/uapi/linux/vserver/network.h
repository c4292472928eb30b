/* SPDX-License-Identifier: GPL-2.0 WITH Linux-syscall-note */
/*
 * Linux-VServer ABI: network contexts.  All addresses are in network byte
 * order.
 */
#ifndef _UAPI_LINUX_VSERVER_NETWORK_H
#define _UAPI_LINUX_VSERVER_NETWORK_H

#include <linux/in.h>
#include <linux/in6.h>
#include <linux/vserver/vserver.h>

#define NX_HOST_NID		0
#define NX_WATCH_NID		1
#define NX_MIN_NID		2
#define NX_MAX_NID		65535

#define VCMD_nx_info		VC_CMD(VINFO, 6, 0)

#define VCMD_net_create_v0	VC_CMD(VNET, 1, 0)
#define VCMD_net_create		VC_CMD(VNET, 1, 1)
#define VCMD_net_migrate	VC_CMD(NETMIG, 1, 0)

#define VCMD_net_add		VC_CMD(NETALT, 1, 0)
#define VCMD_net_remove		VC_CMD(NETALT, 2, 0)
#define VCMD_net_add_ipv4_v1	VC_CMD(NETALT, 1, 1)
#define VCMD_net_rem_ipv4_v1	VC_CMD(NETALT, 2, 1)
#define VCMD_net_add_ipv4	VC_CMD(NETALT, 1, 2)
#define VCMD_net_rem_ipv4	VC_CMD(NETALT, 2, 2)
#define VCMD_net_add_ipv6	VC_CMD(NETALT, 3, 1)
#define VCMD_net_rem_ipv6	VC_CMD(NETALT, 4, 1)

#define VCMD_get_nmark		VC_CMD(NETALT, 16, 0)
#define VCMD_set_nmark		VC_CMD(NETALT, 17, 0)
#define VCMD_nx_stat		VC_CMD(VSTAT, 16, 0)

#define VCMD_get_nflags		VC_CMD(FLAGS, 5, 0)
#define VCMD_set_nflags		VC_CMD(FLAGS, 6, 0)
#define VCMD_get_ncaps		VC_CMD(FLAGS, 7, 0)
#define VCMD_set_ncaps		VC_CMD(FLAGS, 8, 0)

struct vcmd_nx_info_v0 {
	__u32 nid;
};

/* flagword: the initial network flags (NXF_*) */
struct vcmd_net_create {
	__u64 flagword;
};

struct vcmd_net_addr_v0 {
	__u16 type;
	__u16 count;
	struct in_addr ip[4];
	struct in_addr mask[4];
};

struct vcmd_net_addr_ipv4_v1 {
	__u16 type;
	__u16 flags;
	struct in_addr ip;
	struct in_addr mask;
};

struct vcmd_net_addr_ipv4_v2 {
	__u16 type;
	__u16 flags;
	struct in_addr ip;
	struct in_addr ip2;
	struct in_addr mask;
};

struct vcmd_net_addr_ipv6_v1 {
	__u16 type;
	__u16 flags;
	__u32 prefix;
	struct in6_addr ip;
	struct in6_addr mask;
};

struct vcmd_net_flags_v0 {
	__u64 flagword;
	__u64 mask;
};

struct vcmd_net_caps_v0 {
	__u64 ncaps;
	__u64 cmask;
};

/*
 * the mark of the packets that it sends, see fwmark in ip-rule(8): the bits of
 * mask get the value of mark, which has no others
 */
struct vcmd_nmark_v0 {
	__u32 mark;
	__u32 mask;
};

/* kinds of sockets; indices of vcmd_nx_stat_v0.sockets */
#define NX_SOCK_TCP		0
#define NX_SOCK_UDP		1
#define NX_SOCK_PING		2
#define NX_SOCK_RAW		3
#define NX_SOCK_UNIX		4
#define NX_SOCK_NETLINK		5
#define NX_SOCK_OTHER		6
#define NX_SOCKS		7

struct vcmd_nx_count {
	__u64 packets;
	__u64 bytes;
};

/* of IPv4 and of IPv6: since it exists; the sockets that there are */
struct vcmd_nx_stat_v0 {
	struct vcmd_nx_count received[2];
	struct vcmd_nx_count sent[2];
	__u64 refused[2];
	__u32 sockets[8];
};

/* types of addresses */
#define NXA_TYPE_NONE		0x0000
#define NXA_TYPE_IPV4		0x0001
#define NXA_TYPE_IPV6		0x0002
#define NXA_TYPE_ADDR		0x0010
#define NXA_TYPE_MASK		0x0020
#define NXA_TYPE_RANGE		0x0040
#define NXA_TYPE_ANY		0x00ff
#define NXA_MOD_BCAST		0x0100
#define NXA_MOD_LBACK		0x0200
#define NXA_TYPE_LOOPBACK	0x1000

/* how older programs spell the types in the v1 and v2 commands */
#define NXA_OLD_ADDR		0x0003
#define NXA_OLD_MASK		0x0013
#define NXA_OLD_RANGE		0x0023

/* network flags */
#define NXF_INFO_PRIVATE	0x00000008ULL
#define NXF_SINGLE_IP		0x00000100ULL
#define NXF_LBACK_REMAP		0x00000200ULL
#define NXF_LBACK_ALLOW		0x00000400ULL
#define NXF_HIDE_NETIF		0x02000000ULL
#define NXF_HIDE_LBACK		0x04000000ULL
#define NXF_STATE_SETUP		(1ULL << 32)
#define NXF_STATE_ADMIN		(1ULL << 34)
#define NXF_SC_HELPER		(1ULL << 36)
#define NXF_PERSISTENT		(1ULL << 38)

#define NXF_ONE_TIME		(NXF_STATE_SETUP | NXF_STATE_ADMIN)
#define NXF_INIT_SET		(NXF_STATE_ADMIN | NXF_HIDE_NETIF | \
				 NXF_LBACK_REMAP | NXF_HIDE_LBACK)

/* network capabilities */
#define NXC_TUN_CREATE		0x00000001ULL
#define NXC_RAW_ICMP		0x00000100ULL
#define NXC_MULTICAST		0x00001000ULL

#endif /* _UAPI_LINUX_VSERVER_NETWORK_H */
