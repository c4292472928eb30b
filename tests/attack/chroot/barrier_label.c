// SPDX-License-Identifier: GPL-2.0-only
// The barrier is stored in the extended attribute security.vserver: without it
// the directory is like any other.
#include <sys/xattr.h>

#include "chroot/climb.h"

#define LABEL	"security.vserver"

int main(void)
{
	char label[64], none[64];
	ssize_t length;

	stand_below_barrier();
	length = getxattr("..", LABEL, label, sizeof(label));
	if (removexattr("..", LABEL))
		refused("removexattr");
	if (getxattr("..", LABEL, none, sizeof(none)) >= 0)
		harmless("removexattr: it is still there");
	NEED(length > 0 && !setxattr("..", LABEL, label, length, 0));
	worked("the barrier is away");
}
