/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Linux-VServer: the functions behind the rows of the command table.
 *
 * Included by syscall.c and the files that define them.  Each is called in
 * process context without locks, after the dispatcher has checked the
 * permission, looked up the object and copied the argument in; it returns the
 * result of the system call, and what it leaves in the argument is copied out
 * when the row says so and the result is not negative.
 */
#ifndef _KERNEL_VSERVER_COMMANDS_H
#define _KERNEL_VSERVER_COMMANDS_H

#include <linux/compat.h>

struct vs_call;

#ifdef CONFIG_COMPAT
/* struct vcmd_ctx_iattr_v1 of a 32-bit caller */
struct vcmd_ctx_iattr_v1_x32 {
	compat_uptr_t name;
	u32 tag;
	u32 flags;
	u32 mask;
};

/* struct vcmd_set_mapping_v0 of a 32-bit caller */
struct vcmd_set_mapping_v0_x32 {
	compat_uptr_t device;
	compat_uptr_t target;
	u32 flags;
};
#endif

/* cmd_context.c */
long vs_get_version(struct vs_call *call);
long vs_get_vci(struct vs_call *call);
long vs_task_xid(struct vs_call *call);
long vs_task_nid(struct vs_call *call);
long vs_task_tag(struct vs_call *call);
long vs_vx_info(struct vs_call *call);
long vs_ctx_stat(struct vs_call *call);
long vs_virt_stat(struct vs_call *call);
long vs_ctx_create_v0(struct vs_call *call);
long vs_ctx_create(struct vs_call *call);
long vs_ctx_migrate_v0(struct vs_call *call);
long vs_ctx_migrate(struct vs_call *call);
long vs_ctx_kill(struct vs_call *call);
long vs_wait_exit(struct vs_call *call);
long vs_get_cflags(struct vs_call *call);
long vs_set_cflags(struct vs_call *call);
long vs_get_ccaps(struct vs_call *call);
long vs_set_ccaps(struct vs_call *call);
long vs_get_bcaps(struct vs_call *call);
long vs_set_bcaps(struct vs_call *call);
long vs_get_umask(struct vs_call *call);
long vs_set_umask(struct vs_call *call);
long vs_get_wmask(struct vs_call *call);
long vs_set_wmask(struct vs_call *call);

/* cmd_space.c */
long vs_enter_space_v0(struct vs_call *call);
long vs_enter_space_v1(struct vs_call *call);
long vs_enter_space(struct vs_call *call);
long vs_set_space_v1(struct vs_call *call);
long vs_set_space(struct vs_call *call);
long vs_get_space_mask_v0(struct vs_call *call);
long vs_get_space_mask(struct vs_call *call);
long vs_get_space_default(struct vs_call *call);
long vs_set_vhi_name(struct vs_call *call);
long vs_get_vhi_name(struct vs_call *call);

/* cmd_network.c */
long vs_nx_info(struct vs_call *call);
long vs_net_create_v0(struct vs_call *call);
long vs_net_create(struct vs_call *call);
long vs_net_migrate(struct vs_call *call);
long vs_net_add(struct vs_call *call);
long vs_net_remove(struct vs_call *call);
long vs_net_add_ipv4_v1(struct vs_call *call);
long vs_net_rem_ipv4_v1(struct vs_call *call);
long vs_net_add_ipv4(struct vs_call *call);
long vs_net_rem_ipv4(struct vs_call *call);
long vs_net_add_ipv6(struct vs_call *call);
long vs_net_rem_ipv6(struct vs_call *call);
long vs_get_nmark(struct vs_call *call);
long vs_set_nmark(struct vs_call *call);
long vs_nx_stat(struct vs_call *call);
long vs_get_nflags(struct vs_call *call);
long vs_set_nflags(struct vs_call *call);
long vs_get_ncaps(struct vs_call *call);
long vs_set_ncaps(struct vs_call *call);

/* cmd_inode.c */
long vs_get_iattr(struct vs_call *call);
long vs_set_iattr(struct vs_call *call);
long vs_get_iattr_x32(struct vs_call *call);
long vs_set_iattr_x32(struct vs_call *call);
long vs_fget_iattr(struct vs_call *call);
long vs_fset_iattr(struct vs_call *call);

/* cmd_device.c */
long vs_set_mapping(struct vs_call *call);
long vs_unset_mapping(struct vs_call *call);
long vs_set_mapping_x32(struct vs_call *call);
long vs_unset_mapping_x32(struct vs_call *call);

#endif /* _KERNEL_VSERVER_COMMANDS_H */
