// SPDX-License-Identifier: GPL-2.0-only
/*
 * Linux-VServer: commands on network contexts.
 */

#include <linux/in.h>
#include <linux/sched/signal.h>
#include <net/ipv6.h>
#include <net/net_namespace.h>

#include "commands.h"
#include "internal.h"
#include "network.h"

/* every network flag there is: any other bit is refused */
#define NXF_KNOWN							\
	(NXF_INFO_PRIVATE | NXF_SINGLE_IP | NXF_LBACK_REMAP |		\
	 NXF_LBACK_ALLOW | NXF_HIDE_NETIF | NXF_HIDE_LBACK |		\
	 NXF_ONE_TIME | NXF_SC_HELPER | NXF_PERSISTENT)

/* every network capability there is */
#define NXC_KNOWN	(NXC_TUN_CREATE | NXC_RAW_ICMP | NXC_MULTICAST)

/* ---- life cycle ---- */

long vs_nx_info(struct vs_call *call)
{
	struct vcmd_nx_info_v0 *arg = call->arg;

	arg->nid = call->nxi->id;
	return 0;
}

static long vs_nx_create(u32 id, u64 flags)
{
	struct nx_info *nxi;
	long ret;

	if (id < NX_MIN_NID || id > NX_MAX_NID || flags & ~NXF_KNOWN)
		return -EINVAL;
	if (!thread_group_empty(current))
		return -EBUSY;
	nxi = nx_create(id, flags);
	if (IS_ERR(nxi))
		return PTR_ERR(nxi);

	if (flags & NXF_SC_HELPER && vs_helper("netup", id, 3, UMH_WAIT_PROC))
		ret = -ENOEXEC;
	else
		ret = nx_migrate_current(nxi);
	if (ret < 0 && flags & NXF_PERSISTENT)
		nx_unclaim(nxi);
	nx_unclaim(nxi);
	nx_put(nxi);
	return ret ?: id;
}

long vs_net_create_v0(struct vs_call *call)
{
	return vs_nx_create(call->id, NXF_INIT_SET);
}

long vs_net_create(struct vs_call *call)
{
	struct vcmd_net_create *arg = call->arg;

	return vs_nx_create(call->id, arg->flagword);
}

long vs_net_migrate(struct vs_call *call)
{
	struct nx_info *nxi = call->nxi ?: &nx_watch;
	long ret;

	if (nx_flag(nxi, NXF_INFO_PRIVATE) && !nx_flag(nxi, NXF_STATE_SETUP))
		return -EACCES;
	if (nxi == &nx_watch)
		vx_watch_use();
	ret = nx_migrate_current(nxi);
	return ret ?: nxi->id;
}

/* ---- addresses ---- */

/* older programs spell the type of an entry with the family in it */
static u16 vs_addr_type(u16 type)
{
	switch (type) {
	case NXA_OLD_ADDR:
		return NXA_TYPE_ADDR;
	case NXA_OLD_MASK:
		return NXA_TYPE_MASK;
	case NXA_OLD_RANGE:
		return NXA_TYPE_RANGE;
	default:
		return type;
	}
}

static bool vs_mask_valid(__be32 mask)
{
	u32 host = ~ntohl(mask);

	return !(host & (host + 1));
}

/* check an IPv4 entry and write it in its one form */
static int vs_make_ipv4(struct nx_addr *addr, u16 type, __be32 ip, __be32 ip2,
			__be32 mask)
{
	*addr = (struct nx_addr){ .type = NXA_TYPE_IPV4 | type, .ip = ip,
				  .mask = mask };
	switch (type) {
	case NXA_TYPE_ADDR:
		return ip ? 0 : -EINVAL;
	case NXA_TYPE_MASK:
		return vs_mask_valid(mask) && !(ip & ~mask) ? 0 : -EINVAL;
	case NXA_TYPE_RANGE:
		addr->ip2 = ip2;
		return ip && ntohl(ip) <= ntohl(ip2) ? 0 : -EINVAL;
	default:
		return -EINVAL;
	}
}

static bool vs_has_ipv4(struct nx_info *nxi)
{
	struct nx_addr *pos;

	list_for_each_entry(pos, &nxi->addrs, list)
		if (pos->type & NXA_TYPE_IPV4)
			return true;
	return false;
}

static long vs_add_entry(struct nx_info *nxi, const struct nx_addr *addr)
{
	bool more = addr->type & NXA_TYPE_IPV4 && vs_has_ipv4(nxi);
	long ret = nx_addr_add(nxi, addr);

	/* SINGLE_IP means what it says */
	if (!ret && more)
		WRITE_ONCE(nxi->flags, nxi->flags & ~NXF_SINGLE_IP);
	return ret;
}

/* the broadcast and the loopback address; -ENOENT for another type */
static long vs_set_special(struct nx_info *nxi, u16 type, __be32 ip)
{
	switch (type & ~NXA_TYPE_ADDR) {
	case NXA_MOD_BCAST:
		WRITE_ONCE(nxi->bcast, ip);
		return 0;
	case NXA_MOD_LBACK:
		return ip ? nx_addr_set_lback(nxi, ip) : -EINVAL;
	default:
		return -ENOENT;
	}
}

static long vs_add_ipv4(struct nx_info *nxi, u16 type, __be32 ip, __be32 ip2,
			__be32 mask)
{
	struct nx_addr addr;
	long ret;

	mutex_lock(&nxi->lock);
	ret = vs_set_special(nxi, type, ip);
	if (ret == -ENOENT)
		ret = vs_make_ipv4(&addr, vs_addr_type(type), ip, ip2, mask) ?:
		      vs_add_entry(nxi, &addr);
	mutex_unlock(&nxi->lock);
	return ret;
}

static long vs_rem_ipv4(struct nx_info *nxi, u16 type, __be32 ip, __be32 ip2,
			__be32 mask)
{
	struct nx_addr addr;
	long ret = 0;

	mutex_lock(&nxi->lock);
	if (type == NXA_TYPE_ANY)
		nx_addr_clear(nxi, NXA_TYPE_IPV4);
	else
		ret = vs_make_ipv4(&addr, vs_addr_type(type), ip, ip2, mask) ?:
		      nx_addr_remove(nxi, &addr);
	mutex_unlock(&nxi->lock);
	return ret;
}

long vs_net_add(struct vs_call *call)
{
	struct vcmd_net_addr_v0 *arg = call->arg;
	struct nx_info *nxi = call->nxi;
	long ret;
	int i;

	switch (arg->type) {
	case NXA_TYPE_IPV4:
		if (arg->count < 1 || arg->count > ARRAY_SIZE(arg->ip))
			return -EINVAL;
		for (i = 0; i < arg->count; i++) {
			ret = vs_add_ipv4(nxi, NXA_TYPE_ADDR,
					  arg->ip[i].s_addr, 0,
					  arg->mask[i].s_addr);
			if (ret)
				return i ?: ret;
		}
		return i;
	case NXA_TYPE_IPV4 | NXA_MOD_BCAST:
	case NXA_TYPE_IPV4 | NXA_MOD_LBACK:
		return vs_add_ipv4(nxi, arg->type & ~NXA_TYPE_IPV4,
				   arg->ip[0].s_addr, 0, 0) ?: 1;
	default:
		return -EINVAL;
	}
}

long vs_net_remove(struct vs_call *call)
{
	struct vcmd_net_addr_v0 *arg = call->arg;

	if (arg->type != NXA_TYPE_ANY)
		return -EINVAL;
	mutex_lock(&call->nxi->lock);
	nx_addr_clear(call->nxi, NXA_TYPE_IPV4 | NXA_TYPE_IPV6);
	mutex_unlock(&call->nxi->lock);
	return 0;
}

long vs_net_add_ipv4_v1(struct vs_call *call)
{
	struct vcmd_net_addr_ipv4_v1 *arg = call->arg;

	if (vs_addr_type(arg->type) == NXA_TYPE_RANGE)
		return -EINVAL;
	return vs_add_ipv4(call->nxi, arg->type, arg->ip.s_addr, 0,
			   arg->mask.s_addr);
}

long vs_net_rem_ipv4_v1(struct vs_call *call)
{
	struct vcmd_net_addr_ipv4_v1 *arg = call->arg;

	if (vs_addr_type(arg->type) == NXA_TYPE_RANGE)
		return -EINVAL;
	return vs_rem_ipv4(call->nxi, arg->type, arg->ip.s_addr, 0,
			   arg->mask.s_addr);
}

long vs_net_add_ipv4(struct vs_call *call)
{
	struct vcmd_net_addr_ipv4_v2 *arg = call->arg;

	return vs_add_ipv4(call->nxi, arg->type, arg->ip.s_addr,
			   arg->ip2.s_addr, arg->mask.s_addr);
}

long vs_net_rem_ipv4(struct vs_call *call)
{
	struct vcmd_net_addr_ipv4_v2 *arg = call->arg;

	return vs_rem_ipv4(call->nxi, arg->type, arg->ip.s_addr,
			   arg->ip2.s_addr, arg->mask.s_addr);
}

static int vs_make_ipv6(struct nx_addr *addr,
			const struct vcmd_net_addr_ipv6_v1 *arg)
{
	u16 type = vs_addr_type(arg->type);
	struct in6_addr net = arg->ip;

	if (arg->prefix > 128)
		return -EINVAL;
	*addr = (struct nx_addr){ .type = NXA_TYPE_IPV6 | type,
				  .ip6 = arg->ip, .mask6 = arg->mask,
				  .prefix = arg->prefix };
	if (type == NXA_TYPE_MASK)
		ipv6_addr_prefix(&net, &arg->ip, arg->prefix);
	else if (type != NXA_TYPE_ADDR || ipv6_addr_any(&arg->ip))
		return -EINVAL;
	return ipv6_addr_equal(&net, &arg->ip) && !ipv6_addr_v4mapped(&arg->ip) &&
	       !nx_is_lback6(&arg->ip) ? 0 : -EINVAL;
}

long vs_net_add_ipv6(struct vs_call *call)
{
	struct nx_addr addr;
	long ret = vs_make_ipv6(&addr, call->arg);

	if (ret)
		return ret;
	mutex_lock(&call->nxi->lock);
	ret = vs_add_entry(call->nxi, &addr);
	mutex_unlock(&call->nxi->lock);
	return ret;
}

long vs_net_rem_ipv6(struct vs_call *call)
{
	struct vcmd_net_addr_ipv6_v1 *arg = call->arg;
	struct nx_addr addr;
	long ret = 0;

	mutex_lock(&call->nxi->lock);
	if (arg->type == NXA_TYPE_ANY)
		nx_addr_clear(call->nxi, NXA_TYPE_IPV6);
	else
		ret = vs_make_ipv6(&addr, arg) ?:
		      nx_addr_remove(call->nxi, &addr);
	mutex_unlock(&call->nxi->lock);
	return ret;
}

/* ---- flags and capabilities ---- */

long vs_get_nflags(struct vs_call *call)
{
	struct vcmd_net_flags_v0 *arg = call->arg;

	arg->flagword = READ_ONCE(call->nxi->flags);
	/* one-time bits can be changed only while they are still set */
	arg->mask = NXF_KNOWN & ~(NXF_ONE_TIME & ~arg->flagword);
	return 0;
}

/* the claim that NXF_PERSISTENT holds follows the flag */
static long vs_set_nx_persistent(struct nx_info *nxi, u64 old, u64 new)
{
	if (!((old ^ new) & NXF_PERSISTENT))
		return 0;
	if (new & NXF_PERSISTENT)
		return nx_claim(nxi) ? 0 : -ESRCH;
	nx_unclaim(nxi);
	return 0;
}

long vs_set_nflags(struct vs_call *call)
{
	struct vcmd_net_flags_v0 *arg = call->arg;
	struct nx_info *nxi = call->nxi;
	u64 new;
	long ret;

	if (arg->flagword & arg->mask & ~NXF_KNOWN)
		return -EINVAL;
	mutex_lock(&nxi->lock);
	new = vx_merge(nxi->flags, arg->flagword, arg->mask);
	new &= nxi->flags | ~NXF_ONE_TIME;
	ret = vs_set_nx_persistent(nxi, nxi->flags, new);
	if (!ret)
		WRITE_ONCE(nxi->flags, new);
	mutex_unlock(&nxi->lock);
	return ret;
}

long vs_get_ncaps(struct vs_call *call)
{
	struct vcmd_net_caps_v0 *arg = call->arg;

	arg->ncaps = READ_ONCE(call->nxi->ncaps);
	arg->cmask = NXC_KNOWN;
	return 0;
}

long vs_set_ncaps(struct vs_call *call)
{
	struct vcmd_net_caps_v0 *arg = call->arg;
	struct nx_info *nxi = call->nxi;

	if (arg->ncaps & arg->cmask & ~NXC_KNOWN)
		return -EINVAL;
	mutex_lock(&nxi->lock);
	WRITE_ONCE(nxi->ncaps, vx_merge(nxi->ncaps, arg->ncaps, arg->cmask));
	mutex_unlock(&nxi->lock);
	return 0;
}

/* ---- traffic ---- */

long vs_get_nmark(struct vs_call *call)
{
	struct vcmd_nmark_v0 *arg = call->arg;
	struct nx_info *nxi = call->nxi;

	mutex_lock(&nxi->lock);
	arg->mark = nxi->mark.value;
	arg->mask = nxi->mark_mask;
	mutex_unlock(&nxi->lock);
	return 0;
}

long vs_set_nmark(struct vs_call *call)
{
	const struct vcmd_nmark_v0 *arg = call->arg;
	struct nx_mark mark = { .value = arg->mark, .mask = arg->mask };
	struct nx_info *nxi = call->nxi;

	if (arg->mark & ~arg->mask)
		return -EINVAL;
	mutex_lock(&nxi->lock);
	mark.mask |= nxi->mark.mask;
	WRITE_ONCE(nxi->mark.both, mark.both);
	nxi->mark_mask = arg->mask;
	mutex_unlock(&nxi->lock);
	/* sockets ask for their routes again */
	rt_genid_bump_all(&init_net);
	return 0;
}

long vs_nx_stat(struct vs_call *call)
{
	nx_traffic_read(call->nxi, call->arg);
	return 0;
}
