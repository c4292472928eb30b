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

#endif /* _LINUX_VSERVER_KEY_H */
