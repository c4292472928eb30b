// SPDX-License-Identifier: GPL-2.0-only
// uid_map, gid_map, projid_map and setgroups of the own process: other numbers
// than those the host gave.
// Modes: guest bare
// (the maps of the first user namespace are fixed for everybody)
#include "attack.h"

int main(void)
{
	static const char *const files[] = {
		"/proc/self/uid_map", "/proc/self/gid_map",
		"/proc/self/projid_map", "/proc/self/setgroups",
		"/proc/self/timens_offsets",
	};
	static const char *const text[] = {
		"0 1000 1\n", "0 1000 1\n", "0 1000 1\n", "deny",
		"monotonic 1000 0\n",
	};
	int i, last = EPERM;

	for (i = 0; i < 5; i++) {
		if (!put(files[i], text[i]))
			worked(files[i]);
		last = errno;
	}
	errno = last;
	refused("write");
}
