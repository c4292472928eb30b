// SPDX-License-Identifier: GPL-2.0-only
// A directory that the host mounted read-only for a guest is remounted by it: its
// mounts are its own, and "ro" is only a flag of a mount.
#include "mount/mounts.h"

int main(void)
{
	own_mounts();
	if (mount(NULL, RDONLY, NULL, MS_BIND | MS_REMOUNT, NULL))
		refused("remount");
	write_to(RDONLY);
}
