// SPDX-License-Identifier: GPL-2.0-only
/*
 * Linux-VServer: what /proc tells of contexts.
 *
 * The formats are read by tools: labels, order and number bases are fixed.
 * No kernel address is printed.
 */

#include <linux/capability.h>
#include <linux/nsproxy.h>
#include <linux/pid_namespace.h>
#include <linux/sched/loadavg.h>
#include <linux/seq_file.h>
#include <linux/utsname.h>
#include <linux/vserver/proc.h>
#include <uapi/linux/vserver/inode.h>

#include "internal.h"
#include "network.h"

/* the number that the kernel's system call table has for vserver(2) */
#define VSERVER_SYSCALL		236

/* the feature word: what get_vci and /proc/virtual/info tell */
u32 vserver_vci(void)
{
	return VCI_NO_DYNAMIC | VCI_COWBL | VCI_FULLCOWBL | VCI_SPACES |
	       VCI_NETV2 | (IS_ENABLED(CONFIG_MEMCG) ? VCI_MEMCG : 0);
}

/* ---- /proc/virtual ---- */

static int show_version(struct seq_file *m, u32 id)
{
	seq_printf(m, "VCIVersion:\t%04x:%04x\n", VCI_VERSION >> 16,
		   VCI_VERSION & 0xffff);
	seq_printf(m, "VCISyscall:\t%d\n", VSERVER_SYSCALL);
	seq_printf(m, "VCIKernel:\t%08x\n", vserver_vci());
	return 0;
}

/* a guest counts what it sees: itself */
static int show_counts(struct seq_file *m, int total, int active)
{
	bool all = vx_sees_all(vx_current());

	seq_printf(m, "#CTotal:\t%d\n#CActive:\t%d\n", all ? total : 1,
		   all ? active : 1);
	return 0;
}

static int show_vx_counts(struct seq_file *m, u32 id)
{
	return show_counts(m, atomic_read(&vx_total), atomic_read(&vx_active));
}

static int show_vx_info(struct seq_file *m, u32 id)
{
	struct vx_info *vxi = vx_lookup(id);
	int init;

	if (!vxi)
		return -ENOENT;
	rcu_read_lock();
	init = pid_vnr(rcu_dereference(vxi->initpid));
	rcu_read_unlock();
	seq_printf(m, "ID:\t%u\nInit:\t%d\nOOM:\t0\n", vxi->id, init);
	vx_put(vxi);
	return 0;
}

static int show_vx_status(struct seq_file *m, u32 id)
{
	struct vx_info *vxi = vx_lookup(id);

	if (!vxi)
		return -ENOENT;
	seq_printf(m, "UseCnt:\t%u\nTasks:\t%d\n",
		   refcount_read(&vxi->refs) - 1, atomic_read(&vxi->members));
	seq_printf(m, "Flags:\t%016llx\n", vxi->flags);
	seq_printf(m, "BCaps:\t%016llx\n", vxi->bcaps);
	seq_printf(m, "CCaps:\t%016llx\n", vxi->ccaps);
	seq_printf(m, "Umask:\t%016llx\n", vxi->umask);
	seq_printf(m, "Wmask:\t%016llx\n", vxi->wmask);
	seq_printf(m, "Spaces:\t%08lx %08lx\n", vxi->space[0].mask,
		   vxi->space[1].mask);
	vx_put(vxi);
	return 0;
}

static int show_vx_nsproxy(struct seq_file *m, u32 id)
{
	struct vx_info *vxi = vx_lookup(id);
	struct new_utsname *name;

	if (!vxi)
		return -ENOENT;
	mutex_lock(&vxi->lock);
	if (vxi->space[0].mask & CLONE_NEWUTS) {
		name = &vxi->space[0].nsproxy->uts_ns->name;
		down_read(&uts_sem);
		seq_printf(m, "SysName:\t%.65s\nNodeName:\t%.65s\n",
			   name->sysname, name->nodename);
		seq_printf(m, "Release:\t%.65s\nVersion:\t%.65s\n",
			   name->release, name->version);
		seq_printf(m, "Machine:\t%.65s\nDomainName:\t%.65s\n",
			   name->machine, name->domainname);
		up_read(&uts_sem);
	}
	mutex_unlock(&vxi->lock);
	vx_put(vxi);
	return 0;
}

/* counts of a context are taken by a walk: nothing is counted on hot paths */
void vx_fill_virt_stat(struct vx_info *vxi, struct vcmd_virt_stat_v0 *stat)
{
	struct task_struct *process, *task;
	unsigned int state;

	*stat = (struct vcmd_virt_stat_v0){ };
	stat->offset = vxi->created;
	stat->uptime = ktime_get_boottime_ns() - vxi->created;
	stat->nr_forks = atomic_read(&vxi->nr_forks);
	rcu_read_lock();
	for_each_process_thread(process, task) {
		if (vx_of_task(task) != vxi || task->exit_state)
			continue;
		state = READ_ONCE(task->__state);
		stat->nr_threads++;
		if (state == TASK_RUNNING)
			stat->nr_running++;
		else if (state & TASK_UNINTERRUPTIBLE && !(state & TASK_NOLOAD))
			stat->nr_uninterruptible++;
	}
	rcu_read_unlock();
}

static int show_vx_cvirt(struct seq_file *m, u32 id)
{
	struct vx_info *vxi = vx_lookup(id);
	struct vcmd_virt_stat_v0 stat;
	u64 bias;
	u32 nsec;

	if (!vxi)
		return -ENOENT;
	vx_fill_virt_stat(vxi, &stat);
	vx_put(vxi);
	bias = div_u64_rem(stat.offset, NSEC_PER_SEC, &nsec);
	seq_printf(m, "BiasUptime:\t%llu.%02u\n", bias, nsec / 10000000);
	seq_printf(m, "nr_threads:\t%u\nnr_running:\t%u\nnr_unintr:\t%u\n",
		   stat.nr_threads, stat.nr_running, stat.nr_uninterruptible);
	seq_printf(m, "nr_onhold:\t%u\ntotal_forks:\t%u\n", stat.nr_onhold,
		   stat.nr_forks);
	return 0;
}

/* ---- /proc/virtnet ---- */

static int show_nx_counts(struct seq_file *m, u32 id)
{
	return show_counts(m, atomic_read(&nx_total), atomic_read(&nx_active));
}

static int show_nx_info(struct seq_file *m, u32 id)
{
	struct nx_info *nxi = nx_lookup(id);

	if (!nxi)
		return -ENOENT;
	seq_printf(m, "ID:\t%u\n", id);
	nx_show_info(m, nxi);
	nx_put(nxi);
	return 0;
}

static int show_nx_status(struct seq_file *m, u32 id)
{
	struct nx_info *nxi = nx_lookup(id);

	if (!nxi)
		return -ENOENT;
	seq_printf(m, "UseCnt:\t%u\nTasks:\t%d\n",
		   refcount_read(&nxi->refs) - 1, atomic_read(&nxi->members));
	seq_printf(m, "Flags:\t%016llx\nNCaps:\t%016llx\n", nxi->flags,
		   nxi->ncaps);
	nx_put(nxi);
	return 0;
}

static int show_nx_traffic(struct seq_file *m, u32 id)
{
	struct nx_info *nxi = nx_lookup(id);

	if (!nxi)
		return -ENOENT;
	nx_show_traffic(m, nxi);
	nx_put(nxi);
	return 0;
}

/* ---- the tables, and who sees what ---- */

struct vs_proc_file {
	const char	*name;
	vserver_show_t	show;
};

static const struct vs_proc_file vs_files[VSERVER_PROC_TREES][2][8] = {
	[VSERVER_PROC_VX] = {
		[false] = {
			{ "info",	show_version },
			{ "status",	show_vx_counts },
			{ }
		},
		[true] = {
			{ "info",	show_vx_info },
			{ "status",	show_vx_status },
			{ "nsproxy",	show_vx_nsproxy },
			{ "cvirt",	show_vx_cvirt },
			{ }
		},
	},
	[VSERVER_PROC_NX] = {
		[false] = {
			{ "info",	show_version },
			{ "status",	show_nx_counts },
			{ }
		},
		[true] = {
			{ "info",	show_nx_info },
			{ "status",	show_nx_status },
			{ "traffic",	show_nx_traffic },
			{ }
		},
	},
};

/* file @nr of a directory; NULL when there are fewer */
const char *vserver_proc_file(enum vserver_proc_tree tree, unsigned int nr,
			      bool per_id, vserver_show_t *show)
{
	const struct vs_proc_file *file;

	if (nr >= ARRAY_SIZE(vs_files[0][0]))
		return NULL;
	file = &vs_files[tree][per_id][nr];
	*show = file->show;
	return file->name;
}

/* IATTR_FLAGS: what is hidden is there for those it names */
bool vserver_iattr_visible(u32 flags)
{
	struct vx_info *me;

	if (!(flags & IATTR_HIDE))
		return true;
	me = vx_current();
	if (!me)
		return flags & IATTR_ADMIN;
	return me == &vx_watch && flags & IATTR_WATCH;
}

/* the host and the spectator see every id, a guest its own unless that is hidden */
bool vserver_proc_visible(enum vserver_proc_tree tree, u32 id)
{
	struct vx_info *vxi = vx_current();
	struct nx_info *nxi = nx_current();

	if (vx_sees_all(vxi))
		return true;
	if (vx_flag(vxi, VXF_HIDE_VINFO))
		return false;
	return tree == VSERVER_PROC_VX ? id == vxi->id : nxi && id == nxi->id;
}

/* the first id from @id on that the caller may see */
bool vserver_proc_next(enum vserver_proc_tree tree, unsigned long *id)
{
	struct vx_info *vxi;
	struct nx_info *nxi;

	for (;; (*id)++) {
		if (tree == VSERVER_PROC_VX) {
			vxi = vx_next(id);
			vx_put(vxi);
			if (!vxi)
				return false;
		} else {
			nxi = nx_next(id);
			nx_put(nxi);
			if (!nxi)
				return false;
		}
		if (vserver_proc_visible(tree, *id))
			return true;
	}
}

/* ---- /proc/<pid> ---- */

static struct vx_info *vx_get_of_task(struct task_struct *task)
{
	struct vx_info *vxi;

	rcu_read_lock();
	vxi = vx_of_task(task);
	if (vxi && !refcount_inc_not_zero(&vxi->refs))
		vxi = NULL;
	rcu_read_unlock();
	return vxi;
}

static struct nx_info *nx_get_of_task(struct task_struct *task)
{
	struct nx_info *nxi;

	rcu_read_lock();
	nxi = nx_of_task(task);
	if (nxi && !refcount_inc_not_zero(&nxi->refs))
		nxi = NULL;
	rcu_read_unlock();
	return nxi;
}

/* VXF_HIDE_VINFO: a guest is not told what it is in */
static bool vx_hides_info(void)
{
	struct vx_info *vxi = vx_current();

	return vxi && vx_flag(vxi, VXF_HIDE_VINFO);
}

/* a blank, not a tab as in the other lines: virt-what(1) looks for it */
void vserver_task_status(struct seq_file *m, struct task_struct *task)
{
	struct vx_info *vxi;
	struct nx_info *nxi;

	if (vx_hides_info() || !vserver_has_hook(task_status))
		return;
	rcu_read_lock();
	vxi = vx_of_task(task);
	nxi = nx_of_task(task);
	seq_printf(m, "VxID: %u\nNxID: %u\n", vxi ? vxi->id : VX_HOST_XID,
		   nxi ? nxi->id : NX_HOST_NID);
	rcu_read_unlock();
}

int proc_pid_vx_info(struct seq_file *m, struct pid_namespace *ns,
		     struct pid *pid, struct task_struct *task)
{
	struct vx_info *vxi;
	int init;

	if (vx_hides_info())
		return -ENOENT;
	vxi = vx_get_of_task(task);
	seq_printf(m, "XID:\t%u\n", vxi ? vxi->id : VX_HOST_XID);
	if (!vxi)
		return 0;
	rcu_read_lock();
	init = pid_vnr(rcu_dereference(vxi->initpid));
	rcu_read_unlock();
	seq_printf(m, "BCaps:\t%016llx\nCCaps:\t%016llx\n", vxi->bcaps,
		   vxi->ccaps);
	seq_printf(m, "CFlags:\t%016llx\nCIPid:\t%d\n", vxi->flags, init);
	vx_put(vxi);
	return 0;
}

int proc_pid_nx_info(struct seq_file *m, struct pid_namespace *ns,
		     struct pid *pid, struct task_struct *task)
{
	struct nx_info *nxi;

	if (vx_hides_info())
		return -ENOENT;
	nxi = nx_get_of_task(task);
	seq_printf(m, "NID:\t%u\n", nxi ? nxi->id : NX_HOST_NID);
	if (!nxi)
		return 0;
	seq_printf(m, "NCaps:\t%016llx\nNFlags:\t%016llx\n", nxi->ncaps,
		   nxi->flags);
	nx_show_info(m, nxi);
	nx_put(nxi);
	return 0;
}
