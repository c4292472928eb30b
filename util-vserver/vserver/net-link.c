// SPDX-License-Identifier: GPL-2.0-only
/*
 * Addresses on devices, and the record of those on the host's.
 *
 * What we put on a device is recorded, address by address, in a file that
 * outlives us: those and no others are taken off again.  An address that is
 * there already is the host's or another guest's.  So are devices of the tun
 * driver, each before its address.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <net/if.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "netlink.h"

#define RECORDS		RUNDIR "/.addresses"
#define MADE		"made"	/* in place of an address: we made the device */
#define LOCK		"interfaces"
#define WAIT		60	/* seconds for it: nobody holds it for long */

static const char *text_of(const struct net_interface *i, char *text)
{
	return inet_ntop(i->ipv6 ? AF_INET6 : AF_INET, i->addr, text,
			 INET6_ADDRSTRLEN);
}

void net_set_device(const char *family, const char *dev, const char *name,
		    const char *value)
{
	char path[PATH_MAX], dir[64];
	int fd;

	snprintf(dir, sizeof(dir), "/proc/sys/net/%s/conf", family);
	conf_path(path, dir, "%s/%s", dev, name);
	fd = open(path, O_WRONLY | O_CLOEXEC);
	if (fd < 0 || write(fd, value, 1) != 1)
		msg_warn("cannot set '%s'", path);
	if (fd >= 0)
		close(fd);
}

/*
 * Without the first, the address of one guest takes those of others along when it
 * goes, if it is the first of its network on the device.  The second tells the
 * neighbours of an address of IPv6.
 */
static void prepare_device(const struct net_interface *i)
{
	if (i->ipv6)
		net_set_device("ipv6", i->dev, "ndisc_notify", "1");
	else
		net_set_device("ipv4", i->dev, "promote_secondaries", "1");
}

/* while something is there and not recorded, nothing may end us */
static void block_signals(sigset_t *old)
{
	sigset_t all;

	sigfillset(&all);
	sigprocmask(SIG_SETMASK, &all, old);
}

/* @record may be -1 */
static int add_recorded(const struct net_interface *i, int index, int record)
{
	char text[INET6_ADDRSTRLEN];
	sigset_t old;
	int err;

	block_signals(&old);
	err = netlink_address(i, index, true);
	if (!err && record >= 0 &&
	    dprintf(record, "%s %s %u\n", i->dev, text_of(i, text), i->prefix) < 0) {
		err = errno;
		netlink_address(i, index, false);
		errno = err;
		err = -1;
	}
	err = err && errno != EEXIST ? errno : 0;
	sigprocmask(SIG_SETMASK, &old, NULL);
	errno = err;
	return err ? -1 : 0;
}

int net_no_device(const struct net_interface *i)
{
	char text[INET6_ADDRSTRLEN];

	msg_errno("no device '%s' for address %s", i->dev, text_of(i, text));
	return -1;
}

int net_set_up(const struct net_config *net)
{
	size_t n;
	int index;

	for (n = 0; n < net->count; n++) {
		const struct net_interface *i = &net->interface[n];

		if (!*i->dev || i->down || i->kind != NET_THERE)
			continue;
		index = if_nametoindex(i->dev);
		if (!index)
			return net_no_device(i);
		if (netlink_set_up(index, 0)) {
			msg_errno("cannot set up device '%s'", i->dev);
			return -1;
		}
	}
	return 0;
}

/* the first of the addresses on it makes a device */
static bool makes_device(const struct net_config *net, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (!strcmp(net->interface[i].dev, net->interface[n].dev))
			return false;
	return net->interface[n].kind != NET_THERE;
}

static int make_device(const struct guest *guest,
		       const struct net_interface *i, int record)
{
	sigset_t old;
	int err;

	block_signals(&old);
	err = net_tun_make(guest, i);
	if (!err && record >= 0 && dprintf(record, "%s " MADE "\n", i->dev) < 0) {
		msg_errno("cannot record device '%s'", i->dev);
		netlink_remove(i->dev);
		err = -1;
	}
	sigprocmask(SIG_SETMASK, &old, NULL);
	if (!err && !i->down && netlink_set_up(if_nametoindex(i->dev), 0)) {
		msg_errno("cannot set up device '%s'", i->dev);
		err = -1;
	}
	return err;
}

static int bring_up(const struct net_interface *i, int record)
{
	int index = if_nametoindex(i->dev);
	char text[INET6_ADDRSTRLEN];

	if (!index)
		return net_no_device(i);
	prepare_device(i);
	if (add_recorded(i, index, record)) {
		msg_errno("cannot add address %s to device '%s'",
			  text_of(i, text), i->dev);
		return -1;
	}
	return 0;
}

static int parse_record(const char *line, struct net_interface *i)
{
	char text[INET6_ADDRSTRLEN];

	*i = (struct net_interface){ 0 };
	if (sscanf(line, "%15s %45s %u", i->dev, text, &i->prefix) != 3)
		return -1;
	i->ipv6 = strchr(text, ':');
	return inet_pton(i->ipv6 ? AF_INET6 : AF_INET, text, i->addr) == 1 ?
		0 : -1;
}

/* it may be gone, or its device */
static int take_off(const char *line)
{
	struct net_interface i;
	char what[8];
	int index;

	if (sscanf(line, "%15s %7s", i.dev, what) == 2 && !strcmp(what, MADE)) {
		if (!netlink_remove(i.dev))
			return 0;
		msg_errno("cannot remove device '%s'", i.dev);
		return -1;
	}
	if (parse_record(line, &i))
		return 0;
	index = if_nametoindex(i.dev);
	if (!index || !netlink_address(&i, index, false) ||
	    errno == EADDRNOTAVAIL)
		return 0;
	msg_errno("cannot take the address %s", line);
	return -1;
}

/* the record goes when nothing of it is left */
static int take_all_off(const struct guest *guest)
{
	char path[PATH_MAX];
	struct conf_list list;
	int err = 0;

	conf_path(path, RECORDS, "%s", guest->base);
	if (conf_lines(RECORDS, guest->base, false, &list)) {
		msg_errno("cannot read '%s'", path);
		return -1;
	}
	while (list.count) {
		err |= take_off(list.line[--list.count]);
		free(list.line[list.count]);
	}
	conf_free(&list);
	if (!err && unlink(path) && errno != ENOENT) {
		msg_errno("cannot remove '%s'", path);
		err = -1;
	}
	return err;
}

int net_put_on(const struct guest *guest, const struct net_config *net,
	       int record)
{
	int err = 0;
	size_t n;

	for (n = 0; n < net->count && !err; n++) {
		const struct net_interface *i = &net->interface[n];

		if (!*i->dev)
			continue;
		if (makes_device(net, n))
			err = make_device(guest, i, record);
		if (!err)
			err = bring_up(i, record);
	}
	return err;
}

static int put_on_recorded(const struct guest *guest,
			   const struct net_config *net)
{
	char path[PATH_MAX];
	int err, record = -1;

	conf_path(path, RECORDS, "%s", guest->base);
	if (!conf_mkdirs(RECORDS, 0755))
		record = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC,
			      0644);
	if (record < 0) {
		msg_errno("cannot write '%s'", path);
		return -1;
	}
	err = net_put_on(guest, net, record);
	close(record);
	return err;
}

/* what a start that was killed left behind is taken off first */
static int replace_all(const struct guest *guest, const struct net_config *net)
{
	int lock = lock_take(LOCK, WAIT), err;

	if (lock < 0)
		return -1;
	err = take_all_off(guest) || put_on_recorded(guest, net);
	lock_release(lock);
	return err ? -1 : 0;
}

int net_up(const struct guest *guest, struct net_config *net)
{
	return net_set_up(net) || net_probe(net) || replace_all(guest, net) ||
	       net_settle(net) ? -1 : 0;
}

int net_down(const struct guest *guest)
{
	int lock = lock_take(LOCK, WAIT), err;

	if (lock < 0)
		return -1;
	err = take_all_off(guest);
	lock_release(lock);
	return err;
}
