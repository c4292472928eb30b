// SPDX-License-Identifier: GPL-2.0-only
/*
 * Linux-VServer: commands on stored namespaces and virtual host information.
 */

#include <linux/nsproxy.h>
#include <linux/string.h>
#include <linux/utsname.h>

#include "commands.h"
#include "internal.h"

/* what the first version of get_space_mask knows */
#define VX_SPACE_MASK_V0	(VX_SPACE_LEGAL & ~(CLONE_NEWPID | \
				 CLONE_NEWNET | CLONE_NEWCGROUP))

static long vs_enter(struct vs_call *call, u64 mask, u32 index)
{
	if (vx_flag(call->vxi, VXF_INFO_PRIVATE))
		return -EACCES;
	if (mask & ~(u64)VX_SPACE_LEGAL)
		return -EINVAL;
	return vx_space_enter(call->vxi, mask, index);
}

long vs_enter_space_v0(struct vs_call *call)
{
	return vs_enter(call, 0, 0);
}

long vs_enter_space_v1(struct vs_call *call)
{
	struct vcmd_space_mask_v1 *arg = call->arg;

	return vs_enter(call, arg->mask, 0);
}

long vs_enter_space(struct vs_call *call)
{
	struct vcmd_space_mask_v2 *arg = call->arg;

	return vs_enter(call, arg->mask, arg->index);
}

static long vs_store(struct vs_call *call, u64 mask, u32 index)
{
	if (mask & ~(u64)VX_SPACE_LEGAL)
		return -EINVAL;
	return vx_space_store(call->vxi, mask, index);
}

long vs_set_space_v1(struct vs_call *call)
{
	struct vcmd_space_mask_v1 *arg = call->arg;

	return vs_store(call, arg->mask, 0);
}

long vs_set_space(struct vs_call *call)
{
	struct vcmd_space_mask_v2 *arg = call->arg;

	return vs_store(call, arg->mask, arg->index);
}

static long vs_tell_mask(struct vs_call *call, u64 mask)
{
	struct vcmd_space_mask_v1 *arg = call->arg;

	arg->mask = mask;
	return 0;
}

long vs_get_space_mask_v0(struct vs_call *call)
{
	return vs_tell_mask(call, VX_SPACE_MASK_V0);
}

long vs_get_space_mask(struct vs_call *call)
{
	return vs_tell_mask(call, VX_SPACE_LEGAL);
}

long vs_get_space_default(struct vs_call *call)
{
	return vs_tell_mask(call, VX_SPACE_DEFAULT);
}

/* ---- names ---- */

/* where a field lives in the stored UTS namespace */
static const size_t vhi_offset[] = {
	[VHIN_SYSNAME]		= offsetof(struct new_utsname, sysname),
	[VHIN_NODENAME]		= offsetof(struct new_utsname, nodename),
	[VHIN_RELEASE]		= offsetof(struct new_utsname, release),
	[VHIN_VERSION]		= offsetof(struct new_utsname, version),
	[VHIN_MACHINE]		= offsetof(struct new_utsname, machine),
	[VHIN_DOMAINNAME]	= offsetof(struct new_utsname, domainname),
};

static_assert(VHI_NAME_LEN == __NEW_UTS_LEN + 1);

/* the buffer of a field; @vxi->lock and uts_sem are held */
static char *vhi_buffer(struct vx_info *vxi, u32 field)
{
	struct vx_space *space = &vxi->space[0];

	lockdep_assert_held(&vxi->lock);
	if (field == VHIN_CONTEXT)
		return vxi->name;
	if (field >= ARRAY_SIZE(vhi_offset) ||
	    !(space->mask & CLONE_NEWUTS))
		return NULL;
	return (char *)&space->nsproxy->uts_ns->name + vhi_offset[field];
}

long vs_set_vhi_name(struct vs_call *call)
{
	struct vcmd_vhi_name_v0 *arg = call->arg;
	struct vx_info *vxi = call->vxi;
	long ret = 0;
	char *name;

	mutex_lock(&vxi->lock);
	down_write(&uts_sem);
	name = vhi_buffer(vxi, arg->field);
	if (name) {
		arg->name[VHI_NAME_LEN - 1] = '\0';
		strscpy_pad(name, arg->name, VHI_NAME_LEN);
	} else {
		ret = -EINVAL;
	}
	up_write(&uts_sem);
	mutex_unlock(&vxi->lock);
	if (!ret && arg->field == VHIN_NODENAME)
		uts_proc_notify(UTS_PROC_HOSTNAME);
	else if (!ret && arg->field == VHIN_DOMAINNAME)
		uts_proc_notify(UTS_PROC_DOMAINNAME);
	return ret;
}

long vs_get_vhi_name(struct vs_call *call)
{
	struct vcmd_vhi_name_v0 *arg = call->arg;
	struct vx_info *vxi = call->vxi;
	long ret = 0;
	char *name;

	mutex_lock(&vxi->lock);
	down_read(&uts_sem);
	name = vhi_buffer(vxi, arg->field);
	if (name)
		strscpy_pad(arg->name, name, VHI_NAME_LEN);
	else
		ret = -EINVAL;
	up_read(&uts_sem);
	mutex_unlock(&vxi->lock);
	return ret;
}
