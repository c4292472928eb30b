/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Linux-VServer: a guest and the kernel's log; included by
 * kernel/printk/printk.c.
 */
#ifndef _LINUX_VSERVER_PRINTK_H
#define _LINUX_VSERVER_PRINTK_H

#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/vserver/key.h>

#ifdef CONFIG_VSERVER
/* kernel/vserver/cap.c */
bool vserver_may_read_log(void);
/* kernel/vserver/printk.c */
bool __vserver_may_print(int level, const char *fmt, va_list args);

/*
 * Does the kernel print a message, as far as its cause may be a guest?  The
 * arguments are those of vprintk_emit().
 */
static inline bool vserver_may_print(int level, const char *fmt, va_list args)
{
	return !vserver_hook(may_print) ||
	       (!rcu_access_pointer(current->vserver.vxi) &&
		!(current->flags & PF_KTHREAD)) ||
	       __vserver_may_print(level, fmt, args);
}
#else
static inline bool vserver_may_read_log(void)
{
	return false;
}

static inline bool vserver_may_print(int level, const char *fmt, va_list args)
{
	return true;
}
#endif /* CONFIG_VSERVER */

#endif /* _LINUX_VSERVER_PRINTK_H */
