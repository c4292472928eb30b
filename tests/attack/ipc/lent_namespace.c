// SPDX-License-Identifier: GPL-2.0-only
// A service of the host sends a descriptor of its mount namespace: setns(2)
// makes its root that of the caller.
// Victims: host other
#include <sched.h>

#include "borrow.h"

int main(void)
{
	int ns = borrow('n');

	if (ns < 0)
		refused("recvmsg");
	if (setns(ns, CLONE_NEWNS))
		refused("setns");
	/* the tree of a guest is below that of the namespace */
	if (file_has_secret(AT_FDCWD) ||
	    named_has_secret(AT_FDCWD, "root/vservers/other/secret") ||
	    named_has_secret(AT_FDCWD, "vservers/other/secret"))
		worked("/secret is read in the namespace");
	refused("/secret in the namespace");
}
