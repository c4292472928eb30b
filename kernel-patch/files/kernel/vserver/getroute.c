// SPDX-License-Identifier: GPL-2.0-only
/*
 * Linux-VServer: what a guest is told that asks by which route it would send.
 *
 * The question (RTM_GETROUTE for one address, as `ip route get' sends it) is answered
 * for a packet of the guest's: from the source and with the mark that it would have.
 * What would leave by a device that the guest does not see has no route, as the list
 * of routes has none either.  The guest's 127.0.0.0/8 and ::1 are answered as the
 * host's are, which is what the guest takes them for.  What a question may have in
 * it is in lsm_netlink.c.
 *
 * Asked for is what the context that made the socket sends, or else the caller's, as
 * for lists.
 */

#include <linux/err.h>
#include <linux/netlink.h>
#include <linux/vserver/netlink.h>
#include <net/ip6_route.h>
#include <net/ipv6.h>
#include <net/route.h>

#include "network.h"

/* the context that asks, NULL for the host; that it sees all is no other source */
static const struct nx_info *nx_asking(const struct sock *sk)
{
	const struct nx_info *nxi = sk->sk_vserver.nxi ?: nx_current();

	return nx_sees_all(nxi) || !net_eq(sock_net(sk), &init_net) ? NULL : nxi;
}

struct rtable *__vserver_getroute4(const struct sk_buff *request,
				   struct flowi4 *fl4)
{
	const struct nx_info *nxi = nx_asking(NETLINK_CB(request).sk);
	struct flowi4 probe;
	struct rtable *rt;
	bool sees;

	if (!nxi)
		return NULL;
	if (fl4->flowi4_oif && !nx_sees_index(nxi, &init_net, fl4->flowi4_oif))
		return ERR_PTR(-ENODEV);
	if (fl4->saddr && !nx_sees_addr4(nxi, fl4->saddr))
		return ERR_PTR(-EINVAL);
	if (!fl4->daddr || ipv4_is_loopback(fl4->daddr))
		return NULL;
	nx_set_mark(nxi, &fl4->flowi4_mark);
	if (nx_source4(&init_net, nxi, fl4))
		return ERR_PTR(-ENETUNREACH);
	probe = *fl4;
	rt = __ip_route_output_key(&init_net, &probe);
	if (IS_ERR(rt))
		return rt;
	sees = nx_sees_dev(nxi, rt->dst.dev);
	ip_rt_put(rt);
	return sees ? NULL : ERR_PTR(-ENETUNREACH);
}

static struct dst_entry *nx_no_route6(void)
{
	struct dst_entry *dst = &init_net.ipv6.ip6_null_entry->dst;

	dst_hold(dst);
	return dst;
}

struct dst_entry *__vserver_getroute6(const struct sk_buff *request,
				      struct flowi6 *fl6)
{
	const struct nx_info *nxi = nx_asking(NETLINK_CB(request).sk);
	struct dst_entry *dst;

	if (!nxi)
		return NULL;
	if ((fl6->flowi6_oif &&
	     !nx_sees_index(nxi, &init_net, fl6->flowi6_oif)) ||
	    (!ipv6_addr_any(&fl6->saddr) && !nx_sees_addr6(nxi, &fl6->saddr)))
		return nx_no_route6();
	if (ipv6_addr_any(&fl6->daddr) || ipv6_addr_loopback(&fl6->daddr))
		return NULL;
	nx_set_mark(nxi, &fl6->flowi6_mark);
	if (nx_is_lback6(&fl6->daddr) ||
	    nx_source6(&init_net, nxi, NULL, fl6))
		return nx_no_route6();
	dst = ip6_route_output(&init_net, NULL, fl6);
	if (dst->error || nx_sees_dev(nxi, dst->dev))
		return dst;
	dst_release(dst);
	return nx_no_route6();
}

bool __vserver_getsaddr6(struct net *net, const struct in6_addr *daddr,
			 struct in6_addr *saddr)
{
	const struct nx_info *nxi = nx_current();
	struct flowi6 fl6 = { .daddr = *daddr };

	if (nx_sees_all(nxi) || !net_eq(net, &init_net) ||
	    ipv6_addr_any(daddr) || ipv6_addr_loopback(daddr))
		return true;
	nx_set_mark(nxi, &fl6.flowi6_mark);
	if (nx_source6(net, nxi, NULL, &fl6))
		return false;
	*saddr = fl6.saddr;
	return true;
}
