// SPDX-License-Identifier: GPL-2.0-only
/*
 * Linux-VServer: the maps of devices.
 *
 * A map says which devices a guest opens, which nodes it makes, and which other
 * device it gets instead of one.  A context has a map, and there is a default
 * one, which is the spectator's.  The first of these says all about a device:
 *
 *	its entry in the context's map
 *	the entry for all others there
 *	its entry in the default map
 *	the entry for all others there
 *	the table of boundary.h; for that of tun, NXC_TUN_CREATE
 *
 * A map is an array that is replaced as a whole, under vx_info.lock, and read
 * under RCU.
 *
 * An opened file whose node stands for another device keeps its path, and so
 * stat(2) shows the node.  All else, what drivers look at, is of an inode of the
 * other device, which belongs to nobody.  Such an inode is never freed, since
 * files hold no reference to it; there is one for each device that was ever a
 * target.
 */

#include <linux/fs.h>
#include <linux/fs_context.h>
#include <linux/init.h>
#include <linux/magic.h>
#include <linux/mount.h>
#include <linux/pseudo_fs.h>
#include <linux/slab.h>
#include <linux/vserver/boundary.h>
#include <linux/vserver/devmap.h>

#include "device.h"
#include "internal.h"
#include "tun.h"

#define VX_DEVICE_MAGIC	0x76736476

/**
 * struct vx_devmap - a map
 * @rcu: for kfree_rcu()
 * @count: entries
 * @creates: one of them has DATTR_CREATE
 * @device: the entries, in no order
 */
struct vx_devmap {
	struct rcu_head		rcu;
	u32			count;
	bool			creates;
	struct vx_device	device[];
};

/* what every guest opens */
static const struct {
	u8 major, minor;
} vx_devices[] = {
#define DEVICE(major, minor)	{ major, minor },
	VX_DEVICES(DEVICE)
#undef DEVICE
};

static bool vx_is_safe(umode_t type, dev_t dev)
{
	int i;

	for (i = 0; i < ARRAY_SIZE(vx_devices); i++)
		if (MAJOR(dev) == vx_devices[i].major &&
		    MINOR(dev) == vx_devices[i].minor)
			return type == S_IFCHR;
	return false;
}

static const struct vx_device *vx_map_find(const struct vx_devmap *map,
					   umode_t type, dev_t dev)
{
	const struct vx_device *device, *others = NULL;
	u32 i;

	for (i = 0; map && i < map->count; i++) {
		device = &map->device[i];
		if (!device->type)
			others = device;
		else if (device->type == type && device->dev == dev)
			return device;
	}
	return others;
}

/**
 * vx_device_flags - what a context may do with a device
 * @vxi: the context
 * @mode: of a node, or its type only
 * @dev: number of the device
 * @target: set to what is opened instead, if anything is; or NULL
 *
 * Context: Any.
 * Return: DATTR_*, or VX_DEVICE_SAFE and DATTR_OPEN.
 */
u32 vx_device_flags(const struct vx_info *vxi, umode_t mode, dev_t dev,
		    struct inode **target)
{
	umode_t type = mode & S_IFMT;
	const struct vx_device *device;
	u32 flags = 0;

	if (vx_is_safe(type, dev))
		flags = VX_DEVICE_SAFE | DATTR_OPEN;
	else if (vx_opens_tun(type, dev))
		flags = DATTR_OPEN;

	rcu_read_lock();
	device = vx_map_find(rcu_dereference(vxi->devices), type, dev) ?:
		 vx_map_find(rcu_dereference(vx_watch.devices), type, dev);
	if (device)
		flags = device->flags;
	if (device && target)
		*target = device->target;
	rcu_read_unlock();
	return flags;
}

static bool vx_map_creates(const struct vx_devmap *map)
{
	return map && map->creates;
}

/**
 * vx_makes_devices - may a context make any node without CAP_MKNOD?
 * @vxi: the context
 *
 * Context: Any.
 * Return: true when it may.
 */
bool vx_makes_devices(const struct vx_info *vxi)
{
	bool ret;

	rcu_read_lock();
	ret = vx_map_creates(rcu_dereference(vxi->devices)) ||
	      vx_map_creates(rcu_dereference(vx_watch.devices));
	rcu_read_unlock();
	return ret;
}

/* ---- changes ---- */

/* a copy of @old without the entry for what @device is for, with room for it */
static struct vx_devmap *vx_map_copy(const struct vx_devmap *old,
				     const struct vx_device *device)
{
	u32 i, count = old ? old->count : 0;
	const struct vx_device *d;
	struct vx_devmap *new;

	new = kzalloc(struct_size(new, device, count + 1), GFP_KERNEL_ACCOUNT);
	if (!new)
		return NULL;
	for (i = 0; i < count; i++) {
		d = &old->device[i];
		if (d->type == device->type && d->dev == device->dev)
			continue;
		new->device[new->count++] = *d;
		new->creates |= d->flags & DATTR_CREATE;
	}
	return new;
}

/**
 * vx_device_change - set or unset an entry
 * @vxi: the context
 * @device: the entry; type and number are enough to unset it
 * @set: which of the two
 *
 * Context: Process context.  May sleep.
 * Return: 0, or
 * * -ENOENT	there is none to unset
 * * -ENOSPC	the map is full
 * * -ENOMEM	no memory
 */
int vx_device_change(struct vx_info *vxi, const struct vx_device *device,
		     bool set)
{
	struct vx_devmap *old, *new;
	int err = 0;

	mutex_lock(&vxi->lock);
	old = rcu_dereference_protected(vxi->devices,
					lockdep_is_held(&vxi->lock));
	new = vx_map_copy(old, device);
	if (!new)
		err = -ENOMEM;
	else if (set && new->count == VX_DEVICES_MAX)
		err = -ENOSPC;
	else if (!set && new->count == (old ? old->count : 0))
		err = -ENOENT;
	if (err) {
		kfree(new);
	} else {
		if (set) {
			new->device[new->count++] = *device;
			new->creates |= device->flags & DATTR_CREATE;
		}
		rcu_assign_pointer(vxi->devices, new);
		kfree_rcu(old, rcu);
	}
	mutex_unlock(&vxi->lock);
	return err;
}

/* ---- inodes of targets ---- */

static int vx_device_init_fs(struct fs_context *fc)
{
	return init_pseudo(fc, VX_DEVICE_MAGIC) ? 0 : -ENOMEM;
}

static struct file_system_type vx_device_fs = {
	.name			= "vserver_device",
	.init_fs_context	= vx_device_init_fs,
	.kill_sb		= kill_anon_super,
};

static struct vfsmount *vx_device_mnt __ro_after_init;

static int __init vx_device_init(void)
{
	vx_device_mnt = kern_mount(&vx_device_fs);
	return PTR_ERR_OR_ZERO(vx_device_mnt);
}
fs_initcall(vx_device_init);

static int vx_inode_test(struct inode *inode, void *data)
{
	const struct vx_device *device = data;

	return (inode->i_mode & S_IFMT) == device->type &&
	       inode->i_rdev == device->dev;
}

static int vx_inode_set(struct inode *inode, void *data)
{
	const struct vx_device *device = data;

	inode->i_ino = device->dev;
	inode->i_flags |= S_PRIVATE | S_NOATIME | S_NOCMTIME;
	init_special_inode(inode, device->type | 0600, device->dev);
	return 0;
}

/**
 * vx_device_inode - the inode that stands for a device as a target
 * @device: its type and number
 *
 * Context: Process context.  May sleep.
 * Return: the inode, which stays for ever, or an ERR_PTR.
 */
struct inode *vx_device_inode(const struct vx_device *device)
{
	struct inode *inode;

	if (IS_ERR(vx_device_mnt))
		return ERR_CAST(vx_device_mnt);
	inode = iget5_locked(vx_device_mnt->mnt_sb, device->dev, vx_inode_test,
			     vx_inode_set, (void *)device);
	if (!inode)
		return ERR_PTR(-ENOMEM);
	/* the first reference is the one that is never dropped */
	if (inode->i_state & I_NEW)
		unlock_new_inode(inode);
	else
		iput(inode);
	return inode;
}

/* ---- hooks ---- */

/*
 * The map may have changed since the security module was asked: what it says
 * now counts for both, the permission and the target.
 */
int __vserver_map_device(struct inode **inode, struct file *file)
{
	struct vx_info *me = vx_current();
	struct inode *target = NULL;

	if (!me || (*inode)->i_sb->s_magic == DEVPTS_SUPER_MAGIC)
		return 0;
	if (!(vx_device_flags(me, (*inode)->i_mode, (*inode)->i_rdev,
			      &target) & DATTR_OPEN))
		return -EACCES;
	if (!target)
		return 0;
	if ((file->f_mode & (FMODE_READ | FMODE_WRITE)) == FMODE_READ) {
		i_readcount_inc(target);
		i_readcount_dec(*inode);
	}
	file->f_inode = target;
	file->f_mapping = target->i_mapping;
	*inode = target;
	return 0;
}

/* a node that a map lets the guest make, without CAP_MKNOD in its bound */
bool vserver_may_mknod(umode_t mode, dev_t dev)
{
	return vserver_has_hook(may_mknod) && vx_cap_raised(CAP_MKNOD) &&
	       vx_device_flags(vx_current(), mode, dev, NULL) & DATTR_CREATE;
}
