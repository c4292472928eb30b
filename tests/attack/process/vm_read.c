// SPDX-License-Identifier: GPL-2.0-only
// Memory of a process outside, by process_vm_readv(2).
// Victims: host other
#include <sys/uio.h>

#include "attack.h"

int main(void)
{
	char buf[17] = "";
	struct iovec to = { buf, 16 };
	struct iovec from = { (void *)fact_number("ADDRESS"), 16 };

	if (process_vm_readv(fact_number("PID"), &to, 1, &from, 1, 0) < 0)
		refused("process_vm_readv");
	if (!strcmp(buf, fact("SECRET")))
		worked("the secret is read from memory");
	harmless("process_vm_readv: other bytes");
}
