/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Linux-VServer: the maps of devices.
 */
#ifndef _KERNEL_VSERVER_DEVICE_H
#define _KERNEL_VSERVER_DEVICE_H

#include <linux/types.h>
#include <uapi/linux/vserver/device.h>

struct inode;
struct vx_info;

/* entries of a map */
#define VX_DEVICES_MAX	256

/* beside DATTR_*: no map has the device, every guest opens it */
#define VX_DEVICE_SAFE	0x80000000

/**
 * struct vx_device - an entry of a map
 * @type: S_IFCHR or S_IFBLK; 0: for all devices without an entry
 * @dev: its number
 * @flags: DATTR_*
 * @target: what is opened instead, of vx_device_inode(); NULL without
 *	DATTR_REMAP
 */
struct vx_device {
	umode_t		type;
	dev_t		dev;
	u32		flags;
	struct inode	*target;
};

u32 vx_device_flags(const struct vx_info *vxi, umode_t mode, dev_t dev,
		    struct inode **target);
bool vx_makes_devices(const struct vx_info *vxi);
struct inode *vx_device_inode(const struct vx_device *device);
int vx_device_change(struct vx_info *vxi, const struct vx_device *device,
		     bool set);

#endif /* _KERNEL_VSERVER_DEVICE_H */
