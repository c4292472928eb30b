// SPDX-License-Identifier: GPL-2.0-only
/*
 * A network stack of the guest's own: a network namespace that has a device for
 * each device of the host that the guest's addresses name.
 *
 * A descriptor of the namespace is all that there is of it until the guest's first
 * process is in it.  When the last of both goes, the kernel ends the namespace and
 * the devices in it, and with them the host's ends of pairs.  So there is nothing
 * to record, and a start that fails closes the descriptor.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/if_link.h>
#include <linux/veth.h>
#include <net/if.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "netlink.h"

#define OWN_NET		"/proc/self/ns/net"
#define PING_GROUPS	"/proc/sys/net/ipv4/ping_group_range"
#define LOOPBACK	1	/* index of lo in each namespace */

/* one that the guest shares must run; ours is new */
static int change_namespace(const struct guest *guest)
{
	uint32_t xid;

	if (guest->stack != STACK_OTHER) {
		if (!unshare(CLONE_NEWNET))
			return 0;
		msg_errno("cannot make a network namespace");
		return -1;
	}
	if (guest_parse_id(GUEST_XID, guest->stack_of, true, &xid) ||
	    vc_enter_space(xid, CLONE_NEWNET, 0) < 0) {
		msg_errno("%s/spaces/net: no network namespace of '%s'; it must"
			  " run and have one", guest->dir, guest->stack_of);
		return -1;
	}
	return 0;
}

static int open_namespace(const struct guest *guest)
{
	int home = open(OWN_NET, O_RDONLY | O_CLOEXEC), fd = -1;

	if (home < 0) {
		msg_errno("cannot open '" OWN_NET "'");
		return -1;
	}
	if (!change_namespace(guest)) {
		fd = open(OWN_NET, O_RDONLY | O_CLOEXEC);
		if (fd < 0)
			msg_errno("cannot open '" OWN_NET "'");
	}
	if (setns(home, CLONE_NEWNET)) {
		msg_errno("cannot return to the network namespace");
		_exit(1);
	}
	close(home);
	return fd;
}

/* ---- devices, seen from the host ---- */

/*
 * One for all addresses of a device; the address of the link is of the first. Those
 * of the tun driver are made where they are, see net_put_on().
 */
static bool is_first(const struct net_config *net, size_t n)
{
	size_t i;

	if (net->interface[n].kind != NET_THERE)
		return false;
	for (i = 0; i < n; i++)
		if (!strcmp(net->interface[i].dev, net->interface[n].dev))
			return false;
	return true;
}

/* that of IPv4 itself, or FNV-1a of that of IPv6, whose last bytes alone say little */
void net_stack_mac(const struct net_interface *i, unsigned char mac[ETH_ALEN])
{
	uint32_t hash = 2166136261u;
	size_t n;

	for (n = 0; n < sizeof(i->addr); n++)
		hash = (hash ^ i->addr[n]) * 16777619u;
	mac[0] = 2;
	mac[1] = i->ipv6 ? 0x56 : 0x54;
	memcpy(mac + 2, i->ipv6 ? (const void *)&hash : i->addr, 4);
}

static void put_link_address(struct nlmsghdr *h, const struct net_interface *i)
{
	unsigned char mac[ETH_ALEN];

	net_stack_mac(i, mac);
	mnl_attr_put(h, IFLA_ADDRESS, sizeof(mac), mac);
}

static void put_veth(struct nlmsghdr *h, const char *peer)
{
	struct nlattr *nest = mnl_attr_nest_start(h, VETH_INFO_PEER);

	mnl_nlmsg_put_extra_header(h, sizeof(struct ifinfomsg));
	mnl_attr_put_strz(h, IFLA_IFNAME, peer);
	mnl_attr_nest_end(h, nest);
}

static void put_kind(struct nlmsghdr *h, enum net_stack stack, const char *peer)
{
	struct nlattr *info = mnl_attr_nest_start(h, IFLA_LINKINFO), *data;

	mnl_attr_put_strz(h, IFLA_INFO_KIND, net_stack_names[stack]);
	data = mnl_attr_nest_start(h, IFLA_INFO_DATA);
	if (stack == STACK_VETH)
		put_veth(h, peer);
	else if (stack == STACK_MACVLAN)
		mnl_attr_put_u32(h, IFLA_MACVLAN_MODE, MACVLAN_MODE_BRIDGE);
	else
		mnl_attr_put_u16(h, IFLA_IPVLAN_MODE, IPVLAN_MODE_L2);
	mnl_attr_nest_end(h, data);
	mnl_attr_nest_end(h, info);
}

/* ours of a guest's device: @side 'h' the host's end, 'g' the guest's until it is in */
static const char *name_of(char name[IFNAMSIZ], char side,
			   const struct guest *guest, size_t n)
{
	snprintf(name, IFNAMSIZ, "v%c%u.%hu", side, guest->xid,
		 (unsigned short)n);
	return name;
}

static int make_link(const struct guest *guest, const struct net_interface *i,
		     size_t n, int parent, int fd)
{
	enum net_stack stack = guest->stack;
	char name[IFNAMSIZ];
	char buf[NETLINK_BUFFER];
	struct nlmsghdr *h = mnl_nlmsg_put_header(buf);

	h->nlmsg_type = RTM_NEWLINK;
	h->nlmsg_flags = NLM_F_CREATE | NLM_F_EXCL;
	mnl_nlmsg_put_extra_header(h, sizeof(struct ifinfomsg));
	mnl_attr_put_strz(h, IFLA_IFNAME, name_of(name, 'g', guest, n));
	mnl_attr_put_u32(h, IFLA_NET_NS_FD, fd);
	if (stack != STACK_VETH)
		mnl_attr_put_u32(h, IFLA_LINK, parent);
	if (stack != STACK_IPVLAN)
		put_link_address(h, i);
	put_kind(h, stack, name_of(name, 'h', guest, n));
	return netlink_talk(h);
}

/* our end of a pair becomes a port of the bridge */
static int plug_in(const char *peer, const char *bridge, int index)
{
	if (!netlink_set_up(if_nametoindex(peer), index))
		return 0;
	msg_errno("cannot put '%s' into '%s', which must be a bridge for"
		  " spaces/net 'veth'", peer, bridge);
	return -1;
}

static int make_device(const struct guest *guest, const struct net_config *net,
		       size_t n, int fd)
{
	const struct net_interface *i = &net->interface[n];
	int parent = if_nametoindex(i->dev);
	char peer[IFNAMSIZ];

	if (!*i->dev) {
		msg_error("%s/interfaces: an address without a device cannot be"
			  " in the guest's own network stack", guest->dir);
		return -1;
	}
	if (!parent)
		return net_no_device(i);
	name_of(peer, 'h', guest, n);
	/* that of a start before, whose namespace the kernel still ends */
	if (guest->stack == STACK_VETH)
		netlink_remove(peer);
	if (make_link(guest, i, n, parent, fd)) {
		msg_errno("cannot make a device of kind '%s' for '%s'",
			  net_stack_names[guest->stack], i->dev);
		return -1;
	}
	return guest->stack == STACK_VETH ? plug_in(peer, i->dev, parent) : 0;
}

/* ---- the way out ---- */

/* for who has none in the configuration, what the host uses on the device */
static int note_gateway(const struct nlmsghdr *h, void *data)
{
	const struct rtmsg *r = mnl_nlmsg_get_payload(h);
	const struct nlattr *attr, *via = NULL;
	struct net_config *net = data;
	uint32_t index = 0;
	size_t n;

	mnl_attr_for_each(attr, h, sizeof(*r)) {
		if (mnl_attr_get_type(attr) == RTA_GATEWAY)
			via = attr;
		else if (mnl_attr_get_type(attr) == RTA_OIF)
			index = mnl_attr_get_u32(attr);
	}
	if (r->rtm_dst_len || r->rtm_table != RT_TABLE_MAIN || !via)
		return MNL_CB_OK;
	for (n = 0; n < net->count; n++) {
		struct net_interface *i = &net->interface[n];

		if (i->routed || r->rtm_family != (i->ipv6 ? AF_INET6 : AF_INET) ||
		    if_nametoindex(i->dev) != index)
			continue;
		i->routed = true;
		memcpy(i->gateway, mnl_attr_get_payload(via),
		       i->ipv6 ? 16 : 4);
	}
	return MNL_CB_OK;
}

static int find_gateways(struct net_config *net)
{
	static const int families[] = { AF_INET, AF_INET6 };
	char buf[NETLINK_BUFFER];
	struct nlmsghdr *h;
	struct rtmsg *r;
	size_t n;

	for (n = 0; n < 2; n++) {
		h = mnl_nlmsg_put_header(buf);
		h->nlmsg_type = RTM_GETROUTE;
		h->nlmsg_flags = NLM_F_DUMP;
		r = mnl_nlmsg_put_extra_header(h, sizeof(*r));
		r->rtm_family = families[n];
		if (!netlink_list(h, note_gateway, net))
			continue;
		msg_errno("cannot read the routes of the host");
		return -1;
	}
	return 0;
}

/* the gateway may be outside of the network of the address */
static int add_gateway(const struct net_interface *i)
{
	char buf[NETLINK_BUFFER];
	struct nlmsghdr *h = mnl_nlmsg_put_header(buf);
	struct rtmsg *r;

	h->nlmsg_type = RTM_NEWROUTE;
	h->nlmsg_flags = NLM_F_CREATE | NLM_F_EXCL;
	r = mnl_nlmsg_put_extra_header(h, sizeof(*r));
	r->rtm_family = i->ipv6 ? AF_INET6 : AF_INET;
	r->rtm_table = RT_TABLE_MAIN;
	r->rtm_protocol = RTPROT_BOOT;
	r->rtm_scope = RT_SCOPE_UNIVERSE;
	r->rtm_type = RTN_UNICAST;
	r->rtm_flags = RTNH_F_ONLINK;
	mnl_attr_put(h, RTA_GATEWAY, i->ipv6 ? 16 : 4, i->gateway);
	mnl_attr_put_u32(h, RTA_OIF, if_nametoindex(i->dev));
	if (!netlink_talk(h) || errno == EEXIST)
		return 0;
	msg_errno("cannot add the gateway of '%s'", i->dev);
	return -1;
}

/* ---- in the namespace ---- */

/* as what a host sets for its users; the guest cannot */
static int allow_ping(void)
{
	static const char all[] = "0 2147483647";
	int fd = open(PING_GROUPS, O_WRONLY | O_CLOEXEC);

	if (fd < 0 || write(fd, all, strlen(all)) < 0) {
		msg_errno("cannot write '" PING_GROUPS "'");
		return -1;
	}
	close(fd);
	return 0;
}

/* its name here is that of the host's device */
static int take_in(const struct guest *guest, const struct net_config *net,
		   size_t n)
{
	char buf[NETLINK_BUFFER], name[IFNAMSIZ];
	struct nlmsghdr *h = mnl_nlmsg_put_header(buf);
	const char *dev = net->interface[n].dev;
	struct ifinfomsg *link;

	h->nlmsg_type = RTM_NEWLINK;
	link = mnl_nlmsg_put_extra_header(h, sizeof(*link));
	link->ifi_index = if_nametoindex(name_of(name, 'g', guest, n));
	mnl_attr_put_strz(h, IFLA_IFNAME, dev);
	if (netlink_talk(h)) {
		msg_errno("cannot name a device of the guest '%s'", dev);
		return -1;
	}
	/* no address and no way but those of the configuration */
	if (conf_is_dir("/proc/sys/net", "ipv6"))
		net_set_device("ipv6", dev, "accept_ra", "0");
	return 0;
}

static int fill(const struct guest *guest, const struct net_config *net)
{
	size_t n;

	if (netlink_set_up(LOOPBACK, 0)) {
		msg_errno("cannot set up the loopback device of the guest");
		return -1;
	}
	if (allow_ping())
		return -1;
	for (n = 0; n < net->count; n++)
		if (is_first(net, n) && take_in(guest, net, n))
			return -1;
	if (net_set_up(net) || net_put_on(guest, net, -1) || net_settle(net))
		return -1;
	for (n = 0; n < net->count; n++)
		if (net->interface[n].routed && add_gateway(&net->interface[n]))
			return -1;
	return 0;
}

static int fill_in(const struct guest *guest, const struct net_config *net,
		   int fd)
{
	int status;
	pid_t pid;

	fflush(stdout);
	pid = fork();
	if (!pid) {
		if (setns(fd, CLONE_NEWNET)) {
			msg_errno("cannot enter the guest's network namespace");
			_exit(1);
		}
		_exit(fill(guest, net) ? 1 : 0);
	}
	if (pid < 0) {
		msg_errno("cannot make a process");
		return -1;
	}
	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			return -1;
	return WIFEXITED(status) && !WEXITSTATUS(status) ? 0 : -1;
}

static int make_devices(const struct guest *guest, struct net_config *net,
			int fd)
{
	size_t n;

	if (net_set_up(net) || net_probe(net) || find_gateways(net))
		return -1;
	for (n = 0; n < net->count; n++)
		if (is_first(net, n) && make_device(guest, net, n, fd))
			return -1;
	return 0;
}

int net_stack_make(const struct guest *guest, struct net_config *net)
{
	static const struct net_config none;
	bool devices = guest->stack >= STACK_VETH;
	int fd = open_namespace(guest);

	if (fd < 0 || guest->stack == STACK_OTHER)
		return fd;
	if ((!devices || !make_devices(guest, net, fd)) &&
	    !fill_in(guest, devices ? net : &none, fd))
		return fd;
	close(fd);
	return -1;
}
