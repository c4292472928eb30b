// SPDX-License-Identifier: GPL-2.0-only
/*
 * Linux-VServer: devices of the tun driver that guests use.
 *
 * A guest has no CAP_NET_ADMIN in the host's network namespace, where it makes no
 * device.  The host makes one for it, from inside its network context: the device
 * keeps the number of the context, and stays for as long as the host wants it.
 * With NXC_TUN_CREATE a guest opens the driver's node and attaches to a device of
 * its number.  It reads what the host's routes send there and writes what it wants,
 * from any address: see the documentation of NXC_TUN_CREATE.  What the device is,
 * whose and for how long, it does not change.
 *
 * The number is written before anybody finds the device, and never again.
 */

#include <linux/fs.h>
#include <linux/if_tun.h>
#include <linux/miscdevice.h>
#include <linux/sockios.h>
#include <asm/ioctls.h>

#include "lsm.h"
#include "network.h"
#include "tun.h"

static struct vx_tun_blob *vx_tun(void *security)
{
	return security + vserver_blob_sizes.lbs_tun_dev;
}

static bool vx_is_tun(umode_t mode, dev_t dev)
{
	return S_ISCHR(mode) && dev == MKDEV(MISC_MAJOR, TUN_MINOR);
}

/**
 * vx_opens_tun - is a node that of the driver, and the caller may open it?
 * @mode: of the node, or its type only
 * @dev: its number
 *
 * Context: Process context.
 * Return: true when both are so.
 */
bool vx_opens_tun(umode_t mode, dev_t dev)
{
	const struct nx_info *nxi = nx_current();

	return nxi && vx_is_tun(mode, dev) &&
	       READ_ONCE(nxi->ncaps) & NXC_TUN_CREATE;
}

int vserver_tun_dev_alloc_security(void *security)
{
	const struct nx_info *nxi = nx_current();

	vx_tun(security)->nid = nx_sees_all(nxi) ? 0 : nxi->id;
	return 0;
}

/* the caller owns the device, as far as users go, and wants to attach to it */
int vserver_tun_dev_open(void *security)
{
	const struct nx_info *nxi = nx_current();

	if (!vx_current() && nx_sees_all(nxi))
		return 0;
	return !nx_sees_all(nxi) && vx_tun(security)->nid == nxi->id &&
	       READ_ONCE(nxi->ncaps) & NXC_TUN_CREATE ? 0 : -EPERM;
}

/**
 * vx_tun_ioctl - may a guest give a command to a file of the driver?
 * @inode: of the file
 * @cmd: the command
 *
 * Context: Any.
 * Return: 0, also for other files, or
 * * -EPERM	it changes the device
 */
int vx_tun_ioctl(const struct inode *inode, unsigned int cmd)
{
	if (!vx_is_tun(inode->i_mode, inode->i_rdev))
		return 0;
	switch (cmd) {
	case FIOASYNC:
	case FIOCLEX:
	case FIONBIO:
	case FIONCLEX:
	case TUNGETFEATURES:
	case TUNGETFILTER:
	case TUNGETIFF:
	case TUNGETSNDBUF:
	case TUNGETVNETBE:
	case TUNGETVNETHDRSZ:
	case TUNGETVNETLE:
	case TUNSETIFF:
	case TUNSETNOCSUM:
	case TUNSETOFFLOAD:
	case TUNSETQUEUE:
	case TUNSETVNETBE:
	case TUNSETVNETHDRSZ:
	case TUNSETVNETLE:
	case SIOCGIFHWADDR:
		return 0;
	default:
		return -EPERM;
	}
}
