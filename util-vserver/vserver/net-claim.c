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
#include <errno.h>
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
#define DAD_SECONDS	10	/* for the kernel, whose answer takes one or two */
#define IF_INET6	"/proc/net/if_inet6"

/* is a device up, and is somebody at the other end? */
static bool is_running(int fd, const char *dev, struct ifreq *req)
{
	strcpy(req->ifr_name, dev);
	return !ioctl(fd, SIOCGIFFLAGS, req) && req->ifr_flags & IFF_UP &&
	       req->ifr_flags & IFF_RUNNING;
}

/* has a device neighbours that answer ARP?  Its address is in *@mac. */
static bool asks_neighbours(int fd, const char *dev, unsigned char mac[ETH_ALEN])
{
	struct ifreq req = { 0 };

	if (!is_running(fd, dev, &req) ||
	    req.ifr_flags & (IFF_LOOPBACK | IFF_NOARP) ||
	    ioctl(fd, SIOCGIFHWADDR, &req) ||
	    req.ifr_hwaddr.sa_family != ARPHRD_ETHER)
		return false;
	memcpy(mac, req.ifr_hwaddr.sa_data, ETH_ALEN);
	return true;
}

/* is an address on some device of this machine? */
static bool is_here(const struct ifaddrs *all, const struct net_interface *i)
{
	const struct sockaddr_in *in;

	for (; all; all = all->ifa_next) {
		in = (const void *)all->ifa_addr;
		if (in && in->sin_family == AF_INET &&
		    !memcmp(&in->sin_addr, i->addr, 4))
			return true;
	}
	return false;
}

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

/* somebody has an address that we asked for: -1 after a message */
static int judge_arp(const struct net_config *net, const struct ether_arp *arp,
		     int index)
{
	const unsigned char *mac = arp->arp_sha;
	char text[INET_ADDRSTRLEN];
	size_t n;

	for (n = 0; n < net->count; n++) {
		const struct net_interface *i = &net->interface[n];

		if (!i->asked || memcmp(arp->arp_spa, i->addr, 4) ||
		    (int)if_nametoindex(i->dev) != index)
			continue;
		msg_error("address %s is in use on '%s', by"
			  " %02x:%02x:%02x:%02x:%02x:%02x",
			  inet_ntop(AF_INET, i->addr, text, sizeof(text)), i->dev,
			  mac[0], mac[1], mac[2], mac[3], mac[4], mac[5]);
		return -1;
	}
	return 0;
}

static long now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static int hear_arp(int fd, const struct net_config *net)
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
		    from.sll_pkttype != PACKET_OUTGOING &&
		    judge_arp(net, &arp, from.sll_ifindex))
			return -1;
		len = sizeof(from);
	}
	return 0;
}

static int arp_socket(void)
{
	int fd = socket(AF_PACKET, SOCK_DGRAM | SOCK_CLOEXEC, htons(ETH_P_ARP));

	if (fd < 0)
		msg_warn("cannot look for other users of addresses: %m");
	return fd;
}

/*
 * Those to ask for, and their number.  The kernel would ask for one of IPv6 when
 * the device gets a carrier, and nobody could use it before.
 */
static size_t choose(int fd, struct net_config *net)
{
	unsigned char mac[ETH_ALEN];
	struct ifaddrs *here = NULL;
	struct ifreq req = { 0 };
	size_t n, count = 0;

	if (getifaddrs(&here))
		here = NULL;
	for (n = 0; n < net->count; n++) {
		struct net_interface *i = &net->interface[n];

		if (*i->dev && !is_running(fd, i->dev, &req))
			i->nodad = true;
		i->asked = *i->dev && !i->ipv6 && !i->nodad &&
			   !is_here(here, i) && asks_neighbours(fd, i->dev, mac);
		count += i->asked;
	}
	freeifaddrs(here);
	return count;
}

static void send_all(int fd, const struct net_config *net, bool tell)
{
	unsigned char mac[ETH_ALEN];
	size_t n;

	for (n = 0; n < net->count; n++)
		if (net->interface[n].asked &&
		    asks_neighbours(fd, net->interface[n].dev, mac))
			send_arp(fd, &net->interface[n], mac, tell);
}

int net_probe(struct net_config *net)
{
	int fd = arp_socket(), round, err = 0;

	if (fd < 0)
		return 0;
	if (choose(fd, net)) {
		for (round = 0; round < PROBES && !err; round++) {
			send_all(fd, net, false);
			err = hear_arp(fd, net);
		}
	}
	close(fd);
	return err;
}

/* the kernel's flags of an IPv6 address, 0 when it is not there */
static unsigned int flags_of(const struct net_interface *i)
{
	char line[128], dev[32];
	unsigned int flags, byte;
	FILE *f = fopen(IF_INET6, "re");
	size_t n;

	while (f && fgets(line, sizeof(line), f)) {
		for (n = 0; n < 16; n++)
			if (sscanf(line + 2 * n, "%2x", &byte) != 1 ||
			    byte != i->addr[n])
				break;
		if (n == 16 && sscanf(line + 32, "%*x %*x %*x %x %31s", &flags,
				      dev) == 2 && !strcmp(dev, i->dev)) {
			fclose(f);
			return flags;
		}
	}
	if (f)
		fclose(f);
	return 0;
}

static int wait_for_dad(const struct net_interface *i)
{
	long end = now_ms() + DAD_SECONDS * 1000;
	char text[INET6_ADDRSTRLEN];
	unsigned int flags;

	while ((flags = flags_of(i)) & IFA_F_TENTATIVE) {
		if (flags & IFA_F_DADFAILED || now_ms() > end)
			break;
		poll(NULL, 0, 50);
	}
	if (!(flags & (IFA_F_TENTATIVE | IFA_F_DADFAILED)))
		return 0;
	inet_ntop(AF_INET6, i->addr, text, sizeof(text));
	if (flags & IFA_F_DADFAILED)
		msg_error("address %s is in use on '%s'", text, i->dev);
	else
		msg_error("address %s: no verdict on whether it is in use on"
			  " '%s' after %d seconds", text, i->dev, DAD_SECONDS);
	return -1;
}

int net_settle(const struct net_config *net)
{
	int fd = arp_socket(), err = 0;
	size_t n;

	if (fd >= 0) {
		send_all(fd, net, true);
		close(fd);
	}
	for (n = 0; n < net->count && !err; n++)
		if (*net->interface[n].dev && net->interface[n].ipv6)
			err = wait_for_dad(&net->interface[n]);
	return err;
}
