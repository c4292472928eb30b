// SPDX-License-Identifier: GPL-2.0-only
// Out of the context, into number 0, which is the host, and into number 1, which
// sees the processes of all.
#include "kernel/vserver.h"

int main(void)
{
	uint64_t flags = 0;
	unsigned int was, xid;

	in_child();
	was = context();
	/* who is outside has to be in one first: there it works as well */
	if (tried(vs(CTX_MIGRATE, 0, &flags)) < 0 &&
	    tried(vs(CTX_MIGRATE, 1, &flags)) < 0)
		refused("ctx_migrate");
	xid = context();
	if (xid != was && xid <= 1)
		worked("it sees the processes of all");
	harmless("it stays where it was");
}
