// SPDX-License-Identifier: GPL-2.0-only
/*
 * Linux-VServer: how much a guest makes the kernel say.
 *
 * The kernel tells in its log what a caller did wrong - an option of a mount
 * that is none, an obsolete call - and limits only some of these messages.  A
 * guest that repeats the mistake pushes what others said out of the log and
 * fills the disk where the host keeps it.  So each context has a share of errors
 * and one of the rest, &vx_info.messages, each with its own lock, which is only
 * tried for.  What is too much is counted in &vx_info.unprinted and told with
 * the next message, or when the context ends.
 *
 * Two shares, because a report that memory has run out has a line for each
 * process of the machine, and what was killed then is an error.  Interrupts that
 * meet a guest's task are none of its messages.  What is worse than an error, the
 * report of a bug, and all when the kernel goes down, is printed.
 *
 * The OOM killer has a thread of the kernel take away the memory of what it
 * killed, and say so.  Which context that was is not known there, so these
 * messages have one share for all.
 */

#include <linux/console.h>
#include <linux/preempt.h>
#include <linux/printk.h>
#include <linux/ratelimit.h>
#include <linux/vserver/printk.h>

#include "../printk/internal.h"

#include "internal.h"

#define VX_MESSAGES	500
#define VX_MESSAGES_IN	(60 * HZ)

/**
 * vx_printk_init - give a new context its share of the log
 * @vxi: the context, not yet published
 *
 * Context: Any.
 */
void vx_printk_init(struct vx_info *vxi)
{
	int i;

	for (i = 0; i < ARRAY_SIZE(vxi->messages); i++) {
		ratelimit_state_init(&vxi->messages[i], VX_MESSAGES_IN,
				     VX_MESSAGES);
		/* it would tell of each context by the name of a function */
		ratelimit_set_flags(&vxi->messages[i],
				    RATELIMIT_MSG_ON_RELEASE);
	}
}

/**
 * vx_printk_told - tell how many messages of a context were not printed
 * @vxi: the context
 *
 * Context: Any.
 */
void vx_printk_told(struct vx_info *vxi)
{
	int unprinted = atomic_xchg(&vxi->unprinted, 0);

	if (unprinted)
		printk_deferred(KERN_WARNING
				"vserver: context %u: %d messages not printed\n",
				vxi->id, unprinted);
}

static bool vx_reaper_may_print(void)
{
	static struct ratelimit_state reaped =
		RATELIMIT_STATE_INIT_FLAGS(reaped, VX_MESSAGES_IN, VX_MESSAGES,
					   RATELIMIT_MSG_ON_RELEASE);

	return strcmp(current->comm, "oom_reaper") || __ratelimit(&reaped);
}

/* the first character that says how bad it is, which may be in an argument */
static char vx_level(int level, const char *fmt, va_list args)
{
	char text[8];
	va_list copy;

	if (level >= LOGLEVEL_EMERG)
		return '0' + level;
	va_copy(copy, args);
	vsnprintf(text, sizeof(text), fmt, copy);
	va_end(copy);
	return printk_get_level(text);
}

/* called by printk() anywhere: nothing here waits for a lock or sleeps */
bool __vserver_may_print(int level, const char *fmt, va_list args)
{
	struct vx_info *vxi = vx_current();
	bool is_error;
	char c;

	if (!in_task() || oops_in_progress ||
	    nbcon_get_default_prio() > NBCON_PRIO_NORMAL)
		return true;
	c = vx_level(level, fmt, args);
	if (vxi == &vx_watch || (c >= KERN_EMERG[1] && c < KERN_ERR[1]))
		return true;
	if (!vxi)
		return vx_reaper_may_print();
	is_error = c == KERN_ERR[1];
	if (!__ratelimit(&vxi->messages[is_error])) {
		atomic_inc(&vxi->unprinted);
		return false;
	}
	/* its own message comes here again, and finds nothing to tell */
	if (atomic_read(&vxi->unprinted))
		vx_printk_told(vxi);
	return true;
}
