// SPDX-License-Identifier: GPL-2.0-only
/*
 * Linux-VServer: the security module.
 *
 * It is always the last module and has no boot parameter: nothing switches it
 * off, and it stacks with every other.  What a guest may not reach is refused
 * here when the kernel has a security hook at the place.  Each check asks
 * first for the caller's context, which costs a patched-out branch while no
 * context exists.
 *
 * The spectator is a guest here: it sees others, it changes nothing.
 */

#include <linux/binfmts.h>
#include <linux/bpf.h>
#include <linux/fs.h>
#include <linux/in.h>
#include <linux/key.h>
#include <linux/lsm_hooks.h>
#include <linux/perf_event.h>
#include <linux/socket.h>
#include <linux/netlink.h>
#include <linux/vserver/boundary.h>
#include <linux/vserver/net.h>
#include <linux/vserver/task.h>
#include <uapi/linux/lsm.h>

#include "iattr.h"
#include "internal.h"
#include "lsm.h"
#include "network.h"
#include "tun.h"

/* from the end of the range, far from the numbers that are given out */
#define LSM_ID_VSERVER	0x7673

static const struct lsm_id vserver_lsmid = {
	.name	= "vserver",
	.id	= LSM_ID_VSERVER,
};

struct vx_key_blob {
	u64 owner;
};

struct lsm_blob_sizes vserver_blob_sizes __ro_after_init = {
	.lbs_cred	= sizeof(struct vx_cred_blob),
	.lbs_inode	= sizeof(struct vx_inode_blob),
	.lbs_ipc	= sizeof(struct vx_ipc_blob),
	.lbs_key	= sizeof(struct vx_key_blob),
	.lbs_superblock	= sizeof(struct vx_sb_blob),
	.lbs_tun_dev	= sizeof(struct vx_tun_blob),
};

static struct vx_key_blob *vx_key(const struct key *key)
{
	return key->security + vserver_blob_sizes.lbs_key;
}

/* ---- credentials ---- */

static int vserver_cred_prepare(struct cred *new, const struct cred *old,
				gfp_t gfp)
{
	vx_cred(new)->vxi = vx_get(vx_cred(old)->vxi);
	return 0;
}

static void vserver_cred_transfer(struct cred *new, const struct cred *old)
{
	vx_cred(new)->vxi = vx_get(vx_cred(old)->vxi);
}

static void vserver_cred_free(struct cred *cred)
{
	vx_put(vx_cred(cred)->vxi);
}

static int vserver_bprm_creds_from_file(struct linux_binprm *bprm,
					const struct file *file)
{
	vx_cred_reduce(bprm->cred);
	return 0;
}

static int vserver_capable(const struct cred *cred, struct user_namespace *ns,
			   int cap, unsigned int opts)
{
	const struct vx_info *vxi = vx_cred(cred)->vxi;

	if (!vxi || READ_ONCE(vxi->bcaps) & BIT_ULL(cap) ||
	    vx_owns_userns(vxi, ns))
		return 0;
	return -EPERM;
}

static int vserver_userns_create(const struct cred *cred)
{
	struct vx_info *vxi = vx_current();

	if (vxi && !(READ_ONCE(vxi->umask) & CLONE_NEWUSER))
		return -EPERM;
	return 0;
}

/* ---- System V IPC (see ipc.c), keys ---- */

static int vserver_ipc_alloc(struct kern_ipc_perm *perm)
{
	vx_ipc(perm)->owner = vx_current_serial();
	return 0;
}

/*
 * A guest has no keys: the keyrings of a user belong to the user's number,
 * which the host and every guest share.  EPERM is what programs are used to
 * from other kinds of guests, and ignore.
 */
static int vserver_key_alloc(struct key *key, const struct cred *cred,
			     unsigned long flags)
{
	const struct vx_info *vxi = vx_cred(cred)->vxi;

	vx_key(key)->owner = vxi ? vxi->serial : 0;
	return vxi && !vx_flag(vxi, VXF_STATE_SETUP) ? -EPERM : 0;
}

static int vserver_key_permission(key_ref_t key_ref, const struct cred *cred,
				  enum key_need_perm need_perm)
{
	const struct vx_info *vxi = vx_cred(cred)->vxi;

	if (!vxi || vx_key(key_ref_to_ptr(key_ref))->owner == vxi->serial)
		return 0;
	return -ENOKEY;
}

/* ---- the kernel as a whole: not for guests ---- */

static int vx_host_only(int err)
{
	return vx_current() ? err : 0;
}

static int vserver_settime(const struct timespec64 *ts,
			   const struct timezone *tz)
{
	return vx_host_only(-EPERM);
}

static int vserver_syslog(int type)
{
	if (vx_ccap(VXC_SYSLOG, CAP_SYSLOG))
		return 0;
	return vx_host_only(-EPERM);
}

static int vserver_quotactl(int cmds, int type, int id,
			    const struct super_block *sb)
{
	return vx_host_only(-EPERM);
}

static int vserver_kernel_module_request(char *name)
{
	return vx_host_only(-EPERM);
}

static int vserver_kernel_load_data(enum kernel_load_data_id id,
				    bool contents)
{
	return vx_host_only(-EPERM);
}

static int vserver_kernel_read_file(struct file *file,
				    enum kernel_read_file_id id, bool contents)
{
	return vx_host_only(-EPERM);
}

static int vserver_bpf(int cmd, union bpf_attr *attr, unsigned int size)
{
	return vx_host_only(-EPERM);
}

static int vserver_perf_event_open(int type)
{
	return vx_host_only(-EPERM);
}

static bool vx_netlink_allowed(int protocol)
{
	switch (protocol) {
#define PROTOCOL(number)	case number:
	VX_NETLINK_PROTOCOLS(PROTOCOL)
#undef PROTOCOL
		return true;
	default:
		return false;
	}
}

static bool vx_family_allowed(int family)
{
	switch (family) {
#define FAMILY(number)	case number:
	VX_FAMILIES(FAMILY)
#undef FAMILY
		return true;
	default:
		return false;
	}
}

/*
 * What has no rule for addresses is refused to a task in a network context: the
 * protocols beside TCP, UDP and ping.  CAP_NET_RAW, which raw sockets ask for, is
 * not among a guest's.
 */
static int vx_inet_check(int type, int protocol)
{
	if (nx_sees_all(nx_current()))
		return 0;
	switch (protocol) {
	case IPPROTO_IP:
		/* of the type; another type has a protocol of its own */
		return type == SOCK_STREAM || type == SOCK_DGRAM ||
		       type == SOCK_RAW ? 0 : -EPROTONOSUPPORT;
	case IPPROTO_ICMP:
	case IPPROTO_ICMPV6:
	case IPPROTO_TCP:
	case IPPROTO_UDP:
		return 0;
	default:
		return type == SOCK_RAW ? 0 : -EPROTONOSUPPORT;
	}
}

static int vserver_socket_create(int family, int type, int protocol, int kern)
{
	if (kern || !vserver_in_use())
		return 0;
	/* which the table allows */
	if (family == AF_INET || family == AF_INET6)
		return vx_inet_check(type, protocol);
	if (!vx_current())
		return 0;
	if (!vx_family_allowed(family))
		return -EAFNOSUPPORT;
	return family != AF_NETLINK || vx_netlink_allowed(protocol) ?
		0 : -EPROTONOSUPPORT;
}

/* a name belongs to the context of the socket: it is made where it is used */
static int vserver_socket_bind(struct socket *sock, struct sockaddr *address,
			       int len)
{
	const struct sock *sk = sock->sk;

	if (!vx_current() || !sk)
		return 0;
	return sk->sk_family == AF_UNIX && !vserver_sock_mine(sk) ?
		-EACCES : 0;
}

static int vserver_sb_alloc_security(struct super_block *sb)
{
	vx_sb(sb)->owner = vx_current_serial();
	return 0;
}

/*
 * Hooks that are called often and only ever act on contexts: they follow
 * vserver_key.
 */
static struct security_hook_list vserver_key_hooks[] __ro_after_init = {
	LSM_HOOK_INIT(cred_prepare, vserver_cred_prepare),
	LSM_HOOK_INIT(cred_free, vserver_cred_free),
	LSM_HOOK_INIT(bprm_creds_from_file, vserver_bprm_creds_from_file),
	LSM_HOOK_INIT(capable, vserver_capable),
	LSM_HOOK_INIT(ptrace_access_check, vserver_ptrace_access_check),
	LSM_HOOK_INIT(task_alloc, vserver_task_alloc),
	LSM_HOOK_INIT(task_setnice, vserver_task_setnice),
	LSM_HOOK_INIT(task_setioprio, vserver_task_setioprio),
	LSM_HOOK_INIT(task_setscheduler, vserver_task_setscheduler),
	LSM_HOOK_INIT(task_prlimit, vserver_task_prlimit),
	LSM_HOOK_INIT(file_send_sigiotask, vserver_file_send_sigiotask),
	LSM_HOOK_INIT(file_receive, vserver_file_receive),
	LSM_HOOK_INIT(socket_sock_rcv_skb, vserver_sock_rcv_skb),
	LSM_HOOK_INIT(file_lock, vserver_file_lock),
	LSM_HOOK_INIT(file_ioctl, vserver_file_ioctl),
	LSM_HOOK_INIT(file_ioctl_compat, vserver_file_ioctl),
	LSM_HOOK_INIT(fs_context_parse_param, vserver_fs_context_parse_param),
	LSM_HOOK_INIT(path_chmod, vserver_path_chmod),
	LSM_HOOK_INIT(path_chown, vserver_path_chown),
	LSM_HOOK_INIT(sb_alloc_security, vserver_sb_alloc_security),
	LSM_HOOK_INIT(inode_alloc_security, vserver_inode_alloc_security),
	LSM_HOOK_INIT(inode_permission, vserver_inode_permission),
	LSM_HOOK_INIT(inode_getattr, vserver_inode_getattr),
	LSM_HOOK_INIT(socket_create, vserver_socket_create),
	LSM_HOOK_INIT(socket_bind, vserver_socket_bind),
	LSM_HOOK_INIT(socket_setsockopt, vserver_socket_setsockopt),
};

static struct security_hook_list vserver_hooks[] __ro_after_init = {
	LSM_HOOK_INIT(cred_transfer, vserver_cred_transfer),
	LSM_HOOK_INIT(userns_create, vserver_userns_create),

	LSM_HOOK_INIT(ptrace_traceme, vserver_ptrace_traceme),

	LSM_HOOK_INIT(shm_alloc_security, vserver_ipc_alloc),
	LSM_HOOK_INIT(sem_alloc_security, vserver_ipc_alloc),
	LSM_HOOK_INIT(msg_queue_alloc_security, vserver_ipc_alloc),
	LSM_HOOK_INIT(key_alloc, vserver_key_alloc),
	LSM_HOOK_INIT(key_permission, vserver_key_permission),

	LSM_HOOK_INIT(path_notify, vserver_path_notify),
	LSM_HOOK_INIT(inode_setattr, vserver_inode_setattr),
	LSM_HOOK_INIT(inode_mknod, vserver_inode_mknod),
	LSM_HOOK_INIT(inode_unlink, vserver_inode_unlink),
	LSM_HOOK_INIT(inode_init_security_anon,
		      vserver_inode_init_security_anon),
	LSM_HOOK_INIT(inode_setxattr, vserver_inode_setxattr),
	LSM_HOOK_INIT(inode_copy_up_xattr, vserver_inode_copy_up_xattr),
	LSM_HOOK_INIT(inode_removexattr, vserver_inode_removexattr),
	LSM_HOOK_INIT(inode_set_acl, vserver_inode_set_acl),
	LSM_HOOK_INIT(inode_remove_acl, vserver_inode_remove_acl),
	LSM_HOOK_INIT(inode_post_setxattr, vserver_inode_post_setxattr),
	LSM_HOOK_INIT(inode_post_removexattr, vserver_inode_post_removexattr),

	LSM_HOOK_INIT(netlink_send, vserver_netlink_send),
	LSM_HOOK_INIT(tun_dev_alloc_security, vserver_tun_dev_alloc_security),
	LSM_HOOK_INIT(tun_dev_open, vserver_tun_dev_open),

	LSM_HOOK_INIT(settime, vserver_settime),
	LSM_HOOK_INIT(syslog, vserver_syslog),
	LSM_HOOK_INIT(quotactl, vserver_quotactl),
	LSM_HOOK_INIT(kernel_module_request, vserver_kernel_module_request),
	LSM_HOOK_INIT(kernel_load_data, vserver_kernel_load_data),
	LSM_HOOK_INIT(kernel_read_file, vserver_kernel_read_file),
	LSM_HOOK_INIT(bpf, vserver_bpf),
	LSM_HOOK_INIT(perf_event_open, vserver_perf_event_open),
};

static void __init vx_add_hooks(struct security_hook_list *hooks, int count)
{
	int i;

	for (i = 0; i < count; i++)
		if (!vs_is_left_out(&hooks[i]))
			security_add_hooks(&hooks[i], 1, &vserver_lsmid);
}

static int __init vserver_lsm_init(void)
{
	vx_add_hooks(vserver_hooks, ARRAY_SIZE(vserver_hooks));
	vx_add_hooks(vserver_key_hooks, ARRAY_SIZE(vserver_key_hooks));
	vs_follow(vserver_key_hooks, ARRAY_SIZE(vserver_key_hooks));
	return 0;
}

DEFINE_LSM(vserver) = {
	.name	= "vserver",
	.order	= LSM_ORDER_LAST,
	.init	= vserver_lsm_init,
	.blobs	= &vserver_blob_sizes,
};
