// SPDX-License-Identifier: GPL-2.0-only
// Into the namespaces and the root that another context has stored.
// Victims: other
#include "kernel/vserver.h"

#define NEW_NS	0x20000
#define FS	0x200

int main(void)
{
	struct {
		uint64_t mask;
		uint32_t index, reserved;
	} spaces = { .mask = 0 };

	in_child();
	if (tried(vs(ENTER_SPACE, OTHER, &spaces)) < 0)
		refused("enter_space");
	spaces.mask = NEW_NS | FS;
	vs(ENTER_SPACE, OTHER, &spaces);
	if (named_has_secret(AT_FDCWD, fact("FILE")))
		worked("it is in the root of the other guest");
	refused("the secret of the other guest");
}
