// SPDX-License-Identifier: GPL-2.0-only
// loginuid, sessionid and attr of a process outside: who it is for the audit
// and the other security modules.
// Victims: host other
#include "proc/of.h"

int main(void)
{
	char *is = text_of_victim("loginuid");

	if (*is >= '0' && *is <= '9')
		worked("who logged in");
	harmless("loginuid");
}
