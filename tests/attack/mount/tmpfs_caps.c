// SPDX-License-Identifier: GPL-2.0-only
// A program with capabilities of its own, on a tmpfs that is not "nosuid": what it
// gets at exec may be more than the bound of who started it.
#include <sys/sendfile.h>

#include "mount/clock.h"
#include "mount/mounts.h"

#define PROGRAM	POINT "/program"

static void copy_program(void)
{
	int from = open("/proc/self/exe", O_RDONLY);
	int to = open(PROGRAM, O_CREAT | O_WRONLY, 0755);
	struct stat st;

	NEED(!fstat(from, &st) && !fchmod(to, 0755));
	NEED(sendfile(to, from, NULL, st.st_size) == st.st_size);
	close(to);
}

int main(void)
{
	if (getuid())
		turn_clock();
	own_mounts();
	mount_at_point("t", "tmpfs", "mode=755");
	copy_program();
	give_capability(PROGRAM);
	NEED(!setgid(1000) && !setuid(1000));
	execl(PROGRAM, "program", NULL);
	refused("exec");
}
