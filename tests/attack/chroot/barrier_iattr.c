// SPDX-License-Identifier: GPL-2.0-only
// The project's own command for attributes takes the barrier away, named by a
// path and by a descriptor; old versions had it open to CAP_LINUX_IMMUTABLE.
// Caps: LINUX_IMMUTABLE
#include <stdint.h>

#include "chroot/climb.h"

#define GET_IATTR	0x26010001
#define SET_IATTR	0x26020001
#define FSET_IATTR	0x26040000
#define BARRIER		0x00010000

static struct {
	const char *name;
	uint32_t tag, flags, mask;
} by_name = { "..", 0, 0, BARRIER };

static struct {
	uint32_t tag, flags, mask;
} by_fd = { 0, 0, BARRIER };

static long vserver(uint32_t cmd, uint32_t id, void *arg)
{
	return syscall(236, cmd, id, arg);
}

int main(void)
{
	int fd;

	stand_below_barrier();
	fd = open("..", O_PATH | O_DIRECTORY);
	if (vserver(FSET_IATTR, fd, &by_fd) && vserver(SET_IATTR, 0, &by_name))
		refused("vserver");
	NEED(!vserver(GET_IATTR, 0, &by_name));
	if (by_name.flags & BARRIER)
		harmless("vserver: the barrier is still there");
	by_name.flags = by_name.mask = BARRIER;
	NEED(!vserver(SET_IATTR, 0, &by_name));
	worked("the barrier is away");
}
