// SPDX-License-Identifier: GPL-2.0-only
/*
 * Linux-VServer: hooks cost nothing while no context exists.
 *
 * A direct hook sits behind vserver_key.  A hook of the security module is
 * called behind a static key of the LSM framework, one for each hook and
 * module, which is on from boot.  Those of ours that matter to contexts only
 * are turned off again, and follow vserver_key.
 *
 * To patch the branches takes time.  So they are turned off only when there has
 * been no context for a while.
 */

#include <linux/jump_label.h>
#include <linux/lsm_hooks.h>
#include <linux/mutex.h>
#include <linux/workqueue.h>
#include <linux/vserver/key.h>

#include "internal.h"

DEFINE_STATIC_KEY_FALSE(vserver_key);

static void vs_try_off(struct work_struct *work);

/* contexts of either kind that are allocated */
static atomic_t vs_users = ATOMIC_INIT(0);

/* serialises the switch */
static DEFINE_MUTEX(vs_switch_lock);
static DECLARE_DELAYED_WORK(vs_off_work, vs_try_off);

static struct security_hook_list *vs_hooks __ro_after_init;
static int vs_hook_count __ro_after_init;

/* the key of one of our hooks */
static struct static_key_false *vs_hook_key(const struct security_hook_list *hook)
{
	int i;

	for (i = 0; i < MAX_LSM_COUNT; i++)
		if (hook->scalls[i].hl == hook)
			return hook->scalls[i].active;
	return NULL;
}

static void vs_switch_hooks(bool on)
{
	struct static_key_false *key;
	int i;

	for (i = 0; i < vs_hook_count; i++) {
		if (vs_is_left_out(&vs_hooks[i]))
			continue;
		key = vs_hook_key(&vs_hooks[i]);
		if (WARN_ON_ONCE(!key))
			continue;
		if (on)
			static_branch_enable(key);
		else
			static_branch_disable(key);
	}
}

static void vs_try_off(struct work_struct *work)
{
	mutex_lock(&vs_switch_lock);
	if (!atomic_read(&vs_users) && static_key_enabled(&vserver_key)) {
		static_branch_disable(&vserver_key);
		vs_switch_hooks(false);
	}
	mutex_unlock(&vs_switch_lock);
}

/**
 * vs_follow - have hooks of the security module follow vserver_key
 * @hooks: the hooks, added already; none acts on what is the host's
 * @count: how many
 *
 * Context: The initialisation of the security module.
 */
void __init vs_follow(struct security_hook_list *hooks, int count)
{
	vs_hooks = hooks;
	vs_hook_count = count;
	vs_switch_hooks(false);
}

/**
 * vs_use - a context is about to exist
 *
 * Context: Process context.  May sleep.
 */
void vs_use(void)
{
	/* counted first: after the mutex nobody turns off what is on */
	atomic_inc(&vs_users);
	mutex_lock(&vs_switch_lock);
	if (!static_key_enabled(&vserver_key)) {
		vs_switch_hooks(true);
		static_branch_enable(&vserver_key);
	}
	mutex_unlock(&vs_switch_lock);
}

/**
 * vs_unuse - a context is freed
 *
 * Context: Any.
 */
void vs_unuse(void)
{
	if (atomic_dec_and_test(&vs_users))
		mod_delayed_work(system_wq, &vs_off_work, HZ);
}
