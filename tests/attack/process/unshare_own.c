// SPDX-License-Identifier: GPL-2.0-only
// A mount, name, ipc or pid namespace of its own, from the host's.
// Modes: bare open
// (guests of "vserver build" may make these)
#include "process/unshare.h"

static const struct kind kinds[] = {
	{ CLONE_NEWUTS, "uts" },
	{ CLONE_NEWIPC, "ipc" },
	{ CLONE_NEWNS, "mnt" },
	{ 0 },
};

int main(void)
{
	unshare_each(kinds);
}
