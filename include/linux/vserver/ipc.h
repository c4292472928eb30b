/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Linux-VServer hooks for System V IPC; included by ipc/util.h.
 */
#ifndef _LINUX_VSERVER_IPC_H
#define _LINUX_VSERVER_IPC_H

#include <linux/err.h>
#include <linux/idr.h>
#include <linux/vserver/key.h>

struct kern_ipc_perm;
struct rhashtable_compare_arg;

#ifdef CONFIG_VSERVER
u32 vserver_ipc_hash_key(const void *key, u32 len, u32 seed);
u32 vserver_ipc_hash(const void *object, u32 len, u32 seed);
int vserver_ipc_compare(struct rhashtable_compare_arg *arg, const void *object);
struct kern_ipc_perm *__vserver_seen_ipc(struct kern_ipc_perm *perm);
struct kern_ipc_perm *__vserver_next_ipc(struct idr *idr, int *nr);

/* parameters of the table of keys: each context has keys of its own */
#define VSERVER_IPC_KEYS						\
	.hashfn		= vserver_ipc_hash_key,				\
	.obj_hashfn	= vserver_ipc_hash,				\
	.obj_cmpfn	= vserver_ipc_compare,

/* what was found by its number; as if it were not there, when it is others' */
static inline struct kern_ipc_perm *vserver_seen_ipc(struct kern_ipc_perm *perm)
{
	return vserver_hook(seen_ipc) ? __vserver_seen_ipc(perm) : perm;
}

/* the first object from *@nr on that the caller sees; its number in *@nr */
static inline struct kern_ipc_perm *vserver_next_ipc(struct idr *idr, int *nr)
{
	return vserver_hook(next_ipc) ? __vserver_next_ipc(idr, nr) :
				  idr_get_next(idr, nr);
}
#else
#define VSERVER_IPC_KEYS

static inline struct kern_ipc_perm *vserver_seen_ipc(struct kern_ipc_perm *perm)
{
	return perm;
}

static inline struct kern_ipc_perm *vserver_next_ipc(struct idr *idr, int *nr)
{
	return idr_get_next(idr, nr);
}
#endif /* CONFIG_VSERVER */

#endif /* _LINUX_VSERVER_IPC_H */
