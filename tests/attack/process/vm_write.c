// SPDX-License-Identifier: GPL-2.0-only
// Writes to the memory of a process outside, by process_vm_writev(2), what is
// there already, but for one letter, and that back.
// Victims: host other
#include <sys/uio.h>

#include "attack.h"

static char buf[16];

static ssize_t change(const char *text)
{
	struct iovec from = { buf, 16 };
	struct iovec to = { (void *)fact_number("ADDRESS"), 16 };

	memcpy(buf, text, 16);
	return process_vm_writev(fact_number("PID"), &from, 1, &to, 1, 0);
}

int main(void)
{
	struct iovec to = { buf, 16 };
	struct iovec from = { (void *)fact_number("ADDRESS"), 16 };
	bool changed;

	if (change("changed by guest") < 0)
		refused("process_vm_writev");
	NEED(process_vm_readv(fact_number("PID"), &to, 1, &from, 1, 0) == 16);
	changed = !memcmp(buf, "changed by guest", 16);
	change(fact("SECRET"));
	if (changed)
		worked("memory of the victim is changed");
	harmless("process_vm_writev");
}
