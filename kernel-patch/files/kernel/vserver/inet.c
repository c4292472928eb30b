// SPDX-License-Identifier: GPL-2.0-only
/*
 * Linux-VServer: what sockets of a network context may do, and hear.  inet4.c
 * and inet6.c have what depends on the family.
 *
 * A socket belongs to the network context of the task that made it, for life;
 * an accepted one to that of its listener.  A guest's socket
 *
 *	binds		to addresses of its set, or to any, which stands for
 *			the set
 *	hears		what is sent to an address of its set
 *	talks		from an address of its set
 *
 * and 127.0.0.0/8 and ::1 stand for private addresses of the context, which the
 * guest is shown as 127.0.0.x and ::1.  A socket of the host that is bound to any does
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
#include <linux/nsproxy.h>
#include <linux/sockios.h>
#include <linux/sysctl.h>
#include <net/addrconf.h>
#include <net/inet_sock.h>
#include <net/ipv6.h>
#include <net/sock.h>
#include <linux/vserver/net.h>

#include "network.h"

u8 nx_host_any_binds_guests;

static struct ctl_table nx_sysctls[] = {
	{
		.procname	= "host_any_binds_guests",
		.data		= &nx_host_any_binds_guests,
		.maxlen		= sizeof(nx_host_any_binds_guests),
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

/*
 * Each packet gets the mark that the context has by then.  The one of the socket is
 * for what the kernel sends and looks up for it by itself: the last words of a
 * connection, routes that a router has spoken of.
 */
void __vserver_sock_init(struct sock *sk)
{
	struct nx_info *nxi = nx_current();

	sk->sk_vserver.nxi = nxi;
	sk->sk_vserver.serial = vx_current_serial();
	if (!nxi)
		return;
	nx_get(nxi);
	nx_set_mark(nxi, &sk->sk_mark);
	nx_count_sock(sk, 1);
}

void __vserver_sock_copy(struct sock *sk)
{
	nx_get(sk->sk_vserver.nxi);
	nx_count_sock(sk, 1);
}

void __vserver_sock_free(struct sock *sk)
{
	nx_count_sock(sk, -1);
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

/* ---- listen ---- */

/**
 * nx_in_group4 - does a context hear and bind to a broadcast or group address?
 * @nxi: the context
 * @addr: the address
 *
 * Context: Any.
 * Return: true when it does.
 */
bool nx_in_group4(const struct nx_info *nxi, __be32 addr)
{
	if (ipv4_is_multicast(addr) || ipv4_is_lbcast(addr))
		return READ_ONCE(nxi->ncaps) & NXC_MULTICAST;
	return addr == READ_ONCE(nxi->bcast);
}

/**
 * nx_any_hears4 - would a socket that is bound to any hear this address?
 * @nxi: its network context, NULL on the host
 * @daddr: where something was sent
 *
 * Context: Any.
 * Return: true when it would.
 */
bool nx_any_hears4(const struct nx_info *nxi, __be32 daddr)
{
	if (!nxi)
		return nx_host_any_hears_all() || !nx_owned4(daddr);
	return nx_has4(nxi, daddr) || nx_in_group4(nxi, daddr);
}

/**
 * nx_any_hears6 - would a socket that is bound to any hear this address?
 * @nxi: its network context, NULL on the host
 * @daddr: where something was sent
 *
 * Context: Any.
 * Return: true when it would.
 */
bool nx_any_hears6(const struct nx_info *nxi, const struct in6_addr *daddr)
{
	if (!nxi)
		return nx_host_any_hears_all() || !nx_owned6(daddr);
	return nx_has6(nxi, daddr) ||
	       (ipv6_addr_is_multicast(daddr) &&
		READ_ONCE(nxi->ncaps) & NXC_MULTICAST);
}

/* what is left of a connection has none, but an address */
static const struct nx_info *nx_of_sock(const struct sock *sk)
{
	return sk_fullsock(sk) ? sk->sk_vserver.nxi : NULL;
}

static bool nx_sock_ended(const struct sock *sk)
{
	const struct nx_info *nxi = nx_of_sock(sk);

	return nxi && !atomic_read(&nxi->members);
}

/*
 * What a guest's socket is bound to need not be the guest's any more.  On the host
 * only the first network namespace has addresses of guests.
 */
static noinline bool nx_sock_hears4(const struct sock *sk,
				    const struct nx_info *nxi, __be32 daddr)
{
	if (nxi)
		return !nx_sock_ended(sk) &&
		       (nx_any_hears4(nxi, daddr) ||
			(sk->sk_rcv_saddr && nx_host_lback4(nxi, daddr)));
	return sk->sk_rcv_saddr || !net_eq(sock_net(sk), &init_net) ||
	       nx_any_hears4(NULL, daddr);
}

bool __vserver_sock_hears4(const struct sock *sk, __be32 daddr)
{
	const struct nx_info *nxi = nx_of_sock(sk);

	return nxi && nx_is_main4(nxi, daddr) ?
		atomic_read(&nxi->members) : nx_sock_hears4(sk, nxi, daddr);
}

bool __vserver_sock_hears6(const struct sock *sk, const struct in6_addr *daddr)
{
	const struct nx_info *nxi = nx_of_sock(sk);

	if (nxi)
		return !nx_sock_ended(sk) &&
		       (nx_any_hears6(nxi, daddr) ||
			(!ipv6_addr_any(&sk->sk_v6_rcv_saddr) &&
			 nx_host_lback6(nxi, daddr)));
	return !ipv6_addr_any(&sk->sk_v6_rcv_saddr) ||
	       !net_eq(sock_net(sk), &init_net) || nx_any_hears6(NULL, daddr);
}

static bool nx_any_meets_any(const struct nx_info *a, const struct nx_info *b,
			     enum nx_family family)
{
	if (a == b)
		return true;
	if (!a || !b)
		return nx_host_any_hears_all();
	return nx_meet(a, b, family);
}

/*
 * Sockets of IPv6 that are bound to any, or to a mapped address, speak both; a
 * connected one does not, though the kernel gives it an address in place of one of
 * IPv4.
 */
static bool nx_speaks4(const struct sock *sk)
{
	return sk->sk_family == AF_INET ||
	       (!ipv6_only_sock(sk) &&
		(ipv6_addr_any(&sk->sk_v6_rcv_saddr) ||
		 ipv6_addr_v4mapped(&sk->sk_v6_rcv_saddr)));
}

static bool nx_speaks6(const struct sock *sk)
{
	return sk->sk_family == AF_INET6 &&
	       !ipv6_addr_v4mapped(&sk->sk_v6_rcv_saddr);
}

static bool nx_clash4(const struct sock *a, const struct sock *b)
{
	__be32 addr_a = a->sk_rcv_saddr, addr_b = b->sk_rcv_saddr;

	if (!nx_speaks4(a) || !nx_speaks4(b))
		return false;
	if (addr_a && addr_b)
		return true;
	if (addr_b)
		return nx_any_hears4(nx_of_sock(a), addr_b);
	if (addr_a)
		return nx_any_hears4(nx_of_sock(b), addr_a);
	return nx_any_meets_any(nx_of_sock(a), nx_of_sock(b), NX_IPV4);
}

static bool nx_clash6(const struct sock *a, const struct sock *b)
{
	const struct in6_addr *addr_a = &a->sk_v6_rcv_saddr;
	const struct in6_addr *addr_b = &b->sk_v6_rcv_saddr;
	bool any_a, any_b;

	if (!nx_speaks6(a) || !nx_speaks6(b))
		return false;
	any_a = ipv6_addr_any(addr_a);
	any_b = ipv6_addr_any(addr_b);
	if (any_a && any_b)
		return nx_any_meets_any(nx_of_sock(a), nx_of_sock(b),
					NX_IPV6);
	if (any_a)
		return nx_any_hears6(nx_of_sock(a), addr_b);
	return !any_b || nx_any_hears6(nx_of_sock(b), addr_a);
}

bool __vserver_socks_clash(const struct sock *a, const struct sock *b)
{
	return !nx_sock_ended(a) && !nx_sock_ended(b) &&
	       (nx_clash4(a, b) || nx_clash6(a, b));
}

/* what is left of a connection hears nothing: as the kernel takes its user */
bool __vserver_socks_same_net(const struct sock *a, const struct sock *b)
{
	return !sk_fullsock(a) || !sk_fullsock(b) ||
	       a->sk_vserver.nxi == b->sk_vserver.nxi;
}

/* ---- what a guest is shown ---- */

bool __vserver_sees_sock(const struct sock *sk)
{
	struct nx_info *me = nx_current();

	if (nx_sees_all(me))
		return true;
	if (sk_fullsock(sk))
		return sk->sk_vserver.nxi == me;
	/* a request has its addresses where others have them */
	return nx_speaks6(sk) ? nx_has6(me, &sk->sk_v6_rcv_saddr) :
				nx_has4(me, sk->sk_rcv_saddr);
}

static void nx_show(const struct nx_info *nxi, int family, __be32 *addr)
{
	if (family == AF_INET6)
		nx_show6(nxi, (struct in6_addr *)addr);
	else
		nx_show4(nxi, addr);
}

void __vserver_show_id(int family, __be32 *src, __be32 *dst)
{
	const struct nx_info *me = nx_current();

	if (nx_sees_all(me))
		return;
	nx_show(me, family, src);
	nx_show(me, family, dst);
}

void __vserver_show_entry(int family, const __be32 **src, const __be32 **dst,
			  struct in6_addr *shown)
{
	size_t size = family == AF_INET6 ? sizeof(*shown) : sizeof(**src);

	memcpy(&shown[0], *src, size);
	memcpy(&shown[1], *dst, size);
	*src = shown[0].s6_addr32;
	*dst = shown[1].s6_addr32;
	__vserver_show_id(family, shown[0].s6_addr32, shown[1].s6_addr32);
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
	return nx_sees_netif(nxi) || nx_has4(nxi, addr) ||
	       addr == htonl(INADDR_LOOPBACK);
}

/* ioctl(2) asks for those of the caller's network namespace */
bool __vserver_sees_addr4(__be32 addr)
{
	return !net_eq(current->nsproxy->net_ns, &init_net) ||
	       nx_sees_addr4(nx_current(), addr);
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
	return nx_sees_netif(nxi) || nx_has6(nxi, addr) ||
	       ipv6_addr_loopback(addr);
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

static bool nx_on_dev4(const struct nx_info *nxi, const struct net_device *dev)
{
	const struct in_device *in_dev = __in_dev_get_rcu(dev);
	const struct in_ifaddr *ifa;

	if (in_dev)
		in_dev_for_each_ifa_rcu(ifa, in_dev)
			if (nx_has4(nxi, ifa->ifa_local))
				return true;
	return false;
}

static bool nx_on_dev6(const struct nx_info *nxi, const struct net_device *dev)
{
	const struct inet6_dev *in_dev = __in6_dev_get(dev);
	const struct inet6_ifaddr *ifa;

	if (in_dev)
		list_for_each_entry_rcu(ifa, &in_dev->addr_list, if_list)
			if (nx_has6(nxi, &ifa->addr))
				return true;
	return false;
}

/**
 * nx_sees_dev - is a device shown to a context?
 * @nxi: the context, NULL for the host
 * @dev: the device
 *
 * Context: Any.
 * Return: true when it has an address of the context, or is in a network namespace of
 * the guest's own.
 */
bool nx_sees_dev(const struct nx_info *nxi, const struct net_device *dev)
{
	bool ret;

	if (nx_sees_netif(nxi) || dev->flags & IFF_LOOPBACK ||
	    !net_eq(dev_net(dev), &init_net))
		return true;
	rcu_read_lock();
	ret = nx_on_dev4(nxi, dev) || nx_on_dev6(nxi, dev);
	rcu_read_unlock();
	return ret;
}
