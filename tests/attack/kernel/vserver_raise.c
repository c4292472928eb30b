// SPDX-License-Identifier: GPL-2.0-only
// More capabilities for the own context, and its setup begun again: bcaps, ccaps,
// the mask of namespaces, flags.
#include "kernel/vserver.h"

static const uint32_t xids[] = { ATTACKER, BARE, 0 };

static bool raises(uint32_t xid, uint32_t set, uint32_t get, uint64_t value)
{
	uint64_t old[2] = { 0 }, now[2] = { 0 };

	if (tried(vs(get, xid, old)) < 0 ||
	    tried(vs_set(set, xid, value, value)) < 0)
		return false;
	NEED(!vs(get, xid, now));
	NEED(!vs_set(set, xid, old[0], value));
	return now[0] != old[0];
}

int main(void)
{
	bool raised = false;
	int i;

	for (i = 0; i < 3; i++) {
		raised |= raises(xids[i], SET_BCAPS, GET_BCAPS, 1 << 21);
		raised |= raises(xids[i], SET_CCAPS, GET_CCAPS, 0x10000);
		raised |= raises(xids[i], SET_CFLAGS, GET_CFLAGS, STATE_SETUP);
		raised |= raises(xids[i], SET_UMASK, GET_UMASK, 0x20000);
	}
	if (raised)
		worked("the context has more than it was given");
	refused("set_bcaps");
}
