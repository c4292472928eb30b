// SPDX-License-Identifier: GPL-2.0-only
// get_robust_list(2) of a process outside tells where its C library has the
// thread: no address is random any more.
// Victims: host other
#include "attack.h"

int main(void)
{
	void *head = NULL;
	size_t size;

	if (syscall(SYS_get_robust_list, fact_number("PID"), &head, &size))
		refused("get_robust_list");
	if (head)
		worked("an address of the victim");
	harmless("get_robust_list");
}
