// SPDX-License-Identifier: GPL-2.0-only
// A context of its own with a number of its choice: no limits, flags and caps
// of the old one, and the number of a guest that is to come.
#include "kernel/vserver.h"

#define NEW	342

int main(void)
{
	in_child();
	if (tried(create(NEW, INIT_FLAGS)) < 0)
		refused("ctx_create");
	if (context() == NEW)
		worked("a context of its own");
	harmless("it stays where it was");
}
