// SPDX-License-Identifier: GPL-2.0-only
/*
 * Linux-VServer: what sockets of a network context may do, and hear.
 *
 * A socket belongs to the network context of the task that made it, for life;
 * an accepted one to that of its listener.  A guest's socket
 *
 *	binds		to addresses of its set, or to any, which stands for
 *			the set
 *	hears		what is sent to an address of its set
 *	talks		from an address of its set
 *
 * and 127.0.0.0/8 stands for the one private address of the context, which the
 * guest is shown as 127.0.0.1.  A socket of the host that is bound to any does
 * not hear what is sent to a guest's address, unless the sysctl
 * vserver.host_any_binds_guests says so.
 *
 * Somebody outside may hold a socket of a context that has ended, and the next
 * one may get its id and addresses: such a socket keeps its connections, hears
 * nobody new and takes no port.
 */

#include <linux/in.h>
#include <linux/inetdevice.h>
#include <linux/netdevice.h>
#include <linux/sockios.h>
#include <linux/sysctl.h>
#include <net/inet_sock.h>
#include <net/ipv6.h>
#include <net/route.h>
#include <net/sock.h>
#include <linux/vserver/net.h>

#include "network.h"

static u8 host_any_binds_guests;

static struct ctl_table nx_sysctls[] = {
	{
		.procname	= "host_any_binds_guests",
		.data		= &host_any_binds_guests,
		.maxlen		= sizeof(host_any_binds_guests),
		.mode		= 0644,
		.proc_handler	= proc_dou8vec_minmax,
		.extra1		= SYSCTL_ZERO,
		.extra2		= SYSCTL_ONE,
	},
};

static int __init nx_sysctl_init(void)
{
	register_sysctl("vserver", nx_sysctls);
	return 0;
}
late_initcall(nx_sysctl_init);

/* ---- a socket's life ---- */

void __vserver_sock_init(struct sock *sk)
{
	sk->sk_vserver.nxi = nx_get(nx_current());
	sk->sk_vserver.serial = vx_current_serial();
}

void __vserver_sock_copy(struct sock *sk)
{
	nx_get(sk->sk_vserver.nxi);
}

void __vserver_sock_free(struct sock *sk)
{
	nx_put(sk->sk_vserver.nxi);
}

bool __vserver_sock_mine(const struct sock *sk)
{
	return sk->sk_vserver.serial == vx_current_serial();
}

bool __vserver_sees_unix(const struct sock *sk)
{
	return vx_sees_all(vx_current()) || __vserver_sock_mine(sk);
}

/* ---- bind ---- */

static bool nx_is_lback(const struct nx_info *nxi, __be32 addr)
{
	return ipv4_is_loopback(addr) && !nx_has(nxi, addr);
}

static __be32 nx_single(const struct nx_info *nxi)
{
	return nx_flag(nxi, NXF_SINGLE_IP) ? nx_source(nxi, 0) : 0;
}

int __vserver_bind4(const struct sock *sk, __be32 *addr)
{
	const struct nx_info *nxi = sk->sk_vserver.nxi;

	if (!*addr) {
		*addr = nx_single(nxi);
		return 0;
	}
	if (nx_is_lback(nxi, *addr) && nx_flag(nxi, NXF_LBACK_REMAP))
		*addr = READ_ONCE(nxi->lback);
	if (nx_has(nxi, *addr) || *addr == READ_ONCE(nxi->bcast) ||
	    (ipv4_is_multicast(*addr) &&
	     READ_ONCE(nxi->ncaps) & NXC_MULTICAST))
		return 0;
	return -EADDRNOTAVAIL;
}

/* would a socket that is bound to any hear this address? */
static bool nx_any_hears(const struct nx_info *nxi, __be32 daddr)
{
	if (!nxi)
		return READ_ONCE(host_any_binds_guests) || !nx_owned(daddr);
	return nx_has(nxi, daddr) ||
	       (ipv4_is_multicast(daddr) &&
		READ_ONCE(nxi->ncaps) & NXC_MULTICAST) ||
	       (!ipv4_is_lbcast(daddr) && daddr == READ_ONCE(nxi->bcast));
}

static bool nx_sock_ended(const struct sock *sk)
{
	const struct nx_info *nxi = sk->sk_vserver.nxi;

	return nxi && !atomic_read(&nxi->members);
}

bool __vserver_sock_hears4(const struct sock *sk, __be32 daddr)
{
	return !nx_sock_ended(sk) &&
	       (sk->sk_rcv_saddr || nx_any_hears(sk->sk_vserver.nxi, daddr));
}

static bool nx_any_meets_any(const struct nx_info *a, const struct nx_info *b)
{
	bool ret;

	if (a == b)
		return true;
	if (!a || !b)
		return READ_ONCE(host_any_binds_guests);
	rcu_read_lock();
	ret = nx_sets_intersect(rcu_dereference(a->set),
				rcu_dereference(b->set));
	rcu_read_unlock();
	return ret;
}

/*
 * Only a socket in full has a context.  What is left of a connection has an
 * address; if that is one of IPv6 only, nothing is known.
 */
bool __vserver_socks_clash(const struct sock *a, const struct sock *b)
{
	__be32 addr_a = a->sk_rcv_saddr, addr_b = b->sk_rcv_saddr;

	if ((sk_fullsock(a) && nx_sock_ended(a)) ||
	    (sk_fullsock(b) && nx_sock_ended(b)))
		return false;
	if (addr_a && addr_b)
		return true;
	if ((!addr_a && !sk_fullsock(a)) || (!addr_b && !sk_fullsock(b)))
		return true;
	if (addr_b)
		return nx_any_hears(a->sk_vserver.nxi, addr_b);
	if (addr_a)
		return nx_any_hears(b->sk_vserver.nxi, addr_a);
	return nx_any_meets_any(a->sk_vserver.nxi, b->sk_vserver.nxi);
}

/* what is left of a connection hears nothing: as the kernel takes its user */
bool __vserver_socks_same_net(const struct sock *a, const struct sock *b)
{
	return !sk_fullsock(a) || !sk_fullsock(b) ||
	       a->sk_vserver.nxi == b->sk_vserver.nxi;
}

/* ---- connect and send ---- */

/* the source that routing chooses, if it is one of the context's */
static int nx_choose_source(const struct nx_info *nxi, struct flowi4 *fl4,
			    const struct sock *sk)
{
	struct flowi4 probe = *fl4;
	struct rtable *rt;

	fl4->saddr = nx_only_source(nxi);
	if (fl4->saddr)
		return 0;
	rt = __ip_route_output_key(sock_net(sk), &probe);
	if (!IS_ERR(rt)) {
		ip_rt_put(rt);
		if (nx_has(nxi, probe.saddr)) {
			fl4->saddr = probe.saddr;
			return 0;
		}
	}
	fl4->saddr = nx_source(nxi, fl4->daddr);
	return fl4->saddr ? 0 : -EPERM;
}

static bool nx_to_lback(const struct nx_info *nxi, __be32 daddr)
{
	return !daddr || nx_is_lback(nxi, daddr);
}

__be32 __vserver_dest4(const struct sock *sk, __be32 daddr)
{
	const struct nx_info *nxi = sk->sk_vserver.nxi;

	return nx_to_lback(nxi, daddr) && nx_flag(nxi, NXF_LBACK_REMAP) ?
		READ_ONCE(nxi->lback) : daddr;
}

int __vserver_route4(struct flowi4 *fl4, const struct sock *sk)
{
	const struct nx_info *nxi = sk->sk_vserver.nxi;
	__be32 lback = READ_ONCE(nxi->lback);

	fl4->daddr = __vserver_dest4(sk, fl4->daddr);
	if (fl4->daddr != lback && nx_to_lback(nxi, fl4->daddr))
		return nx_flag(nxi, NXF_LBACK_ALLOW) ? 0 : -EPERM;
	if (fl4->saddr && nx_is_lback(nxi, fl4->saddr))
		fl4->saddr = lback;
	if (fl4->saddr)
		return nx_has(nxi, fl4->saddr) ? 0 : -EPERM;
	if (fl4->daddr == lback) {
		fl4->saddr = lback;
		return 0;
	}
	return nx_choose_source(nxi, fl4, sk);
}

/* ---- what a guest is shown ---- */

void __vserver_show4(const struct sock *sk, __be32 *addr)
{
	const struct nx_info *nxi = sk->sk_vserver.nxi;

	if (*addr == READ_ONCE(nxi->lback) && nx_flag(nxi, NXF_HIDE_LBACK))
		*addr = htonl(INADDR_LOOPBACK);
}

bool __vserver_sees_sock(const struct sock *sk)
{
	struct nx_info *me = nx_current();
	__be32 addr;

	if (nx_sees_all(me))
		return true;
	if (sk_fullsock(sk))
		return sk->sk_vserver.nxi == me;
	addr = sk->sk_state == TCP_NEW_SYN_RECV ?
		inet_rsk(inet_reqsk(sk))->ir_loc_addr : sk->sk_rcv_saddr;
	return nx_has(me, addr);
}

/**
 * nx_sees_addr4 - is an address shown to a context?
 * @nxi: the context, NULL for the host
 * @addr: the address
 *
 * Context: Any.
 * Return: true when it is.
 */
bool nx_sees_addr4(const struct nx_info *nxi, __be32 addr)
{
	return nx_sees_netif(nxi) || nx_has(nxi, addr) ||
	       addr == htonl(INADDR_LOOPBACK);
}

bool __vserver_sees_addr4(__be32 addr)
{
	return nx_sees_addr4(nx_current(), addr);
}

/**
 * nx_sees_addr6 - is an IPv6 address shown to a context?
 * @nxi: the context, NULL for the host
 * @addr: the address
 *
 * Context: Any.
 * Return: true when it is.
 */
bool nx_sees_addr6(const struct nx_info *nxi, const struct in6_addr *addr)
{
	struct nx_addr *pos;
	bool ret = false;

	if (nx_sees_netif(nxi))
		return true;
	rcu_read_lock();
	list_for_each_entry_rcu(pos, &nxi->addrs, list)
		if (pos->type & NXA_TYPE_IPV6 &&
		    (pos->type & NXA_TYPE_MASK ?
		     ipv6_prefix_equal(&pos->ip6, addr, pos->prefix) :
		     ipv6_addr_equal(&pos->ip6, addr))) {
			ret = true;
			break;
		}
	rcu_read_unlock();
	return ret;
}

/* these ask for a capability before they look */
static bool nx_ifreq_sets(unsigned int cmd)
{
	switch (cmd) {
	case SIOCSIFFLAGS:
	case SIOCSIFADDR:
	case SIOCSIFBRDADDR:
	case SIOCSIFDSTADDR:
	case SIOCSIFNETMASK:
	case SIOCSIFMETRIC:
	case SIOCSIFMTU:
	case SIOCSIFHWADDR:
	case SIOCSIFHWBROADCAST:
	case SIOCSIFSLAVE:
	case SIOCSIFMAP:
	case SIOCSIFNAME:
	case SIOCSIFTXQLEN:
	case SIOCADDMULTI:
	case SIOCDELMULTI:
	case SIOCGMIIPHY:
	case SIOCGMIIREG:
	case SIOCSMIIREG:
	case SIOCSHWTSTAMP:
	case SIOCBONDENSLAVE ... SIOCBONDSETHWADDR:
	case SIOCBONDCHANGEACTIVE:
		return true;
	default:
		return false;
	}
}

/* the interface that a command of ioctl(2) names: is it there for the caller? */
int __vserver_ifreq(struct net *net, unsigned int cmd, const struct ifreq *ifr)
{
	const struct net_device *dev;
	char name[IFNAMSIZ];
	int err = 0;

	if (nx_ifreq_sets(cmd))
		return 0;
	strscpy(name, ifr->ifr_name);
	*strchrnul(name, ':') = '\0';
	rcu_read_lock();
	dev = cmd == SIOCGIFNAME ?
		dev_get_by_index_rcu(net, ifr->ifr_ifindex) :
		dev_get_by_name_rcu(net, name);
	if (dev && !__vserver_sees_dev(dev))
		err = -ENODEV;
	rcu_read_unlock();
	return err;
}

bool __vserver_sees_dev(const struct net_device *dev)
{
	return nx_sees_dev(nx_current(), dev);
}

/**
 * nx_sees_dev - is a device shown to a context?
 * @nxi: the context, NULL for the host
 * @dev: the device
 *
 * Context: Any.
 * Return: true when it has an address of the context.
 */
bool nx_sees_dev(const struct nx_info *nxi, const struct net_device *dev)
{
	const struct in_ifaddr *ifa;
	struct in_device *in_dev;
	bool ret = false;

	if (nx_sees_netif(nxi) || dev->flags & IFF_LOOPBACK)
		return true;
	rcu_read_lock();
	in_dev = __in_dev_get_rcu(dev);
	if (in_dev)
		in_dev_for_each_ifa_rcu(ifa, in_dev)
			if (nx_has(nxi, ifa->ifa_local)) {
				ret = true;
				break;
			}
	rcu_read_unlock();
	return ret;
}
