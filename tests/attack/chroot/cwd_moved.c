// SPDX-License-Identifier: GPL-2.0-only
// A process sits in a directory of its chroot, and another one renames that
// directory to a place outside: ".." does not meet the root any more.
#include "chroot/climb.h"

int main(void)
{
	int ready[2], moved[2];
	pid_t inside;
	char c;

	NEED(!pipe(ready) && !pipe(moved));
	NEED(!mkdir("/tmp/outer", 0700) && !mkdir("/tmp/outer/inner", 0700));
	inside = fork();
	if (!inside) {
		close(moved[1]);
		if (chroot("/tmp/outer") || chdir("/inner"))
			refused("chroot");
		NEED(write(ready[1], "x", 1) == 1);
		NEED(read(moved[0], &c, 1) == 1);
		climb();
	}
	close(ready[1]);
	if (read(ready[0], &c, 1) == 1) {
		NEED(!rename("/tmp/outer/inner", "/tmp/inner"));
		NEED(write(moved[1], "x", 1) == 1);
	}
	waitid(P_PID, inside, NULL, WEXITED | WNOWAIT);
	rmdir("/tmp/inner");
	rmdir("/tmp/outer/inner");
	rmdir("/tmp/outer");
	end_as(inside);
}
