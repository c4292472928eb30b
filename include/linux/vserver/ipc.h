/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Linux-VServer hook for System V IPC; included by ipc/util.c.
 */
#ifndef _LINUX_VSERVER_IPC_H
#define _LINUX_VSERVER_IPC_H

#include <linux/idr.h>
#include <linux/vserver/key.h>

struct kern_ipc_perm;

#ifdef CONFIG_VSERVER
struct kern_ipc_perm *__vserver_next_ipc(struct idr *idr, int *nr);

/* the first object from *@nr on that the caller sees; its number in *@nr */
static inline struct kern_ipc_perm *vserver_next_ipc(struct idr *idr, int *nr)
{
	return vserver_hook(next_ipc) ? __vserver_next_ipc(idr, nr) :
				  idr_get_next(idr, nr);
}
#else
static inline struct kern_ipc_perm *vserver_next_ipc(struct idr *idr, int *nr)
{
	return idr_get_next(idr, nr);
}
#endif /* CONFIG_VSERVER */

#endif /* _LINUX_VSERVER_IPC_H */
