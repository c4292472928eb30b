// SPDX-License-Identifier: GPL-2.0-only
/*
 * Linux-VServer: the user-mode helper, and reboot(2) in a guest.
 *
 * The helper (sysctl kernel.vshelper) runs as the host's root with the action
 * and the id as arguments.  VXS_HELPER says that one runs for a reboot of the
 * context; a second request meanwhile is refused with EAGAIN, and wait_exit
 * waits for the bit to clear.  It clears when the helper runs, not at its end,
 * for which the helper's own wait for the context would wait; that a guest
 * starts no more of them than end, it gets one in a second.
 */

#include <linux/pid_namespace.h>
#include <linux/reboot.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/sysctl.h>
#include <linux/umh.h>
#include <linux/wait_bit.h>
#include <linux/vserver/task.h>

#include "internal.h"

static char vshelper_path[256] = "/sbin/vshelper";

static struct ctl_table vshelper_table[] = {
	{
		.procname	= "vshelper",
		.data		= vshelper_path,
		.maxlen		= sizeof(vshelper_path),
		.mode		= 0644,
		.proc_handler	= proc_dostring,
	},
};

static int __init vshelper_init(void)
{
	register_sysctl("kernel", vshelper_table);
	return 0;
}
late_initcall(vshelper_init);

#define VS_ENV_LEN	24

static int vs_run(const char *action, u32 id, const char *cmd,
		  const char *uid, const char *pid, int wait)
{
	char id_text[12];
	char *argv[] = { vshelper_path, (char *)action, id_text, NULL };
	char *envp[] = { "HOME=/", "TERM=linux",
			 "PATH=/sbin:/usr/sbin:/bin:/usr/bin",
			 (char *)cmd, (char *)uid, (char *)pid, NULL };

	snprintf(id_text, sizeof(id_text), "%u", id);
	return call_usermodehelper(vshelper_path, argv, envp, wait);
}

/**
 * vs_helper - run the helper for a change of state
 * @action: "startup", "shutdown", "netup" or "netdown"
 * @id: xid or nid
 * @cmd: value of VS_CMD: 1 to 4 in the order of the actions
 * @wait: UMH_*
 *
 * Context: Process context.  May sleep.
 * Return: what call_usermodehelper() returns.
 */
int vs_helper(const char *action, u32 id, u32 cmd, int wait)
{
	char env[VS_ENV_LEN];

	snprintf(env, sizeof(env), "VS_CMD=%08x", cmd);
	return vs_run(action, id, env, NULL, NULL, wait);
}

/**
 * struct vx_reboot_work - a reboot helper on its way
 * @work: runs it
 * @vxi: the context, with a reference
 * @action: what to tell the helper
 * @cmd: text of VS_CMD
 * @uid: text of VS_UID
 * @pid: text of VS_PID
 */
struct vx_reboot_work {
	struct work_struct	work;
	struct vx_info		*vxi;
	const char		*action;
	char			cmd[VS_ENV_LEN];
	char			uid[VS_ENV_LEN];
	char			pid[VS_ENV_LEN];
};

static void vx_reboot_run(struct work_struct *work)
{
	struct vx_reboot_work *rw = container_of(work, struct vx_reboot_work,
						 work);

	if (vs_run(rw->action, rw->vxi->id, rw->cmd, rw->uid, rw->pid,
		   UMH_WAIT_EXEC))
		pr_warn_ratelimited("vserver: cannot run %s for context %u\n",
				    vshelper_path, rw->vxi->id);
	clear_and_wake_up_bit(VXS_HELPER, &rw->vxi->state);
	vx_put(rw->vxi);
	kfree(rw);
}

static const char *vx_reboot_action(unsigned int cmd)
{
	switch (cmd) {
	case LINUX_REBOOT_CMD_RESTART:
	case LINUX_REBOOT_CMD_RESTART2:
		return "restart";
	case LINUX_REBOOT_CMD_HALT:
		return "halt";
	case LINUX_REBOOT_CMD_POWER_OFF:
		return "poweroff";
	case LINUX_REBOOT_CMD_SW_SUSPEND:
		return "swsusp";
	default:
		return NULL;
	}
}

static int vx_reboot_start(struct vx_info *vxi, const char *action,
			   unsigned int cmd)
{
	struct vx_reboot_work *rw = kzalloc(sizeof(*rw), GFP_KERNEL);

	if (!rw)
		return -ENOMEM;
	if (test_and_set_bit(VXS_HELPER, &vxi->state)) {
		kfree(rw);
		return -EAGAIN;
	}
	if (vxi->next_helper && time_before(jiffies, vxi->next_helper)) {
		clear_and_wake_up_bit(VXS_HELPER, &vxi->state);
		kfree(rw);
		return -EAGAIN;
	}
	vxi->next_helper = (jiffies + HZ) ?: 1;
	INIT_WORK(&rw->work, vx_reboot_run);
	rw->vxi = vx_get(vxi);
	rw->action = action;
	snprintf(rw->cmd, sizeof(rw->cmd), "VS_CMD=%08x", cmd);
	snprintf(rw->uid, sizeof(rw->uid), "VS_UID=%u",
		 from_kuid(&init_user_ns, current_uid()));
	snprintf(rw->pid, sizeof(rw->pid), "VS_PID=%d", task_tgid_nr(current));
	queue_work(system_unbound_wq, &rw->work);
	return 0;
}

/*
 * A namespace of processes below that of the guest's init: a container in the
 * guest, or what a user of the guest made in a user namespace.
 */
static bool vx_is_inner(const struct vx_info *vxi)
{
	const struct pid_namespace *ns = task_active_pid_ns(current);
	struct pid *init;
	bool ret;

	if (ns == &init_pid_ns)
		return false;
	rcu_read_lock();
	init = rcu_dereference(vxi->initpid);
	ret = ns->user_ns != &init_user_ns || (init && ns_of_pid(init) != ns);
	rcu_read_unlock();
	return ret;
}

/*
 * The host is never touched.  Commands that mean nothing to a guest succeed
 * without effect (ctrl-alt-del) or are refused (kexec, unknown ones).
 *
 * The guest's processes end by VXF_REBOOT_KILL, by the helper, or with their
 * pid namespace: reboot_pid_ns() does that when the return value is 1, and
 * nothing else when the namespace is an inner one.
 */
int __vserver_reboot(unsigned int cmd)
{
	struct vx_info *vxi = vx_current();
	const char *action = vx_reboot_action(cmd);
	int err;

	if (!vxi)
		return 1;
	if (vxi == &vx_watch)
		return -EPERM;
	if (vx_is_inner(vxi))
		return 1;
	if (cmd == LINUX_REBOOT_CMD_CAD_ON || cmd == LINUX_REBOOT_CMD_CAD_OFF)
		return 0;
	if (!action)
		return -EINVAL;

	err = vx_reboot_start(vxi, action, cmd);
	if (err)
		return err;
	WRITE_ONCE(vxi->reboot_cmd, cmd);
	if (cmd == LINUX_REBOOT_CMD_SW_SUSPEND)
		return 0;
	if (vx_flag(vxi, VXF_REBOOT_KILL))
		vx_kill_all(vxi);
	return task_active_pid_ns(current) == &init_pid_ns ? 0 : 1;
}
