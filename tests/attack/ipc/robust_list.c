// SPDX-License-Identifier: GPL-2.0-only
// get_robust_list(2) tells an address in the memory of any thread, which is what
// randomised addresses are to hide.
// Victims: host other
#include "attack.h"

int main(void)
{
	void *head = NULL;
	size_t length = 0;

	if (syscall(SYS_get_robust_list, fact_number("PID"), &head, &length))
		refused("get_robust_list");
	if (head)
		worked("an address in the victim's memory is told");
	harmless("get_robust_list: none");
}
