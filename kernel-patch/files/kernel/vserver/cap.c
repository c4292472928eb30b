// SPDX-License-Identifier: GPL-2.0-only
/*
 * Linux-VServer: the bound on capabilities, and what stands in for them.
 *
 * The bound belongs to the credential: its LSM blob points to the context that
 * the task was in when the credential was made, and vserver_capable() (lsm.c)
 * refuses what that context's bcaps lack.  The check follows the credential
 * wherever it is used: io_uring, overlayfs, a file's opener.
 *
 * A guest whose mask has CLONE_NEWUSER makes user namespaces, and in them has
 * every capability, as any user of the host: they reach what the namespace owns.
 * Whose namespace it is tells what counts it: see vserver_user_owner().
 *
 * In addition the visible sets are reduced when the setup ends, on entry into
 * a finished context and at exec, so that programs see what they have.  A
 * capability stays in the visible sets, without effect of its own, while a
 * context capability, the mask of namespaces or a map of devices stands in for a
 * part of it: whether a task may use the part is told by its own effective set.
 *
 * What the kernel counts for a user - processes, queued signals, instances of
 * inotify, locked and queued bytes - it counts for the user of that number in the
 * context: struct user_struct and struct ucounts have an owner as part of their
 * key.  Root of a guest, who is not INIT_USER then, is bound by RLIMIT_NPROC.
 * Requests of aio, which the kernel counts for the machine, have a count in each
 * context, with fs.aio-max-nr as its limit: fs/aio.c has the lock.
 */

#include <linux/capability.h>
#include <linux/oom.h>
#include <linux/resource.h>
#include <linux/sched/user.h>
#include <linux/user_namespace.h>
#include <linux/utsname.h>
#include <linux/vserver/cap.h>
#include <linux/vserver/printk.h>
#include <linux/vserver/task.h>
#include <linux/vserver/user.h>

#include "device.h"
#include "internal.h"
#include "lsm.h"
#include "network.h"

/* which capability each context capability stands in for */
static const struct {
	u64 ccap;
	int cap;
} vx_stands_in[] = {
	{ VXC_SET_UTSNAME,	CAP_SYS_ADMIN },
	{ VXC_SET_RLIMIT,	CAP_SYS_RESOURCE },
	{ VXC_FS_SECURITY,	CAP_SYS_ADMIN },
	{ VXC_FS_TRUSTED,	CAP_SYS_ADMIN },
	{ VXC_TIOCSTI,		CAP_SYS_ADMIN },
	{ VXC_SYSLOG,		CAP_SYSLOG },
	{ VXC_OOM_ADJUST,	CAP_SYS_RESOURCE },
	{ VXC_AUDIT_CONTROL,	CAP_AUDIT_CONTROL },
	{ VXC_SECURE_MOUNT,	CAP_SYS_ADMIN },
	{ VXC_BINARY_MOUNT,	CAP_SYS_ADMIN },
	{ VXC_DEV_MOUNT,	CAP_SYS_ADMIN },
	{ VXC_QUOTA_CTL,	CAP_SYS_ADMIN },
	{ VXC_ADMIN_MAPPER,	CAP_SYS_ADMIN },
	{ VXC_ADMIN_CLOOP,	CAP_SYS_ADMIN },
	{ VXC_NAMESPACE,	CAP_SYS_ADMIN },
};

/* what stays visible: the bound and what is stood in for */
static u64 vx_visible_caps(const struct vx_info *vxi)
{
	u64 caps = READ_ONCE(vxi->bcaps);
	u64 ccaps = READ_ONCE(vxi->ccaps);
	const struct nx_info *nxi = nx_current();
	int i;

	for (i = 0; i < ARRAY_SIZE(vx_stands_in); i++)
		if (ccaps & vx_stands_in[i].ccap)
			caps |= BIT_ULL(vx_stands_in[i].cap);
	if (READ_ONCE(vxi->umask))
		caps |= BIT_ULL(CAP_SYS_ADMIN);
	if (vx_makes_devices(vxi))
		caps |= BIT_ULL(CAP_MKNOD);
	if (nxi && READ_ONCE(nxi->ncaps) & NXC_RAW_ICMP)
		caps |= BIT_ULL(CAP_NET_RAW);
	return caps;
}

/**
 * vx_owns_userns - is a user namespace one that a guest made and may use?
 * @vxi: the context
 * @ns: the user namespace
 *
 * Context: Any.
 * Return: true when it is.
 */
bool vx_owns_userns(const struct vx_info *vxi, const struct user_namespace *ns)
{
	return ns != &init_user_ns && READ_ONCE(vxi->umask) & CLONE_NEWUSER &&
	       ns->ucounts->vserver.owner == vxi->serial;
}

/**
 * vx_cred_reduce - reduce the visible sets of a credential to its bound
 * @cred: a credential that is not yet in use
 *
 * Context: Any.
 */
void vx_cred_reduce(struct cred *cred)
{
	const struct vx_info *vxi = vx_cred(cred)->vxi;
	kernel_cap_t keep;

	if (!vxi || vx_flag(vxi, VXF_STATE_SETUP) ||
	    vx_owns_userns(vxi, cred->user_ns))
		return;
	keep.val = vx_visible_caps(vxi);
	cred->cap_bset = cap_intersect(cred->cap_bset, keep);
	cred->cap_permitted = cap_intersect(cred->cap_permitted, keep);
	cred->cap_effective = cap_intersect(cred->cap_effective, keep);
	cred->cap_inheritable = cap_intersect(cred->cap_inheritable, keep);
	cred->cap_ambient = cap_intersect(cred->cap_ambient, keep);
}

/* the credential decides, as with the bound: see vx_cred_enter() */
u64 __vserver_user_owner(void)
{
	const struct vx_info *vxi = vx_cred(current_cred())->vxi;

	return vxi && vxi != &vx_watch ? vxi->serial : 0;
}

/**
 * vserver_aio_nr - where the requests of a context of aio are counted
 * @ring: the file behind its ring; it has the credential of who made it, and
 *	that its context, as long as the requests are counted
 * @host: the count of the machine
 *
 * Whatever the key says: the last process that holds a ring may be the host's,
 * and the guest gone.
 *
 * Context: Any.
 * Return: the count, under the lock of @host.
 */
unsigned long *vserver_aio_nr(const struct file *ring, unsigned long *host)
{
	struct vx_info *vxi = vx_cred(ring->f_cred)->vxi;

	return vserver_has_hook(aio_nr) && vxi && vxi != &vx_watch ?
		&vxi->aio_nr : host;
}

/* the user of the same number, but of the context that @new belongs to */
static int vx_cred_count(struct cred *new)
{
	const struct cred *old = override_creds(new);
	struct user_struct *user = alloc_uid(new->uid);
	struct ucounts *ucounts = alloc_ucounts(new->user_ns, new->uid);

	revert_creds(old);
	if (!user || !ucounts) {
		free_uid(user);
		if (ucounts)
			put_ucounts(ucounts);
		return -ENOMEM;
	}
	swap(new->user, user);
	swap(new->ucounts, ucounts);
	free_uid(user);
	put_ucounts(ucounts);
	return 0;
}

/**
 * vx_cred_enter - give the caller a credential of a context
 * @vxi: the context
 *
 * Context: Process context.  May sleep.
 * Return: 0, or -ENOMEM.
 */
int vx_cred_enter(struct vx_info *vxi)
{
	struct cred *new = prepare_creds();
	struct vx_info *old;
	int err;

	if (!new)
		return -ENOMEM;
	old = vx_cred(new)->vxi;
	vx_cred(new)->vxi = vx_get(vxi);
	vx_put(old);
	err = vx_cred_count(new);
	if (err) {
		abort_creds(new);
		return err;
	}
	vx_cred_reduce(new);
	return commit_creds(new);
}

/**
 * vx_cred_reduce_current - reduce the caller's sets once the setup is over
 *
 * Context: Process context.  May sleep.
 * Return: 0, or -ENOMEM.
 */
int vx_cred_reduce_current(void)
{
	struct cred *new = prepare_creds();

	if (!new)
		return -ENOMEM;
	vx_cred_reduce(new);
	return commit_creds(new);
}

/**
 * vx_cap_raised - does the caller have a capability but for the bound?
 * @cap: the capability
 *
 * Context: Any.
 * Return: true when it is in a context and @cap in its own effective set.
 */
bool vx_cap_raised(int cap)
{
	struct vx_info *vxi = vx_current();
	const struct cred *cred = current_cred();

	return vxi && vx_cred(cred)->vxi == vxi &&
	       cred->user_ns == &init_user_ns &&
	       cap_raised(cred->cap_effective, cap);
}

/**
 * vx_ccap - may the caller use a context capability?
 * @ccap: VXC_*
 * @cap: the capability that it stands in for
 *
 * The caller must have @cap in its own effective set: a guest's ordinary user
 * gets nothing.
 *
 * Context: Any.
 * Return: true when it may.
 */
bool vx_ccap(u64 ccap, int cap)
{
	struct vx_info *vxi = vx_current();

	return vxi && (READ_ONCE(vxi->ccaps) & ccap) && vx_cap_raised(cap);
}

bool vserver_may_set_uts(void)
{
	/* never the host's: a context may share its namespace */
	return vserver_has_hook(may_set_uts) &&
	       current->nsproxy->uts_ns != &init_uts_ns &&
	       vx_ccap(VXC_SET_UTSNAME, CAP_SYS_ADMIN);
}

/* not those that are as good as CAP_SYS_NICE and CAP_IPC_LOCK */
bool vserver_may_set_rlimit(unsigned int resource)
{
	return vserver_has_hook(may_set_rlimit) && resource != RLIMIT_NICE &&
	       resource != RLIMIT_RTPRIO && resource != RLIMIT_MEMLOCK &&
	       vx_ccap(VXC_SET_RLIMIT, CAP_SYS_RESOURCE);
}

/* the log of the kernel is one for all */
bool vserver_may_read_log(void)
{
	return vserver_has_hook(may_read_log) &&
	       vx_ccap(VXC_SYSLOG, CAP_SYSLOG);
}

/*
 * Processes of the guest become less likely to be killed than the host's; what
 * is never killed would let the host run out of victims.
 */
bool vserver_may_lower_oom(int adj)
{
	return vserver_has_hook(may_lower_oom) && adj > OOM_SCORE_ADJ_MIN &&
	       vx_ccap(VXC_OOM_ADJUST, CAP_SYS_RESOURCE);
}

/* extended attributes trusted.*; overlayfs keeps its own there */
bool vserver_may_set_trusted(void)
{
	return vserver_has_hook(may_set_trusted) &&
	       vx_ccap(VXC_FS_TRUSTED, CAP_SYS_ADMIN);
}

/* security.*, but for those that a security module keeps for itself */
bool vserver_may_set_security(void)
{
	return vserver_has_hook(may_set_security) &&
	       vx_ccap(VXC_FS_SECURITY, CAP_SYS_ADMIN);
}

/*
 * A filter of system calls without no_new_privs: it is for the caller's own
 * children, which do not leave the context.  Services of systemd have one, and
 * go without where it is refused to who shows CAP_SYS_ADMIN.
 */
bool vserver_may_filter(void)
{
	return vserver_has_hook(may_filter) && vx_cap_raised(CAP_SYS_ADMIN);
}

/* the login uid */
bool vserver_may_audit(void)
{
	return vserver_has_hook(may_audit) &&
	       vx_ccap(VXC_AUDIT_CONTROL, CAP_AUDIT_CONTROL);
}

static bool vx_ignores(u64 flag)
{
	struct vx_info *me = vx_current();

	return me && vx_flag(me, flag);
}

/* what a refused priority returns: a guest may be told that it has it */
int vserver_refuse_nice(int err)
{
	return vserver_has_hook(refuse_nice) && vx_ignores(VXF_IGNEG_NICE) ?
		0 : err;
}

int vserver_refuse_ionice(int err)
{
	return vserver_has_hook(refuse_ionice) &&
	       err == -EPERM && vx_ignores(VXF_IGNEG_IONICE) ? 0 : err;
}

/* namespaces that a guest may make without CAP_SYS_ADMIN taking effect */
bool vserver_may_unshare(unsigned long flags)
{
	const unsigned long all = CLONE_NEWNS | CLONE_NEWUTS | CLONE_NEWIPC |
				  CLONE_NEWPID | CLONE_NEWNET |
				  CLONE_NEWCGROUP | CLONE_NEWTIME;
	struct vx_info *vxi = vx_current();
	u64 allowed;

	if (!vserver_has_hook(may_unshare) || !vx_cap_raised(CAP_SYS_ADMIN))
		return false;
	allowed = READ_ONCE(vxi->umask);
	if (READ_ONCE(vxi->ccaps) & VXC_NAMESPACE)
		allowed |= all & ~CLONE_NEWNET;
	return !(flags & all & ~allowed);
}
