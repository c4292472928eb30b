// SPDX-License-Identifier: GPL-2.0-only
/*
 * Linux-VServer: commands on the maps of devices.
 */

#include <linux/fs.h>
#include <linux/namei.h>

#include "commands.h"
#include "device.h"
#include "internal.h"

/* type and number of the device that a node is for */
static int vs_read_node(const void __user *name, struct vx_device *device)
{
	struct inode *inode;
	struct path path;
	int err = user_path_at(AT_FDCWD, name, LOOKUP_FOLLOW, &path);

	if (err)
		return err;
	inode = d_backing_inode(path.dentry);
	device->type = inode->i_mode & S_IFMT;
	device->dev = inode->i_rdev;
	path_put(&path);
	return S_ISCHR(device->type) || S_ISBLK(device->type) ? 0 : -EINVAL;
}

static int vs_read_target(const void __user *name, struct vx_device *device)
{
	struct vx_device target;
	int err = vs_read_node(name, &target);

	if (err)
		return err;
	if (target.type != device->type)
		return -EINVAL;
	device->target = vx_device_inode(&target);
	return PTR_ERR_OR_ZERO(device->target);
}

static long vs_map(struct vs_call *call, const void __user *name,
		   const void __user *target, u32 flags, bool set)
{
	struct vx_device device = { .flags = flags };
	int err = 0;

	if (flags & ~DATTR_FLAGS ||
	    (set && !target != !(flags & DATTR_REMAP)))
		return -EINVAL;
	if (name)
		err = vs_read_node(name, &device);
	if (!err && target)
		err = vs_read_target(target, &device);
	return err ?: vx_device_change(call->vxi ?: &vx_watch, &device, set);
}

long vs_set_mapping(struct vs_call *call)
{
	struct vcmd_set_mapping_v0 *arg = call->arg;

	return vs_map(call, (const void __user *)arg->device,
		      (const void __user *)arg->target, arg->flags, true);
}

long vs_unset_mapping(struct vs_call *call)
{
	struct vcmd_set_mapping_v0 *arg = call->arg;

	return vs_map(call, (const void __user *)arg->device, NULL, arg->flags,
		      false);
}

#ifdef CONFIG_COMPAT
long vs_set_mapping_x32(struct vs_call *call)
{
	struct vcmd_set_mapping_v0_x32 *arg = call->arg;

	return vs_map(call, compat_ptr(arg->device), compat_ptr(arg->target),
		      arg->flags, true);
}

long vs_unset_mapping_x32(struct vs_call *call)
{
	struct vcmd_set_mapping_v0_x32 *arg = call->arg;

	return vs_map(call, compat_ptr(arg->device), NULL, arg->flags, false);
}
#endif /* CONFIG_COMPAT */
