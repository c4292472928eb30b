// SPDX-License-Identifier: GPL-2.0-only
/*
 * Addresses on the host's devices, by rtnetlink.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <libmnl/libmnl.h>
#include <linux/if_addr.h>
#include <linux/rtnetlink.h>
#include <net/if.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "front.h"

/* bytes: more than any request and its answer take */
#define BUFFER	8192

/* send a request, wait for its answer: 0 or -1 with errno */
static int talk(struct nlmsghdr *request)
{
	char answer[BUFFER];
	struct mnl_socket *s = mnl_socket_open2(NETLINK_ROUTE, SOCK_CLOEXEC);
	int ret = -1, err;
	ssize_t n;

	if (!s)
		return -1;
	request->nlmsg_flags |= NLM_F_REQUEST | NLM_F_ACK;
	request->nlmsg_seq = 1;
	if (!mnl_socket_bind(s, 0, MNL_SOCKET_AUTOPID) &&
	    mnl_socket_sendto(s, request, request->nlmsg_len) >= 0) {
		n = mnl_socket_recvfrom(s, answer, sizeof(answer));
		ret = n < 0 ? -1 : mnl_cb_run(answer, n, 1,
					      mnl_socket_get_portid(s), NULL,
					      NULL);
	}
	err = errno;
	mnl_socket_close(s);
	errno = err;
	return ret < 0 ? -1 : 0;
}

static int change_address(const struct net_interface *i, int index, bool add)
{
	char buf[BUFFER];
	struct nlmsghdr *h = mnl_nlmsg_put_header(buf);
	struct ifaddrmsg *a;
	size_t len = i->ipv6 ? 16 : 4;
	uint32_t bcast;

	h->nlmsg_type = add ? RTM_NEWADDR : RTM_DELADDR;
	h->nlmsg_flags = add ? NLM_F_CREATE | NLM_F_EXCL : 0;
	a = mnl_nlmsg_put_extra_header(h, sizeof(*a));
	a->ifa_family = i->ipv6 ? AF_INET6 : AF_INET;
	a->ifa_prefixlen = i->prefix;
	a->ifa_index = index;
	/* a guest cannot wait for the search of duplicates to bind */
	a->ifa_flags = i->ipv6 ? IFA_F_NODAD : 0;
	mnl_attr_put(h, IFA_LOCAL, len, i->addr);
	mnl_attr_put(h, IFA_ADDRESS, len, i->addr);
	if (!i->ipv6 && i->prefix < 31) {
		memcpy(&bcast, i->addr, 4);
		bcast |= htonl(~0U >> i->prefix);
		mnl_attr_put_u32(h, IFA_BROADCAST, bcast);
	}
	if (*i->label)
		mnl_attr_put_strz(h, IFA_LABEL, i->label);
	return talk(h);
}

static int set_up(int index)
{
	char buf[BUFFER];
	struct nlmsghdr *h = mnl_nlmsg_put_header(buf);
	struct ifinfomsg *link;

	h->nlmsg_type = RTM_NEWLINK;
	link = mnl_nlmsg_put_extra_header(h, sizeof(*link));
	link->ifi_index = index;
	link->ifi_flags = IFF_UP;
	link->ifi_change = IFF_UP;
	return talk(h);
}

static const char *text_of(const struct net_interface *i, char *text)
{
	return inet_ntop(i->ipv6 ? AF_INET6 : AF_INET, i->addr, text,
			 INET6_ADDRSTRLEN);
}

/*
 * without it, the address of one guest takes those of others along when it
 * goes, if it is the first of its network on the device
 */
static void keep_secondaries(const char *dev)
{
	char dir[PATH_MAX];

	conf_path(dir, "/proc/sys/net/ipv4/conf", "%s", dev);
	if (conf_write(dir, "promote_secondaries", "1"))
		msg_warn("cannot set '%s/promote_secondaries'", dir);
}

/*
 * An address that was there before stays when the guest stops: it is the
 * host's, or another guest's.  Such are listed in a file beside the run file.
 */
static const char *kept_file(const struct guest *guest, char *name)
{
	snprintf(name, NAME_MAX, "%.200s.kept", guest->base);
	return name;
}

static int bring_up(const struct net_interface *i, FILE *kept)
{
	int index = if_nametoindex(i->dev);
	char text[INET6_ADDRSTRLEN];

	if (!index) {
		msg_errno("no device '%s' for address %s", i->dev,
			  text_of(i, text));
		return -1;
	}
	keep_secondaries(i->dev);
	if (!change_address(i, index, true)) {
		;
	} else if (errno == EEXIST) {
		fprintf(kept, "%s\n", text_of(i, text));
	} else {
		msg_errno("cannot add address %s to device '%s'",
			  text_of(i, text), i->dev);
		return -1;
	}
	if (!i->down && set_up(index)) {
		msg_errno("cannot set up device '%s'", i->dev);
		return -1;
	}
	return 0;
}

int net_up(const struct guest *guest, const struct net_config *net)
{
	char name[NAME_MAX], path[PATH_MAX];
	FILE *kept;
	size_t n;
	int err = 0;

	conf_path(path, RUNDIR, "%s", kept_file(guest, name));
	kept = conf_mkdirs(RUNDIR, 0755) ? NULL : fopen(path, "we");
	if (!kept) {
		msg_errno("cannot write '%s'", path);
		return -1;
	}
	for (n = 0; n < net->count && !err; n++)
		if (*net->interface[n].dev)
			err = bring_up(&net->interface[n], kept);
	if (fclose(kept)) {
		msg_errno("cannot write '%s'", path);
		err = -1;
	}
	return err;
}

static bool is_kept(const struct net_interface *i, const struct conf_list *kept)
{
	char text[INET6_ADDRSTRLEN];
	size_t n;

	text_of(i, text);
	for (n = 0; n < kept->count; n++)
		if (!strcmp(kept->line[n], text))
			return true;
	return false;
}

void net_down(const struct guest *guest, const struct net_config *net)
{
	char name[NAME_MAX], path[PATH_MAX], text[INET6_ADDRSTRLEN];
	struct conf_list kept;
	size_t n = net->count;
	int index;

	conf_lines(RUNDIR, kept_file(guest, name), false, &kept);
	while (n--) {
		const struct net_interface *i = &net->interface[n];

		index = *i->dev ? (int)if_nametoindex(i->dev) : 0;
		if (index && !is_kept(i, &kept) &&
		    change_address(i, index, false) && errno != EADDRNOTAVAIL)
			msg_errno("cannot take address %s off device '%s'",
				  text_of(i, text), i->dev);
	}
	conf_free(&kept);
	unlink(conf_path(path, RUNDIR, "%s", name));
}
