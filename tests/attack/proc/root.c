// SPDX-License-Identifier: GPL-2.0-only
// /proc/<pid>/root leads to the root directory of another process, and past
// every chroot.
// Victims: host other
#include "proc/of.h"

int main(void)
{
	char name[64];

	snprintf(name, sizeof(name), "root%s", fact("FILE"));
	if (named_has_secret(AT_FDCWD, victims(name)))
		worked("/secret of the victim is read");
	refused(victims(name));
}
