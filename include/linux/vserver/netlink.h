/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Linux-VServer: what a guest's netlink socket is told; included by
 * net/netlink/af_netlink.c.
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
#endif /* CONFIG_VSERVER */

#endif /* _LINUX_VSERVER_NETLINK_H */
