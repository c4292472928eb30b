/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Linux-VServer: what context capabilities and flags let a guest do; included
 * by files that ask for a capability.
 */
#ifndef _LINUX_VSERVER_CAP_H
#define _LINUX_VSERVER_CAP_H

#include <linux/types.h>

#ifdef CONFIG_VSERVER
/* kernel/vserver/cap.c */
bool vserver_may_lower_oom(int adj);
bool vserver_may_set_trusted(void);
bool vserver_may_set_security(void);
bool vserver_may_audit(void);
bool vserver_may_filter(void);
int vserver_refuse_nice(int err);
int vserver_refuse_ionice(int err);
#else
static inline bool vserver_may_lower_oom(int adj)
{
	return false;
}

static inline bool vserver_may_set_trusted(void)
{
	return false;
}

static inline bool vserver_may_set_security(void)
{
	return false;
}

static inline bool vserver_may_audit(void)
{
	return false;
}

static inline bool vserver_may_filter(void)
{
	return false;
}

static inline int vserver_refuse_nice(int err)
{
	return err;
}

static inline int vserver_refuse_ionice(int err)
{
	return err;
}
#endif /* CONFIG_VSERVER */

#endif /* _LINUX_VSERVER_CAP_H */
