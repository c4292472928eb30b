// SPDX-License-Identifier: GPL-2.0-only
/*
 * Linux-VServer: the system call and its one table of commands.
 *
 * A row says everything about a command: its number, who may use it, what its
 * id names, how large its argument is and which way it goes.  Nothing here
 * owns state.  The checks, in this order:
 *
 *	no such row				ENOSYS
 *	the caller may not use it		ENOSYS: the call looks absent
 *	no such object				ESRCH
 *	the object is closed to the host	EACCES
 *	the argument cannot be read		EFAULT
 *
 * Who may use it: a task of the host with CAP_SYS_ADMIN in the initial user
 * namespace; and a task with that capability in a context in setup, for the
 * rows marked so and for its own context only.
 */

#include <linux/capability.h>
#include <linux/compat.h>
#include <linux/slab.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>
#include <uapi/linux/vserver/device.h>

#include "commands.h"
#include "internal.h"
#include "lsm.h"
#include "network.h"

/* what the id of a command names */
enum vs_id {
	VS_NONE,		/* nothing, or the function knows */
	VS_XID,			/* a process context */
	VS_NID,			/* a network context */
	VS_PID,			/* a process, 0 is the caller */
};

/* properties of a command */
#define VS_IN		0x01	/* the argument is read */
#define VS_OUT		0x02	/* the argument is written */
#define VS_SETUP	0x04	/* also in setup, on the caller's own */
#define VS_ADMIN	0x08	/* not on an object that is closed */
#define VS_WATCH	0x10	/* id 1 needs no object */
#define VS_ZERO		0x20	/* id 0 needs no object */

/**
 * struct vs_row - a command
 * @cmd: the command word
 * @id: what its id names
 * @flags: VS_*
 * @size: of its argument in bytes, 0 if none
 * @fn: the function
 * @size32: for a 32-bit caller, when the layout differs
 * @fn32: the same
 */
struct vs_row {
	u32		cmd;
	u8		id;
	u8		flags;
	u8		size;
	u8		size32;
	long		(*fn)(struct vs_call *call);
	long		(*fn32)(struct vs_call *call);
};

/* the largest arguments: nothing larger is copied, and the kernel warns of it */
union vs_arg {
	struct vcmd_vhi_name_v0 vhi;
	struct vcmd_nx_stat_v0 nx_stat;
};

#define ROW(c, i, f, s)							\
	{ .cmd = VCMD_##c, .id = VS_##i, .flags = (f),			\
	  .size = (s), .fn = vs_##c }
/* another layout for a 32-bit caller */
#ifdef CONFIG_COMPAT
#define ROW32(c, i, f, type)						\
	{ .cmd = VCMD_##c, .id = VS_##i, .flags = (f),			\
	  .size = sizeof(type), .fn = vs_##c,				\
	  .size32 = sizeof(type##_x32), .fn32 = vs_##c##_x32 }
#else
#define ROW32(c, i, f, type)	ROW(c, i, f, sizeof(type))
#endif
#define GET	(VS_OUT | VS_SETUP)
#define SET	(VS_IN | VS_SETUP | VS_ADMIN)

static const struct vs_row vs_rows[] = {
	ROW(get_version, NONE, VS_SETUP, 0),
	ROW(get_vci, NONE, VS_SETUP, 0),

	ROW(task_xid, PID, VS_SETUP, 0),
	ROW(task_nid, PID, VS_SETUP, 0),
	ROW(task_tag, PID, VS_SETUP, 0),
	ROW(vx_info, XID, GET, sizeof(struct vcmd_vx_info_v0)),
	ROW(ctx_stat, XID, GET, sizeof(struct vcmd_ctx_stat_v0)),
	ROW(virt_stat, XID, GET, sizeof(struct vcmd_virt_stat_v0)),

	ROW(ctx_create_v0, NONE, 0, 0),
	ROW(ctx_create, NONE, VS_IN, sizeof(struct vcmd_ctx_create)),
	ROW(ctx_migrate_v0, XID, VS_ADMIN | VS_WATCH, 0),
	ROW(ctx_migrate, XID, VS_IN | VS_ADMIN | VS_WATCH,
	    sizeof(struct vcmd_ctx_migrate)),
	ROW(ctx_kill, XID, VS_IN, sizeof(struct vcmd_ctx_kill_v0)),
	ROW(wait_exit, XID, VS_OUT, sizeof(struct vcmd_wait_exit_v0)),

	ROW(get_cflags, XID, GET, sizeof(struct vcmd_ctx_flags_v0)),
	ROW(set_cflags, XID, SET, sizeof(struct vcmd_ctx_flags_v0)),
	ROW(get_ccaps, XID, GET, sizeof(struct vcmd_ctx_caps_v1)),
	ROW(set_ccaps, XID, SET, sizeof(struct vcmd_ctx_caps_v1)),
	ROW(get_bcaps, XID, GET, sizeof(struct vcmd_bcaps)),
	ROW(set_bcaps, XID, SET, sizeof(struct vcmd_bcaps)),
	ROW(get_umask, XID, GET, sizeof(struct vcmd_umask)),
	ROW(set_umask, XID, SET, sizeof(struct vcmd_umask)),
	ROW(get_wmask, XID, GET, sizeof(struct vcmd_wmask)),
	ROW(set_wmask, XID, SET, sizeof(struct vcmd_wmask)),

	ROW(enter_space_v0, XID, VS_ADMIN, 0),
	ROW(enter_space_v1, XID, VS_IN | VS_ADMIN,
	    sizeof(struct vcmd_space_mask_v1)),
	ROW(enter_space, XID, VS_IN | VS_ADMIN,
	    sizeof(struct vcmd_space_mask_v2)),
	ROW(set_space_v1, XID, SET, sizeof(struct vcmd_space_mask_v1)),
	ROW(set_space, XID, SET, sizeof(struct vcmd_space_mask_v2)),
	ROW(get_space_mask_v0, NONE, GET, sizeof(struct vcmd_space_mask_v1)),
	ROW(get_space_mask, NONE, GET, sizeof(struct vcmd_space_mask_v1)),
	ROW(get_space_default, NONE, GET, sizeof(struct vcmd_space_mask_v1)),

	ROW(set_vhi_name, XID, SET, sizeof(struct vcmd_vhi_name_v0)),
	ROW(get_vhi_name, XID, VS_IN | GET, sizeof(struct vcmd_vhi_name_v0)),

	ROW(nx_info, NID, GET, sizeof(struct vcmd_nx_info_v0)),
	ROW(net_create_v0, NONE, 0, 0),
	ROW(net_create, NONE, VS_IN, sizeof(struct vcmd_net_create)),
	ROW(net_migrate, NID, VS_ADMIN | VS_WATCH, 0),
	ROW(net_add, NID, SET, sizeof(struct vcmd_net_addr_v0)),
	ROW(net_remove, NID, SET, sizeof(struct vcmd_net_addr_v0)),
	ROW(net_add_ipv4_v1, NID, SET, sizeof(struct vcmd_net_addr_ipv4_v1)),
	ROW(net_rem_ipv4_v1, NID, SET, sizeof(struct vcmd_net_addr_ipv4_v1)),
	ROW(net_add_ipv4, NID, SET, sizeof(struct vcmd_net_addr_ipv4_v2)),
	ROW(net_rem_ipv4, NID, SET, sizeof(struct vcmd_net_addr_ipv4_v2)),
	ROW(net_add_ipv6, NID, SET, sizeof(struct vcmd_net_addr_ipv6_v1)),
	ROW(net_rem_ipv6, NID, SET, sizeof(struct vcmd_net_addr_ipv6_v1)),
	ROW(get_nmark, NID, GET, sizeof(struct vcmd_nmark_v0)),
	ROW(set_nmark, NID, SET, sizeof(struct vcmd_nmark_v0)),
	ROW(nx_stat, NID, GET, sizeof(struct vcmd_nx_stat_v0)),
	ROW(get_nflags, NID, GET, sizeof(struct vcmd_net_flags_v0)),
	ROW(set_nflags, NID, SET, sizeof(struct vcmd_net_flags_v0)),
	ROW(get_ncaps, NID, GET, sizeof(struct vcmd_net_caps_v0)),
	ROW(set_ncaps, NID, SET, sizeof(struct vcmd_net_caps_v0)),

	ROW32(get_iattr, NONE, VS_IN | VS_OUT, struct vcmd_ctx_iattr_v1),
	ROW32(set_iattr, NONE, VS_IN, struct vcmd_ctx_iattr_v1),
	ROW(fget_iattr, NONE, VS_OUT, sizeof(struct vcmd_ctx_fiattr_v0)),
	ROW(fset_iattr, NONE, VS_IN, sizeof(struct vcmd_ctx_fiattr_v0)),

	ROW32(set_mapping, XID, VS_IN | VS_ADMIN | VS_ZERO,
	      struct vcmd_set_mapping_v0),
	ROW32(unset_mapping, XID, VS_IN | VS_ADMIN | VS_ZERO,
	      struct vcmd_set_mapping_v0),
};

static const struct vs_row *vs_find(u32 cmd)
{
	int i;

	for (i = 0; i < ARRAY_SIZE(vs_rows); i++)
		if (vs_rows[i].cmd == cmd)
			return &vs_rows[i];
	return NULL;
}

/* in setup: the row must allow it, and the id must be the caller's own */
static bool vs_may_in_setup(const struct vs_row *row, struct vx_info *vxi,
			    u32 id)
{
	struct nx_info *nxi = nx_current();

	if (!vx_flag(vxi, VXF_STATE_SETUP) || !(row->flags & VS_SETUP))
		return false;
	switch (row->id) {
	case VS_XID:
		return id == vxi->id;
	case VS_NID:
		return nxi && id == nxi->id;
	case VS_PID:
		return !id;
	default:
		return true;
	}
}

static bool vs_may_use(const struct vs_row *row, u32 id)
{
	const struct cred *cred = current_cred();
	struct vx_info *vxi = vx_current();

	if (vx_cred(cred)->vxi != vxi)
		return false;
	if (!vxi)
		return ns_capable(&init_user_ns, CAP_SYS_ADMIN);
	return vs_may_in_setup(row, vxi, id) &&
	       cred->user_ns == &init_user_ns &&
	       cap_raised(cred->cap_effective, CAP_SYS_ADMIN);
}

static int vs_get_object(const struct vs_row *row, struct vs_call *call)
{
	if ((row->flags & VS_WATCH && call->id == VX_WATCH_XID) ||
	    (row->flags & VS_ZERO && !call->id))
		return 0;
	switch (row->id) {
	case VS_XID:
		call->vxi = vx_lookup(call->id);
		if (!call->vxi)
			return -ESRCH;
		if (row->flags & VS_ADMIN &&
		    !vx_flag(call->vxi, VXF_STATE_ADMIN))
			return -EACCES;
		return 0;
	case VS_NID:
		call->nxi = nx_lookup(call->id);
		if (!call->nxi)
			return -ESRCH;
		if (row->flags & VS_ADMIN &&
		    !nx_flag(call->nxi, NXF_STATE_ADMIN))
			return -EACCES;
		return 0;
	default:
		return 0;
	}
}

static long vs_run_row(const struct vs_row *row, struct vs_call *call)
{
	bool other = call->compat && row->fn32;
	size_t size = other ? row->size32 : row->size;
	union vs_arg arg = { };
	long ret;

	call->arg = &arg;
	if (row->flags & VS_IN && copy_from_user(&arg, call->user, size))
		return -EFAULT;
	ret = other ? row->fn32(call) : row->fn(call);
	if (ret >= 0 && row->flags & VS_OUT &&
	    copy_to_user(call->user, &arg, size))
		return -EFAULT;
	return ret;
}

static long do_vserver(u32 cmd, u32 id, void __user *data, bool compat)
{
	const struct vs_row *row = vs_find(cmd);
	struct vs_call call = { .id = id, .user = data, .compat = compat };
	long ret;

	if (!row || !vs_may_use(row, id))
		return -ENOSYS;
	ret = vs_get_object(row, &call);
	if (!ret)
		ret = vs_run_row(row, &call);
	nx_put(call.nxi);
	vx_put(call.vxi);
	return ret;
}

SYSCALL_DEFINE3(vserver, u32, cmd, u32, id, void __user *, data)
{
	return do_vserver(cmd, id, data, false);
}

#ifdef CONFIG_COMPAT
COMPAT_SYSCALL_DEFINE3(vserver, u32, cmd, u32, id, void __user *, data)
{
	return do_vserver(cmd, id, data, true);
}
#endif
