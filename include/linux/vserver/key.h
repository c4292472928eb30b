/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Linux-VServer: the static key that every hook on a hot path sits behind.
 *
 * Included by the headers of this directory only.
 */
#ifndef _LINUX_VSERVER_KEY_H
#define _LINUX_VSERVER_KEY_H

#include <linux/jump_label.h>
#include <linux/vserver/types.h>

#ifdef CONFIG_VSERVER

/* true from the creation of the first context to the end of the last one */
DECLARE_STATIC_KEY_FALSE(vserver_key);

#define vserver_in_use()	static_branch_unlikely(&vserver_key)
#else
#define vserver_in_use()	false
#endif

#ifdef CONFIG_VSERVER_DEBUG
/* every hook that can be left out; @name as in vserver_<name>() */
#define VSERVER_HOOKS(hook)						\
	hook(task_dup) hook(task_free) hook(task_join) hook(task_exit)	\
	hook(sees_task) hook(pid_alloc) hook(find_pid) hook(next_pid)	\
	hook(pid_nr) hook(proc_pid_valid) hook(reaper)			\
	hook(same_context) hook(task_kill) hook(may_hangup) hook(reboot)\
	hook(kexec) hook(io_uring) hook(file_handle) hook(ipc_keys)	\
	hook(seen_ipc) hook(next_ipc)					\
	hook(may_unshare) hook(may_set_uts) hook(may_set_rlimit)	\
	hook(may_read_log) hook(may_print) hook(may_lower_oom)		\
	hook(lock_pid) hook(may_set_trusted)				\
	hook(may_set_security) hook(may_audit) hook(may_filter)		\
	hook(refuse_nice)						\
	hook(refuse_ionice) hook(user_owner) hook(aio_nr)		\
	hook(may_mount)							\
	hook(may_mount_fs) hook(may_remount) hook(hides_mounts)		\
	hook(may_jump) hook(break_link) hook(lock_apart)		\
	hook(fixed) hook(project) hook(ustat) hook(map_device)		\
	hook(may_mknod)							\
	hook(sock_init) hook(sock_copy) hook(sock_free)			\
	hook(sock_mine) hook(sees_unix) hook(may_raw)			\
	hook(bind4) hook(bind6)						\
	hook(sock_hears4) hook(sock_hears6)				\
	hook(any_hash) hook(any_hash4) hook(any_hash6)			\
	hook(port_by_addr) hook(group_by_addr)				\
	hook(socks_clash) hook(socks_same_net) hook(reuseport)		\
	hook(dest4) hook(dest6) hook(route4) hook(route6)		\
	hook(keeps_route6) hook(header4) hook(header6) hook(sent)	\
	hook(show4) hook(show6) hook(show_id) hook(show_entry)		\
	hook(sees_sock)				\
	hook(sees_addr4) hook(sees_dev) hook(ifreq)			\
	hook(netlink_dump) hook(netlink_hears) hook(netlink_takes)	\
	hook(getroute4) hook(getroute6) hook(getsaddr6)			\
	hook(proc_register) hook(proc_sees) hook(proc_net)		\
	hook(kernfs_sees)		\
	hook(task_status)

enum vserver_hook {
#define VSERVER_HOOK_NUMBER(name)	VSERVER_HOOK_##name,
	VSERVER_HOOKS(VSERVER_HOOK_NUMBER)
#undef VSERVER_HOOK_NUMBER
	VSERVER_HOOK_COUNT,
};

extern bool vserver_left_out[VSERVER_HOOK_COUNT];

#define vserver_has_hook(name)	(!vserver_left_out[VSERVER_HOOK_##name])
#else
#define vserver_has_hook(name)	true
#endif

/*
 * Is there work for a hook?  A kernel for tests can leave single hooks out, to
 * show that a test notices.
 */
#define vserver_hook(name)	(vserver_in_use() && vserver_has_hook(name))

#endif /* _LINUX_VSERVER_KEY_H */
