// SPDX-License-Identifier: GPL-2.0-only
// kcmp(2) as an oracle: the order of two objects of the kernel, and whether the
// victim has one that is known.
// Victims: host other
#include <linux/kcmp.h>

#include "attack.h"

int main(void)
{
	pid_t pid = fact_number("PID");
	long order = syscall(SYS_kcmp, getpid(), pid, KCMP_VM, 0, 0);

	if (order < 0)
		order = syscall(SYS_kcmp, pid, pid, KCMP_FILE, 0, 0);
	if (order < 0)
		refused("kcmp");
	worked("order of objects of the kernel");
}
