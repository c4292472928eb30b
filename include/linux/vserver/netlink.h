/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Linux-VServer: what a guest's netlink socket is told; included by
 * net/netlink/af_netlink.c and route.c of net/ipv4 and net/ipv6.
 */
#ifndef _LINUX_VSERVER_NETLINK_H
#define _LINUX_VSERVER_NETLINK_H

#include <linux/netlink.h>
#include <linux/vserver/net.h>

#ifdef CONFIG_VSERVER
/* kernel/vserver/netlink.c */
int __vserver_netlink_dump(const struct sock *sk, struct sk_buff *skb,
			   struct netlink_callback *cb);
bool __vserver_netlink_hears(const struct sock *sk, struct net *net,
			     const struct sk_buff *skb);
bool __vserver_netlink_takes(const struct sock *sk);

/* kernel/vserver/getroute.c */
struct rtable *__vserver_getroute4(const struct sk_buff *request,
				   struct flowi4 *fl4);
struct dst_entry *__vserver_getroute6(const struct sk_buff *request,
				      struct flowi6 *fl6);
bool __vserver_getsaddr6(struct net *net, const struct in6_addr *daddr,
			 struct in6_addr *saddr);

/* have a list written to @skb, as far as the owner of @sk sees it */
static inline int vserver_netlink_dump(const struct sock *sk,
				       struct sk_buff *skb,
				       struct netlink_callback *cb)
{
	return vserver_hook(netlink_dump) ?
		__vserver_netlink_dump(sk, skb, cb) : cb->dump(skb, cb);
}

/* does @sk get a message of @net to one of its groups? */
static inline bool vserver_netlink_hears(const struct sock *sk, struct net *net,
					 const struct sk_buff *skb)
{
	return !vserver_hook(netlink_hears) ||
	       __vserver_netlink_hears(sk, net, skb);
}

/* does @sk get a message to it alone, of the port id @from? */
static inline bool vserver_netlink_takes(const struct sock *sk, u32 from)
{
	return !vserver_hook(netlink_takes) || from ||
	       __vserver_netlink_takes(sk);
}

/*
 * A request for the route of a flow: give the flow the source that it would have.
 * NULL, or an error in place of the route.
 */
static inline struct rtable *vserver_getroute4(const struct sk_buff *request,
					       struct flowi4 *fl4)
{
	return vserver_hook(getroute4) ? __vserver_getroute4(request, fl4) : NULL;
}

/* the same: NULL, or the route, which may be one with an error */
static inline struct dst_entry *vserver_getroute6(const struct sk_buff *request,
						  struct flowi6 *fl6)
{
	return vserver_hook(getroute6) ? __vserver_getroute6(request, fl6) : NULL;
}

/* put the caller's source to @daddr in place of the host's; false: it has none */
static inline bool vserver_getsaddr6(struct net *net,
				     const struct in6_addr *daddr,
				     struct in6_addr *saddr)
{
	return !vserver_hook(getsaddr6) ||
	       __vserver_getsaddr6(net, daddr, saddr);
}
#else
static inline int vserver_netlink_dump(const struct sock *sk,
				       struct sk_buff *skb,
				       struct netlink_callback *cb)
{
	return cb->dump(skb, cb);
}

static inline bool vserver_netlink_hears(const struct sock *sk, struct net *net,
					 const struct sk_buff *skb)
{
	return true;
}

static inline bool vserver_netlink_takes(const struct sock *sk, u32 from)
{
	return true;
}

static inline struct rtable *vserver_getroute4(const struct sk_buff *request,
					       struct flowi4 *fl4)
{
	return NULL;
}

static inline struct dst_entry *vserver_getroute6(const struct sk_buff *request,
						  struct flowi6 *fl6)
{
	return NULL;
}

static inline bool vserver_getsaddr6(struct net *net,
				     const struct in6_addr *daddr,
				     struct in6_addr *saddr)
{
	return true;
}
#endif /* CONFIG_VSERVER */

#endif /* _LINUX_VSERVER_NETLINK_H */
