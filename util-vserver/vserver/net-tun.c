// SPDX-License-Identifier: GPL-2.0-only
/*
 * Devices of the tun driver for a guest (files tun and tap of an interface).
 *
 * The kernel lets a guest use a device that was made in its network context.  The
 * context does not exist yet when its addresses are put on devices, so that one is
 * made of its number for as long as the device takes.  The device stays, until the
 * guest stops: net-link.c records it.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/if_tun.h>
#include <net/if.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "front.h"

#define DRIVER		"/dev/net/tun"
#define NODE		makedev(10, 200)
#define GONE_MS		10000	/* that the end of a context takes at most */

/* an owner of -1 is none; without any, the device would be its maker's alone */
static int set_owners(int fd, const struct net_interface *i)
{
	if (i->uid != -1 && ioctl(fd, TUNSETOWNER, (unsigned long)i->uid))
		return -1;
	return i->gid != -1 && ioctl(fd, TUNSETGROUP, (unsigned long)i->gid);
}

/* in a process of its own, whose end is the context's */
static int make_in_context(const struct guest *guest,
			   const struct net_interface *i)
{
	struct ifreq request = { .ifr_flags = IFF_TUN_EXCL | IFF_NO_PI };
	int fd;

	if (vc_net_create(guest->nid, NXF_STATE_SETUP) < 0) {
		msg_errno("cannot make network context %u", guest->nid);
		return -1;
	}
	fd = open(DRIVER, O_RDWR | O_CLOEXEC);
	if (fd < 0) {
		msg_errno("cannot open '" DRIVER "'");
		return -1;
	}
	strcpy(request.ifr_name, i->dev);
	request.ifr_flags |= i->kind == NET_TUN ? IFF_TUN : IFF_TAP;
	if (!ioctl(fd, TUNSETIFF, &request) && !set_owners(fd, i) &&
	    !ioctl(fd, TUNSETPERSIST, 1UL))
		return 0;
	if (errno == EBUSY)
		msg_error("there is a device '%s' already", i->dev);
	else
		msg_errno("cannot make device '%s'", i->dev);
	return -1;
}

/* the number is the guest's again: it makes its context when it starts */
static int wait_for_number(const struct guest *guest)
{
	const struct timespec ms = { .tv_nsec = 1000000 };
	struct vcmd_nx_info_v0 info;
	int n;

	for (n = 0; n < GONE_MS; n++) {
		if (vc_syscall(VCMD_nx_info, guest->nid, &info) < 0 &&
		    errno == ESRCH)
			return 0;
		nanosleep(&ms, NULL);
	}
	msg_error("network context %u does not end", guest->nid);
	return -1;
}

int net_tun_make(const struct guest *guest, const struct net_interface *i)
{
	int status;
	pid_t pid;

	if (!guest->net) {
		msg_error("%s/interfaces: a guest without a network context does"
			  " not use '%s'; make a file ncontext", guest->dir,
			  i->dev);
		return -1;
	}
	fflush(stdout);
	pid = fork();
	if (!pid)
		_exit(make_in_context(guest, i) ? 1 : 0);
	if (pid < 0) {
		msg_errno("cannot make a process");
		return -1;
	}
	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			return -1;
	if (!WIFEXITED(status) || WEXITSTATUS(status))
		return -1;
	/* what the guest writes has a source that the host routes to the device */
	net_set_device("ipv4", i->dev, "rp_filter", "1");
	return wait_for_number(guest);
}

/* the guest's /dev is hostile; a node that is there already is the admin's */
static int make_node(const struct guest *guest)
{
	int dev = mounts_open_in(guest->vdir, "/dev", O_PATH | O_DIRECTORY, 0);
	int dir = -1, err = -1;
	mode_t old = umask(0);

	if (dev >= 0 && (!mkdirat(dev, "net", 0755) || errno == EEXIST))
		dir = mounts_open_in(guest->vdir, "/dev/net",
				     O_RDONLY | O_DIRECTORY, 0);
	if (dir >= 0)
		err = mknodat(dir, "tun", S_IFCHR | 0666, NODE);
	umask(old);
	if (err && errno == EEXIST)
		err = 0;
	if (err)
		msg_errno("cannot make '%s" DRIVER "'", guest->vdir);
	if (dir >= 0)
		close(dir);
	if (dev >= 0)
		close(dev);
	return err;
}

int net_tun_node(const struct guest *guest, const struct net_config *net)
{
	size_t n;

	for (n = 0; n < net->count; n++)
		if (net->interface[n].kind != NET_THERE)
			return make_node(guest);
	return 0;
}
