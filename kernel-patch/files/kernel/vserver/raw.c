// SPDX-License-Identifier: GPL-2.0-only
/*
 * Linux-VServer: what raw sockets of a network context may do beside what other
 * sockets may, which is in inet4.c and inet6.c.
 *
 * The capability NET_RAW opens all of them, NXC_RAW_ICMP those of ICMP to programs
 * that have NET_RAW in their sets though the bound lacks it.
 */

#include <linux/capability.h>
#include <linux/icmp.h>
#include <linux/icmpv6.h>
#include <linux/in.h>
#include <linux/in6.h>
#include <linux/mroute.h>
#include <linux/mroute6.h>
#include <linux/vserver/net.h>
#include <net/sock.h>

#include "lsm.h"
#include "network.h"

static int nx_ping_protocol(int family)
{
	return family == PF_INET ? IPPROTO_ICMP : IPPROTO_ICMPV6;
}

/* the program has the capability, as ping(8) may have from its file */
bool __vserver_may_raw(int family, int protocol)
{
	const struct nx_info *nxi = nx_current();

	return nxi && READ_ONCE(nxi->ncaps) & NXC_RAW_ICMP &&
	       protocol == nx_ping_protocol(family) &&
	       vx_cap_raised(CAP_NET_RAW);
}

/**
 * __nx_may_send_type - may a raw socket of a context send a type of ICMP?
 * @sk: the socket
 * @type: the type
 *
 * The kernel takes an error of ICMP for that of the connection it quotes, which
 * may be another guest's.  So a raw socket that NXC_RAW_ICMP opened sends what a
 * ping socket does.
 *
 * Context: Process context.
 * Return: true when it may.
 */
bool __nx_may_send_type(const struct sock *sk, int type)
{
	if (sk->sk_protocol != nx_ping_protocol(sk->sk_family) ||
	    ns_capable_noaudit(&init_user_ns, CAP_NET_RAW))
		return true;
	if (sk->sk_family == PF_INET)
		return type == ICMP_ECHO || type == ICMP_ECHOREPLY;
	return type == ICMPV6_ECHO_REQUEST || type == ICMPV6_ECHO_REPLY;
}

/* what ping(8) and traceroute(8) set, of the options that sockets of ICMP have */
static bool nx_ping_sets(int level, int optname)
{
	switch (level) {
	case SOL_SOCKET:
	case SOL_ICMPV6:
		return true;
	case SOL_RAW:
		return optname == ICMP_FILTER;
	case SOL_IP:
		return optname == IP_TOS || optname == IP_TTL ||
		       optname == IP_HDRINCL || optname == IP_PKTINFO ||
		       optname == IP_MTU_DISCOVER || optname == IP_RECVERR ||
		       optname == IP_RECVTTL || optname == IP_RECVTOS ||
		       optname == IP_MULTICAST_TTL ||
		       optname == IP_MULTICAST_LOOP;
	case SOL_IPV6:
		return optname == IPV6_UNICAST_HOPS || optname == IPV6_TCLASS ||
		       optname == IPV6_HDRINCL || optname == IPV6_RECVPKTINFO ||
		       optname == IPV6_MTU_DISCOVER || optname == IPV6_RECVERR ||
		       optname == IPV6_RECVHOPLIMIT ||
		       optname == IPV6_RECVTCLASS ||
		       optname == IPV6_2292PKTINFO ||
		       optname == IPV6_2292HOPLIMIT ||
		       optname == IPV6_MULTICAST_HOPS ||
		       optname == IPV6_MULTICAST_LOOP || optname == IPV6_V6ONLY;
	default:
		return false;
	}
}

/* options by which a raw socket routes for the host: without another capability */
static bool nx_is_router_option(int level, int optname)
{
	switch (level) {
	case SOL_IP:
		return optname == IP_ROUTER_ALERT ||
		       (optname >= MRT_BASE && optname <= MRT_MAX);
	case SOL_IPV6:
		return optname == IPV6_ROUTER_ALERT ||
		       (optname >= MRT6_BASE && optname <= MRT6_MAX);
	default:
		return false;
	}
}

/*
 * The options of raw sockets reach further than the capability that opens them: they
 * make the host a router, take packets that are for others, and have the kernel
 * write a sum where the type of ICMP is.
 */
static bool nx_may_set(const struct sock *sk, int level, int optname)
{
	if (!sk->sk_vserver.nxi || sk->sk_type != SOCK_RAW ||
	    (sk->sk_family != PF_INET && sk->sk_family != PF_INET6))
		return true;
	if (nx_is_router_option(level, optname))
		return ns_capable_noaudit(&init_user_ns, CAP_NET_ADMIN);
	return nx_ping_sets(level, optname) ||
	       ns_capable_noaudit(&init_user_ns, CAP_NET_RAW);
}

int vserver_socket_setsockopt(struct socket *sock, int level, int optname)
{
	return nx_may_set(sock->sk, level, optname) ? 0 : -EPERM;
}
