// SPDX-License-Identifier: GPL-2.0-only
/*
 * Linux-VServer: System V IPC in a namespace that several contexts use.
 *
 * Each object has an owner, the context that made it, from its creation to its
 * end: nothing of it is locked here.  A context has keys of its own: the owner
 * is a part of what the table of keys of a namespace hashes and compares, so
 * that two guests use one key for two objects, and none finds that of another
 * or of the host.  By number a context finds its own; the host, which has to
 * clean up, finds all.
 *
 * The hashes do not ask the static key: an object may outlive the last context.
 * Who moves into a context leaves its semaphore adjustments behind
 * (vx_migrate_current()): the end of a task waits for sets that it cannot find.
 */

#include <linux/ipc.h>
#include <linux/jhash.h>
#include <linux/rhashtable.h>
#include <linux/vserver/ipc.h>

#include "internal.h"
#include "lsm.h"

static u32 vx_hash_key(key_t key, u64 owner, u32 seed)
{
	return jhash_3words(key, lower_32_bits(owner), upper_32_bits(owner),
			    seed);
}

/* who looks for a key, and whose an object is; nobody's without the hook */
static u64 vx_seeker(void)
{
	return vserver_has_hook(ipc_keys) ? vx_current_serial() : 0;
}

static u64 vx_owner_of(const struct kern_ipc_perm *perm)
{
	return vserver_has_hook(ipc_keys) ? vx_ipc(perm)->owner : 0;
}

u32 vserver_ipc_hash_key(const void *key, u32 len, u32 seed)
{
	return vx_hash_key(*(const key_t *)key, vx_seeker(), seed);
}

u32 vserver_ipc_hash(const void *object, u32 len, u32 seed)
{
	const struct kern_ipc_perm *perm = object;

	return vx_hash_key(perm->key, vx_owner_of(perm), seed);
}

int vserver_ipc_compare(struct rhashtable_compare_arg *arg, const void *object)
{
	const struct kern_ipc_perm *perm = object;

	return *(const key_t *)arg->key != perm->key ||
	       vx_owner_of(perm) != vx_seeker();
}

static bool vx_sees_ipc(const struct kern_ipc_perm *perm)
{
	struct vx_info *me = vx_current();

	return !me || vx_ipc(perm)->owner == me->serial;
}

struct kern_ipc_perm *__vserver_seen_ipc(struct kern_ipc_perm *perm)
{
	return IS_ERR(perm) || vx_sees_ipc(perm) ? perm : ERR_PTR(-EINVAL);
}

struct kern_ipc_perm *__vserver_next_ipc(struct idr *idr, int *nr)
{
	struct kern_ipc_perm *perm;

	while ((perm = idr_get_next(idr, nr))) {
		if (vx_current() == &vx_watch || vx_sees_ipc(perm))
			break;
		(*nr)++;
	}
	return perm;
}
