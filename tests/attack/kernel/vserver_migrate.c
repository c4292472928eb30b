// SPDX-License-Identifier: GPL-2.0-only
// Into the context of another guest, by our own system call: who is in a context
// has all of its processes and files.
#include "kernel/vserver.h"

int main(void)
{
	uint64_t flags = 0;

	in_child();
	if (tried(vs(CTX_MIGRATE, OTHER, &flags)) < 0)
		refused("ctx_migrate");
	if (context() == OTHER)
		worked("it is in the other guest");
	harmless("it stays where it was");
}
