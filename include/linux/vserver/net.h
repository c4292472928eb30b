/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Linux-VServer: hooks of the network.
 *
 * Included by files of net/, include/net/route.h and kernel/vserver.  Each
 * hook costs a patched-out branch while no context exists.
 */
#ifndef _LINUX_VSERVER_NET_H
#define _LINUX_VSERVER_NET_H

#include <linux/err.h>
#include <linux/in.h>
#include <linux/vserver/key.h>
#include <net/ipv6.h>
#include <net/sock.h>

struct dst_entry;
struct flowi4;
struct flowi6;
struct net_device;
struct rtable;
struct sk_buff;

#ifdef CONFIG_VSERVER
void __vserver_sock_init(struct sock *sk);
void __vserver_sock_copy(struct sock *sk);
void __vserver_sock_free(struct sock *sk);
bool __vserver_sock_mine(const struct sock *sk);
bool __vserver_sees_unix(const struct sock *sk);
bool __vserver_may_raw(int family, int protocol);
int __vserver_bind4(const struct sock *sk, __be32 *addr);
int __vserver_bind6(const struct sock *sk, struct in6_addr *addr,
		    __be32 *addr4);
bool __vserver_sock_hears4(const struct sock *sk, __be32 daddr);
bool __vserver_sock_hears6(const struct sock *sk, const struct in6_addr *daddr);
u32 __vserver_any_hash(const struct sock *sk);
u32 __vserver_net_hash(const struct sock *sk);
u32 __vserver_any_hash4(__be32 daddr, u32 *owner);
u32 __vserver_any_hash6(const struct in6_addr *daddr, u32 *owner);
bool __vserver_port_by_addr(const struct sock *sk);
bool __vserver_socks_clash(const struct sock *a, const struct sock *b);
bool __vserver_socks_same_net(const struct sock *a, const struct sock *b);
__be32 __vserver_dest4(const struct sock *sk, __be32 daddr);
void __vserver_dest6(const struct sock *sk, struct in6_addr *daddr);
int __vserver_route4(struct flowi4 *fl4, const struct sock *sk);
int __vserver_route6(struct net *net, const struct sock *sk,
		     struct dst_entry **dst, struct flowi6 *fl6);
int __vserver_header4(struct sock *sk, struct sk_buff *skb, __be32 saddr);
int __vserver_header6(struct sock *sk, struct sk_buff *skb);
int __vserver_sent(struct sock *sk, struct sk_buff *skb);
void __vserver_show4(const struct sock *sk, __be32 *addr);
void __vserver_show6(const struct sock *sk, struct in6_addr *addr);
void __vserver_show_id(int family, __be32 *src, __be32 *dst);
void __vserver_show_entry(int family, const __be32 **src, const __be32 **dst,
			  struct in6_addr *shown);
bool __vserver_sees_sock(const struct sock *sk);
bool __vserver_sees_addr4(__be32 addr);
bool __vserver_sees_dev(const struct net_device *dev);
int __vserver_ifreq(struct net *net, unsigned int cmd, const struct ifreq *ifr);

#define vserver_sock_hook(name, sk)					\
	(vserver_hook(name) && (sk) && (sk)->sk_vserver.nxi)

/* sk_alloc(): the kernel's own sockets belong to the host */
static inline void vserver_sock_init(struct sock *sk, int kern)
{
	if (vserver_hook(sock_init) && !kern)
		__vserver_sock_init(sk);
}

/* sk_clone_lock(): the new socket has the fields of the old one already */
static inline void vserver_sock_copy(struct sock *sk)
{
	if (sk->sk_vserver.nxi && vserver_has_hook(sock_copy))
		__vserver_sock_copy(sk);
}

static inline void vserver_sock_free(struct sock *sk)
{
	if (sk->sk_vserver.nxi && vserver_has_hook(sock_free))
		__vserver_sock_free(sk);
}

/* two unix sockets share abstract names when one process context made both */
static inline bool vserver_sock_mine(const struct sock *sk)
{
	return !vserver_hook(sock_mine) || __vserver_sock_mine(sk);
}

static inline bool vserver_sees_unix(const struct sock *sk)
{
	return !vserver_hook(sees_unix) || __vserver_sees_unix(sk);
}

/* may the caller make a raw socket without CAP_NET_RAW taking effect? */
static inline bool vserver_may_raw(int family, int protocol)
{
	return vserver_hook(may_raw) && __vserver_may_raw(family, protocol);
}

/* may @sk bind to @addr?  What it binds to instead is written back */
static inline int vserver_bind4(const struct sock *sk, __be32 *addr)
{
	return vserver_sock_hook(bind4, sk) ? __vserver_bind4(sk, addr) : 0;
}

/* the same; @addr4 goes with an @addr that is a mapped one */
static inline int vserver_bind6(const struct sock *sk, struct in6_addr *addr,
				__be32 *addr4)
{
	return vserver_sock_hook(bind6, sk) ?
		__vserver_bind6(sk, addr, addr4) : 0;
}

/* does @sk, bound to any or to @daddr, hear what is sent to @daddr? */
static inline bool vserver_sock_hears4(const struct sock *sk, __be32 daddr)
{
	return !vserver_hook(sock_hears4) ||
	       (sk->sk_rcv_saddr && !sk->sk_vserver.nxi) ||
	       __vserver_sock_hears4(sk, daddr);
}

static inline bool vserver_sock_hears6(const struct sock *sk,
				       const struct in6_addr *daddr)
{
	return !vserver_hook(sock_hears6) ||
	       (!ipv6_addr_any(&sk->sk_v6_rcv_saddr) && !sk->sk_vserver.nxi) ||
	       __vserver_sock_hears6(sk, daddr);
}

/* what goes into the hash of @sk's address and port: its context, if it is any */
static inline u32 vserver_any_hash(const struct sock *sk)
{
	return sk->sk_vserver.nxi && vserver_has_hook(any_hash) ?
		__vserver_any_hash(sk) : 0;
}

/* the same for a socket of @sk's context that is bound to any */
static inline u32 vserver_net_hash(const struct sock *sk)
{
	return sk->sk_vserver.nxi && vserver_has_hook(any_hash) ?
		__vserver_net_hash(sk) : 0;
}

/*
 * The same for those that hear @daddr: of one owner of that address after the other.
 * @owner is 0 at first, and 0 again with the last one.
 */
static inline u32 vserver_any_hash4(const struct net *net, __be32 daddr,
				    u32 *owner)
{
	return vserver_hook(any_hash4) && net_eq(net, &init_net) ?
		__vserver_any_hash4(daddr, owner) : 0;
}

static inline u32 vserver_any_hash6(const struct net *net,
				    const struct in6_addr *daddr, u32 *owner)
{
	return vserver_hook(any_hash6) && net_eq(net, &init_net) ?
		__vserver_any_hash6(daddr, owner) : 0;
}

/* do two places in the hash of addresses tell whether @sk's port is free? */
static inline bool vserver_port_by_addr(const struct sock *sk)
{
	return !vserver_hook(port_by_addr) || __vserver_port_by_addr(sk);
}

/* do two places tell who hears a group? */
static inline bool vserver_group_by_addr(const struct net *net)
{
	return !vserver_hook(group_by_addr) || !net_eq(net, &init_net);
}

/* can two sockets on one port be in each other's way? */
static inline bool vserver_socks_clash(const struct sock *a,
				       const struct sock *b)
{
	return !vserver_hook(socks_clash) || __vserver_socks_clash(a, b);
}

/* may two sockets share a reuseport group? */
static inline bool vserver_socks_same_net(const struct sock *a,
					  const struct sock *b)
{
	return !vserver_hook(socks_same_net) || __vserver_socks_same_net(a, b);
}

/* where a datagram to @daddr really goes */
static inline __be32 vserver_dest4(const struct sock *sk, __be32 daddr)
{
	return vserver_sock_hook(dest4, sk) &&
	       (!daddr || ipv4_is_loopback(daddr)) ?
		__vserver_dest4(sk, daddr) : daddr;
}

static inline void vserver_dest6(const struct sock *sk, struct in6_addr *daddr)
{
	if (vserver_sock_hook(dest6, sk))
		__vserver_dest6(sk, daddr);
}

/* fill in the source of a flow: NULL, or an error in place of its route */
static inline struct rtable *vserver_route4(struct flowi4 *fl4,
					    const struct sock *sk)
{
	return vserver_sock_hook(route4, sk) ?
		ERR_PTR(__vserver_route4(fl4, sk)) : NULL;
}

/* the same, and perhaps the route; the sockets of the kernel have a part in it */
static inline int vserver_route6(struct net *net, const struct sock *sk,
				 struct dst_entry **dst, struct flowi6 *fl6)
{
	return vserver_hook(route6) ? __vserver_route6(net, sk, dst, fl6) : 0;
}

/*
 * May @sk use the route that it has?  It was looked up from the address, and to the
 * one, that it is connected with, and is not looked up again for others.
 */
static inline bool vserver_keeps_route6(const struct sock *sk, bool connected)
{
	return connected || !vserver_sock_hook(keeps_route6, sk);
}

/* may @sk send a packet with a header of its own?  @saddr is that of its route */
static inline int vserver_header4(struct sock *sk, struct sk_buff *skb,
				  __be32 saddr)
{
	return vserver_sock_hook(header4, sk) ?
		__vserver_header4(sk, skb, saddr) : 0;
}

static inline int vserver_header6(struct sock *sk, struct sk_buff *skb)
{
	return vserver_sock_hook(header6, sk) ? __vserver_header6(sk, skb) : 0;
}

/* @sk, which need not be a full one, sends a packet; with an error it is freed */
static inline int vserver_sent(struct sock *sk, struct sk_buff *skb)
{
	return vserver_hook(sent) && sk ? __vserver_sent(sk, skb) : 0;
}

/* the address as the owner of the socket knows it */
static inline void vserver_show4(const struct sock *sk, __be32 *addr)
{
	if (vserver_sock_hook(show4, sk))
		__vserver_show4(sk, addr);
}

static inline void vserver_show6(const struct sock *sk, struct in6_addr *addr)
{
	if (vserver_sock_hook(show6, sk))
		__vserver_show6(sk, addr);
}

/* the two ends of a socket as the caller knows them */
static inline void vserver_show_id(int family, __be32 *src, __be32 *dst)
{
	if (vserver_hook(show_id))
		__vserver_show_id(family, src, dst);
}

/* the same, in two addresses of the caller's */
static inline void vserver_show_entry(int family, const __be32 **src,
				      const __be32 **dst,
				      struct in6_addr *shown)
{
	if (vserver_hook(show_entry))
		__vserver_show_entry(family, src, dst, shown);
}

/* what the caller is shown in listings */
static inline bool vserver_sees_sock(const struct sock *sk)
{
	return !vserver_hook(sees_sock) || __vserver_sees_sock(sk);
}

static inline bool vserver_sees_addr4(__be32 addr)
{
	return !vserver_hook(sees_addr4) || __vserver_sees_addr4(addr);
}

static inline bool vserver_sees_dev(const struct net_device *dev)
{
	return !vserver_hook(sees_dev) || __vserver_sees_dev(dev);
}

/* may the caller ask for the interface of a request?  0, or -ENODEV */
static inline int vserver_ifreq(struct net *net, unsigned int cmd,
				const struct ifreq *ifr)
{
	return vserver_hook(ifreq) ? __vserver_ifreq(net, cmd, ifr) : 0;
}
#else
static inline void vserver_sock_init(struct sock *sk, int kern) { }
static inline void vserver_sock_copy(struct sock *sk) { }
static inline void vserver_sock_free(struct sock *sk) { }

static inline bool vserver_sock_mine(const struct sock *sk)
{
	return true;
}

static inline bool vserver_sees_unix(const struct sock *sk)
{
	return true;
}

static inline bool vserver_may_raw(int family, int protocol)
{
	return false;
}

static inline int vserver_bind4(const struct sock *sk, __be32 *addr)
{
	return 0;
}

static inline int vserver_bind6(const struct sock *sk, struct in6_addr *addr,
				__be32 *addr4)
{
	return 0;
}

static inline bool vserver_sock_hears4(const struct sock *sk, __be32 daddr)
{
	return true;
}

static inline bool vserver_sock_hears6(const struct sock *sk,
				       const struct in6_addr *daddr)
{
	return true;
}

static inline u32 vserver_any_hash(const struct sock *sk)
{
	return 0;
}

static inline u32 vserver_net_hash(const struct sock *sk)
{
	return 0;
}

static inline u32 vserver_any_hash4(const struct net *net, __be32 daddr,
				    u32 *owner)
{
	return 0;
}

static inline u32 vserver_any_hash6(const struct net *net,
				    const struct in6_addr *daddr, u32 *owner)
{
	return 0;
}

static inline bool vserver_port_by_addr(const struct sock *sk)
{
	return true;
}

static inline bool vserver_group_by_addr(const struct net *net)
{
	return true;
}

static inline bool vserver_socks_clash(const struct sock *a,
				       const struct sock *b)
{
	return true;
}

static inline bool vserver_socks_same_net(const struct sock *a,
					  const struct sock *b)
{
	return true;
}

static inline __be32 vserver_dest4(const struct sock *sk, __be32 daddr)
{
	return daddr;
}

static inline void vserver_dest6(const struct sock *sk,
				 struct in6_addr *daddr) { }

static inline struct rtable *vserver_route4(struct flowi4 *fl4,
					    const struct sock *sk)
{
	return NULL;
}

static inline int vserver_route6(struct net *net, const struct sock *sk,
				 struct dst_entry **dst, struct flowi6 *fl6)
{
	return 0;
}

static inline int vserver_header4(struct sock *sk, struct sk_buff *skb,
				  __be32 saddr)
{
	return 0;
}

static inline int vserver_header6(struct sock *sk, struct sk_buff *skb)
{
	return 0;
}

static inline int vserver_sent(struct sock *sk, struct sk_buff *skb)
{
	return 0;
}

static inline bool vserver_keeps_route6(const struct sock *sk, bool connected)
{
	return true;
}

static inline void vserver_show4(const struct sock *sk, __be32 *addr) { }
static inline void vserver_show6(const struct sock *sk,
				 struct in6_addr *addr) { }

static inline void vserver_show_id(int family, __be32 *src, __be32 *dst) { }
static inline void vserver_show_entry(int family, const __be32 **src,
				      const __be32 **dst,
				      struct in6_addr *shown) { }

static inline bool vserver_sees_sock(const struct sock *sk)
{
	return true;
}

static inline bool vserver_sees_addr4(__be32 addr)
{
	return true;
}

static inline bool vserver_sees_dev(const struct net_device *dev)
{
	return true;
}

static inline int vserver_ifreq(struct net *net, unsigned int cmd,
				const struct ifreq *ifr)
{
	return 0;
}
#endif /* CONFIG_VSERVER */

#endif /* _LINUX_VSERVER_NET_H */
