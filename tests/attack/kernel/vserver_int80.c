// SPDX-License-Identifier: GPL-2.0-only
// Our own system call by the 32-bit table, int 0x80 from a 64-bit program: into
// the other guest, and a context of its own.
#include "kernel/int80.h"
#include "kernel/vserver.h"

#define NR_VSERVER32	273
#define NEW		344

int main(void)
{
	uint64_t *flags;
	unsigned int was, xid;

	in_child();
	was = context();
	flags = low_page();
	*flags = 0;
	if (tried(int80(NR_VSERVER32, CTX_MIGRATE, OTHER, (long)flags)) < 0 &&
	    tried(int80(NR_VSERVER32, CTX_CREATE, NEW, (long)flags)) < 0)
		refused("vserver");
	xid = context();
	if (xid != was && (xid == OTHER || xid == NEW))
		worked("it is in another context");
	harmless("it stays where it was");
}
