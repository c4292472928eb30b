// SPDX-License-Identifier: GPL-2.0-only
// Locks memory of the machine without CAP_IPC_LOCK: RLIMIT_MEMLOCK is as good
// as the capability, so it is raised first.
#include <sys/mman.h>
#include <sys/resource.h>

#include "attack.h"

#define SIZE	(64UL << 20)

int main(void)
{
	struct rlimit all = { RLIM_INFINITY, RLIM_INFINITY };
	char *status, *line, *map;

	setrlimit(RLIMIT_MEMLOCK, &all);
	map = mmap(NULL, SIZE, PROT_READ | PROT_WRITE,
		   MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	NEED(map != MAP_FAILED);
	if (mlock(map, SIZE))
		refused("mlock");
	status = get("/proc/self/status");
	line = status ? strstr(status, "VmLck:") : NULL;
	if (line && strtoul(line + 6, NULL, 10) >= SIZE >> 10)
		worked("64 MB are locked");
	harmless("mlock");
}
