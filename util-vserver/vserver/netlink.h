/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Requests to rtnetlink.  They act on the network namespace of the caller and
 * return 0, or -1 with errno.  Included by net-link.c and
 * net-stack.c.
 */
#ifndef VSERVER_NETLINK_H
#define VSERVER_NETLINK_H

#include <libmnl/libmnl.h>
#include <linux/rtnetlink.h>

#include "front.h"

#define NETLINK_BUFFER	8192	/* bytes: more than any request takes */

/* send a request, wait for its answer */
int netlink_talk(struct nlmsghdr *request);
/* the same of a list: @each gets every message of it, and @data */
int netlink_list(struct nlmsghdr *request, mnl_cb_t each, void *data);

int netlink_address(const struct net_interface *i, int index, bool add);
/* end a device; it is no error that there is none */
int netlink_remove(const char *dev);
/* set a device up; @master is the bridge that it becomes a port of, or 0 */
int netlink_set_up(int index, int master);

#endif /* VSERVER_NETLINK_H */
