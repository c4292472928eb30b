// SPDX-License-Identifier: GPL-2.0-only
/*
 * Addresses beside other machines on the same network.
 *
 * One that another machine has is not taken: the guest does not start.  For IPv4
 * we ask as RFC 5227 says, with a third of its patience, before the address is on
 * the device; for IPv6 the kernel asks (RFC 4862) once it is there, and we wait
 * for what it finds.  Then those around are told who has the address now, which
 * matters to a guest that came from another machine.
 *
 * Nothing here holds a lock: guests that start at the same time wait together.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <fcntl.h>
#include <ifaddrs.h>
#include <linux/if_addr.h>
#include <net/ethernet.h>
#include <net/if.h>
#include <net/if_arp.h>
#include <netinet/if_ether.h>
#include <netpacket/packet.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include "front.h"

#define PROBES		3	/* PROBE_NUM of RFC 5227 */
#define PROBE_MS	200	/* between two of them, and after the last */
#define FORMER		1
#define FORMER_MS	10000	/* the kernel takes down a network namespace */
#define CARRIER_MS	3000	/* a cable's two ends agree within these */
#define DAD_MS		10000	/* the kernel's answer takes one or two seconds */
#define IF_INET6	"/proc/net/if_inet6"

static long now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* ---- devices ---- */

/* is somebody at the other end?  The flags of a device lag behind this file. */
static bool has_carrier(const char *dev)
{
	char path[PATH_MAX], c = 0;
	int fd;

	conf_path(path, "/sys/class/net", "%s/carrier", dev);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return false;
	if (read(fd, &c, 1) != 1)
		c = 0;
	close(fd);
	return c == '1';
}

/* it may have been set up a moment ago */
static bool gets_carrier(const char *dev, long end)
{
	while (!has_carrier(dev)) {
		if (now_ms() >= end)
			return false;
		poll(NULL, 0, 50);
	}
	return true;
}

/* has a device neighbours that answer ARP?  Its address is in *@mac. */
static bool speaks_arp(int fd, const char *dev, unsigned char mac[ETH_ALEN])
{
	struct ifreq req = { 0 };

	strcpy(req.ifr_name, dev);
	if (ioctl(fd, SIOCGIFFLAGS, &req) ||
	    req.ifr_flags & (IFF_LOOPBACK | IFF_NOARP) ||
	    ioctl(fd, SIOCGIFHWADDR, &req) ||
	    req.ifr_hwaddr.sa_family != ARPHRD_ETHER)
		return false;
	memcpy(mac, req.ifr_hwaddr.sa_data, ETH_ALEN);
	return true;
}

/* is an IPv4 address on some device of this machine? */
static bool is_here(const struct ifaddrs *all, const unsigned char *addr)
{
	const struct sockaddr_in *in;

	for (; all; all = all->ifa_next) {
		in = (const void *)all->ifa_addr;
		if (in && in->sin_family == AF_INET &&
		    !memcmp(&in->sin_addr, addr, 4))
			return true;
	}
	return false;
}

/* is it the hardware address of a device of this machine? */
static bool is_ours(const struct ifaddrs *all, const unsigned char *mac)
{
	const struct sockaddr_ll *ll;

	for (; all; all = all->ifa_next) {
		ll = (const void *)all->ifa_addr;
		if (ll && ll->sll_family == AF_PACKET &&
		    !memcmp(ll->sll_addr, mac, ETH_ALEN))
			return true;
	}
	return false;
}

/* ---- IPv4 ---- */

/* ask for an address on behalf of nobody; or with @tell, say that it is ours */
static void send_arp(int fd, const struct net_interface *i,
		     const unsigned char mac[ETH_ALEN], bool tell)
{
	struct sockaddr_ll to = {
		.sll_family = AF_PACKET, .sll_protocol = htons(ETH_P_ARP),
		.sll_ifindex = if_nametoindex(i->dev), .sll_halen = ETH_ALEN,
	};
	struct ether_arp arp = {
		.arp_hrd = htons(ARPHRD_ETHER), .arp_pro = htons(ETH_P_IP),
		.arp_hln = ETH_ALEN, .arp_pln = 4, .arp_op = htons(ARPOP_REQUEST),
	};

	memset(to.sll_addr, 0xff, ETH_ALEN);
	memcpy(arp.arp_sha, mac, ETH_ALEN);
	if (tell)
		memcpy(arp.arp_spa, i->addr, 4);
	memcpy(arp.arp_tpa, i->addr, 4);
	if (sendto(fd, &arp, sizeof(arp), 0, (void *)&to, sizeof(to)) < 0)
		msg_warn("cannot send ARP on device '%s': %m", i->dev);
}

static int conflict(const struct net_interface *i, const char *what,
		    const unsigned char *mac)
{
	char text[INET_ADDRSTRLEN];

	msg_error("address %s is %s on '%s', by %02x:%02x:%02x:%02x:%02x:%02x",
		  inet_ntop(AF_INET, i->addr, text, sizeof(text)), what, i->dev,
		  mac[0], mac[1], mac[2], mac[3], mac[4], mac[5]);
	return -1;
}

/*
 * A device in a network namespace of this guest's has such an address: the one that
 * the guest had before answers until the kernel has taken it down.
 */
static bool is_former(const struct net_config *net, const unsigned char *mac)
{
	unsigned char own[ETH_ALEN];
	size_t n;

	for (n = 0; n < net->count; n++) {
		net_stack_mac(&net->interface[n], own);
		if (!memcmp(own, mac, sizeof(own)))
			return true;
	}
	return false;
}

/* somebody has an address that we asked for, or asks for it, too */
static int judge_arp(const struct net_config *net, const struct ether_arp *arp,
		     int index)
{
	static const unsigned char nobody[4];
	size_t n;

	for (n = 0; n < net->count; n++) {
		const struct net_interface *i = &net->interface[n];

		if (!i->asked || (int)if_nametoindex(i->dev) != index)
			continue;
		if (!memcmp(arp->arp_spa, i->addr, 4))
			return conflict(i, "in use", arp->arp_sha);
		if (!memcmp(arp->arp_spa, nobody, 4) &&
		    !memcmp(arp->arp_tpa, i->addr, 4))
			return conflict(i, "asked for", arp->arp_sha);
	}
	return 0;
}

/* 0, -1 after a message; FORMER, before @patience ends, when it may go by itself */
static int hear_arp(int fd, const struct net_config *net,
		    const struct ifaddrs *here, long patience)
{
	struct pollfd wait = { .fd = fd, .events = POLLIN };
	long end = now_ms() + PROBE_MS, left;
	struct sockaddr_ll from;
	socklen_t len = sizeof(from);
	struct ether_arp arp;

	while ((left = end - now_ms()) > 0) {
		if (poll(&wait, 1, left) <= 0)
			continue;
		if (recvfrom(fd, &arp, sizeof(arp), MSG_DONTWAIT, (void *)&from,
			     &len) == sizeof(arp) &&
		    !is_ours(here, arp.arp_sha)) {
			if (now_ms() < patience && is_former(net, arp.arp_sha))
				return FORMER;
			if (judge_arp(net, &arp, from.sll_ifindex))
				return -1;
		}
		len = sizeof(from);
	}
	return 0;
}

static int arp_socket(void)
{
	int fd = socket(AF_PACKET, SOCK_DGRAM | SOCK_CLOEXEC, htons(ETH_P_ARP));

	if (fd < 0)
		msg_warn("cannot speak ARP for addresses: %m");
	return fd;
}

/*
 * Which addresses to ask for and to tell of; the number of the first.  The kernel
 * would ask for one of IPv6 when the device gets a carrier, and nobody could use it
 * before.
 */
static size_t choose(struct net_config *net, const struct ifaddrs *here)
{
	int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	long end = now_ms() + CARRIER_MS;
	unsigned char mac[ETH_ALEN];
	size_t n, count = 0;

	for (n = 0; n < net->count; n++) {
		struct net_interface *i = &net->interface[n];

		if (!*i->dev || i->kind != NET_THERE)
			continue;
		if (!gets_carrier(i->dev, i->down ? 0 : end)) {
			msg_warn("device '%s' has no carrier: nobody is asked"
				 " who has the guest's address", i->dev);
			i->nodad = true;
			continue;
		}
		i->told = !i->ipv6 && speaks_arp(fd, i->dev, mac);
		i->asked = i->told && !i->nodad && !is_here(here, i->addr);
		count += i->asked;
	}
	close(fd);
	return count;
}

static void send_all(int fd, const struct net_config *net, bool tell)
{
	unsigned char mac[ETH_ALEN];
	size_t n;

	for (n = 0; n < net->count; n++) {
		const struct net_interface *i = &net->interface[n];

		if ((tell ? i->told : i->asked) && speaks_arp(fd, i->dev, mac))
			send_arp(fd, i, mac, tell);
	}
}

int net_probe(struct net_config *net)
{
	struct ifaddrs *here = NULL;
	long patience = now_ms() + FORMER_MS;
	int fd = -1, round, err = 0;

	if (getifaddrs(&here)) {
		msg_errno("cannot list the addresses of this machine");
		return -1;
	}
	if (choose(net, here))
		fd = arp_socket();
	for (round = 0; fd >= 0 && round < PROBES && !err; round++) {
		send_all(fd, net, false);
		err = hear_arp(fd, net, here, patience);
		if (err == FORMER) {
			poll(NULL, 0, PROBE_MS);
			round = -1;
			err = 0;
		}
	}
	if (fd >= 0)
		close(fd);
	freeifaddrs(here);
	return err;
}

/* ---- IPv6 ---- */

/* the kernel's flags of an address, -1 when it is not there */
static int flags_of(const struct net_interface *i)
{
	char line[128], dev[32];
	unsigned int flags, byte;
	FILE *f = fopen(IF_INET6, "re");
	int found = -1;
	size_t n;

	while (f && found < 0 && fgets(line, sizeof(line), f)) {
		for (n = 0; n < 16; n++)
			if (sscanf(line + 2 * n, "%2x", &byte) != 1 ||
			    byte != i->addr[n])
				break;
		if (n == 16 && sscanf(line + 32, "%*x %*x %*x %x %31s", &flags,
				      dev) == 2 && !strcmp(dev, i->dev))
			found = flags;
	}
	if (f)
		fclose(f);
	return found;
}

static int wait_for_dad(const struct net_interface *i)
{
	long end = now_ms() + DAD_MS;
	char text[INET6_ADDRSTRLEN];
	int flags;

	while ((flags = flags_of(i)) >= 0 && flags & IFA_F_TENTATIVE &&
	       !(flags & IFA_F_DADFAILED) && now_ms() < end)
		poll(NULL, 0, 50);
	inet_ntop(AF_INET6, i->addr, text, sizeof(text));
	if (flags < 0)
		msg_error("address %s has gone from '%s'", text, i->dev);
	else if (flags & IFA_F_DADFAILED)
		msg_error("address %s is in use on '%s'", text, i->dev);
	else if (flags & IFA_F_TENTATIVE)
		msg_error("address %s: the kernel does not find out whether it"
			  " is in use on '%s'", text, i->dev);
	else
		return 0;
	return -1;
}

static bool is_told(const struct net_config *net)
{
	size_t n;

	for (n = 0; n < net->count; n++)
		if (net->interface[n].told)
			return true;
	return false;
}

int net_settle(const struct net_config *net)
{
	size_t n;
	int fd;

	for (n = 0; n < net->count; n++) {
		const struct net_interface *i = &net->interface[n];

		if (*i->dev && i->ipv6 && !i->nodad && wait_for_dad(i))
			return -1;
	}
	fd = is_told(net) ? arp_socket() : -1;
	if (fd >= 0) {
		send_all(fd, net, true);
		close(fd);
	}
	return 0;
}
