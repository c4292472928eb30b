// SPDX-License-Identifier: GPL-2.0-only
/*
 * Commands to sockets, most of them about an interface: one of the guest, or one
 * that only the other guest, or the host, has an address on.
 */
#include <linux/ethtool.h>
#include <linux/if_vlan.h>
#include <net/if_arp.h>
#include <net/route.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/un.h>

#include "ioctl.h"
#include "ioctl_numbers.h"
#include "rows-ioctls.h"

static int open_udp(const struct call *call)
{
	(void)call;
	return socket(AF_INET, SOCK_DGRAM, 0);
}

static int open_tcp(const struct call *call)
{
	(void)call;
	return socket(AF_INET, SOCK_STREAM, 0);
}

static int open_unix(const struct call *call)
{
	struct sockaddr_un address = { AF_UNIX, "/tmp/ioctl_socket" };
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);

	unlink(address.sun_path);
	sure(call, bind(fd, (void *)&address, sizeof(address)), "bind");
	return fd;
}

static struct sockaddr_in address_in(in_addr_t address, int port)
{
	return (struct sockaddr_in){
		.sin_family = AF_INET,
		.sin_port = htons(port),
		.sin_addr.s_addr = address,
	};
}

/* a socket that got a datagram of its own, with the time of it */
static int open_stamped(const struct call *call)
{
	struct sockaddr_in to = address_in(address_of(OWN), 0);
	socklen_t size = sizeof(to);
	int fd = socket(AF_INET, SOCK_DGRAM, 0);
	char byte;

	/* there is none yet, but from now on the socket takes them */
	ioctl(fd, SIOCGSTAMP_OLD, call->room);
	sure(call, bind(fd, (void *)&to, sizeof(to)), "bind");
	sure(call, getsockname(fd, (void *)&to, &size), "name");
	sure(call, sendto(fd, "", 1, 0, (void *)&to, size), "send");
	sure(call, recv(fd, &byte, 1, 0), "receive");
	return fd;
}

/* ---- arguments ---- */

static struct ifreq *give_name(struct call *call)
{
	struct ifreq *request = call->room;

	snprintf(request->ifr_name, IFNAMSIZ, "%s", interface_of(call->owner));
	return request;
}

static void give_interface(struct call *call)
{
	give_name(call);
}

static void give_index(struct call *call)
{
	((struct ifreq *)call->room)->ifr_ifindex = index_of(call->owner);
}

/* the value that another command gets, when it does */
static void give_current(struct call *call, unsigned long number)
{
	give_name(call);
	ioctl(call->fd, number, call->room);
}

static void give_address(struct call *call)
{
	struct sockaddr_in address = address_in(address_of(call->owner), 0);

	memcpy(&give_name(call)->ifr_addr, &address, sizeof(address));
}

static void give_flags(struct call *call)
{
	give_current(call, SIOCGIFFLAGS);
}

static void give_mtu(struct call *call)
{
	give_current(call, SIOCGIFMTU);
}

static void give_queue(struct call *call)
{
	give_current(call, SIOCGIFTXQLEN);
}

static void give_hardware(struct call *call)
{
	give_current(call, SIOCGIFHWADDR);
}

/* the name that it has */
static void give_new_name(struct call *call)
{
	struct ifreq *request = give_name(call);

	snprintf(request->ifr_newname, IFNAMSIZ, "%s",
		 interface_of(call->owner));
}

/* room for what the driver fills in, or reads */
static void give_data(struct call *call)
{
	give_name(call)->ifr_data = (char *)call->room + 1024;
}

static void give_ethtool(struct call *call)
{
	struct ethtool_drvinfo *info;

	give_data(call);
	info = (void *)((char *)call->room + 1024);
	info->cmd = ETHTOOL_GDRVINFO;
}

static void give_vlan(struct call *call)
{
	struct vlan_ioctl_args *vlan = call->room;

	vlan->cmd = call->number == SIOCGIFVLAN ? GET_VLAN_REALDEV_NAME_CMD :
						  ADD_VLAN_CMD;
	snprintf(vlan->device1, sizeof(vlan->device1), "%s",
		 interface_of(call->owner));
}

static void give_conf(struct call *call)
{
	struct ifconf *conf = call->room;

	conf->ifc_len = 4096;
	conf->ifc_buf = (char *)call->room + 1024;
}

static void give_neighbour(struct call *call)
{
	struct sockaddr_in address = address_in(address_of(call->owner), 0);
	struct arpreq *request = call->room;

	memcpy(&request->arp_pa, &address, sizeof(address));
	request->arp_ha.sa_family = ARPHRD_ETHER;
	request->arp_flags = ATF_COM | ATF_PERM;
	if (call->number != SIOCSARP)
		snprintf(request->arp_dev, sizeof(request->arp_dev), "%s",
			 interface_of(call->owner));
}

static void give_route(struct call *call)
{
	struct sockaddr_in to = address_in(inet_addr("203.0.113.1"), 0);
	struct sockaddr_in mask = address_in(-1, 0);
	struct rtentry *route = call->room;

	memcpy(&route->rt_dst, &to, sizeof(to));
	memcpy(&route->rt_genmask, &mask, sizeof(mask));
	route->rt_flags = RTF_UP | RTF_HOST;
	route->rt_dev = (char *)call->room + 1024;
	snprintf(route->rt_dev, IFNAMSIZ, "%s", interface_of(call->owner));
}

/* how many bridges are there? */
static void give_bridges(struct call *call)
{
	unsigned long *words = call->room;

	words[0] = BRCTL_GET_BRIDGES;
	words[1] = (unsigned long)call->room + 1024;
	words[2] = 16;
}

/* one of a name that is taken */
static void give_bridge(struct call *call)
{
	unsigned long *words = call->room;
	char *name = (char *)call->room + 1024;

	words[0] = BRCTL_ADD_BRIDGE;
	words[1] = (unsigned long)name;
	snprintf(name, IFNAMSIZ, "%s", interface_of(call->owner));
}

static void give_pid(struct call *call)
{
	*(pid_t *)call->room = pid_of(call->owner);
}

static const struct command commands[] = {
	{ "FIOSETOWN",		NULL,		give_pid },
	{ "SIOCSPGRP",		NULL,		give_pid },
	{ "SIOCATMARK",		open_tcp,	NULL },
	{ "SIOCOUTQNSD",	open_tcp,	NULL },
	{ "SIOCUNIXFILE",	open_unix,	NULL },
	{ "SIOCGSTAMP_NEW",	open_stamped,	NULL },
	{ "SIOCGSTAMP_OLD",	open_stamped,	NULL },
	{ "SIOCGSTAMPNS_NEW",	open_stamped,	NULL },
	{ "SIOCGSTAMPNS_OLD",	open_stamped,	NULL },
	{ "SIOCGIFCONF",	NULL,		give_conf },
	{ "SIOCGIFNAME",	NULL,		give_index },
	{ "SIOCGARP",		NULL,		give_neighbour },
	{ "SIOCSARP",		NULL,		give_neighbour },
	{ "SIOCDARP",		NULL,		give_neighbour },
	{ "SIOCADDRT",		NULL,		give_route },
	{ "SIOCDELRT",		NULL,		give_route },
	{ "SIOCGIFBR",		NULL,		give_bridges },
	{ "SIOCSIFBR",		NULL,		give_bridge },
	{ "SIOCGIFVLAN",	NULL,		give_vlan },
	{ "SIOCSIFVLAN",	NULL,		give_vlan },
	{ "SIOCETHTOOL",	NULL,		give_ethtool },
	{ "SIOCBONDINFOQUERY",	NULL,		give_data },
	{ "SIOCBONDSLAVEINFOQUERY", NULL,	give_data },
	{ "SIOCDEVPRIVATE",	NULL,		give_data },
	{ "SIOCGHWTSTAMP",	NULL,		give_data },
	{ "SIOCSHWTSTAMP",	NULL,		give_data },
	{ "SIOCWANDEV",		NULL,		give_data },
	{ "SIOCSIFADDR",	NULL,		give_address },
	{ "SIOCSIFBRDADDR",	NULL,		give_address },
	{ "SIOCSIFDSTADDR",	NULL,		give_address },
	{ "SIOCSIFNETMASK",	NULL,		give_address },
	{ "SIOCDIFADDR",	NULL,		give_address },
	{ "SIOCSIFFLAGS",	NULL,		give_flags },
	{ "SIOCSIFMTU",		NULL,		give_mtu },
	{ "SIOCSIFTXQLEN",	NULL,		give_queue },
	{ "SIOCSIFHWADDR",	NULL,		give_hardware },
	{ "SIOCSIFHWBROADCAST",	NULL,		give_hardware },
	{ "SIOCSIFNAME",	NULL,		give_new_name },
};

/* those without a row here are about an interface, if it takes anything */
int main(void)
{
	static struct command all[ROWS(ioctls_rows)];
	struct kind kind = { "socket", open_udp, all, 0 };
	const struct kind named = { "", NULL, commands, ROWS(commands) };
	const struct command *command;
	size_t i;

	for (i = 0; i < ROWS(ioctls_rows); i++) {
		if (strcmp(ioctls_rows[i].where, kind.on))
			continue;
		command = command_of(&named, ioctls_rows[i].name);
		all[kind.nr_commands++] = command ? *command : (struct command){
			ioctls_rows[i].name, NULL, give_interface };
	}
	cells_of(ioctls_rows, ROWS(ioctls_rows), &kind);
	return 0;
}
