// SPDX-License-Identifier: GPL-2.0-only
// A descriptor of /proc/<pid>/mem was checked when it was opened, by the one
// who sends it (CVE-2012-0056 had the same idea).
// Victims: host other
#include "borrow.h"

int main(void)
{
	int memory = borrow('m');
	char buf[17] = "";

	if (memory < 0)
		refused("recvmsg");
	/* of a child of the victim, that has the same at the same address */
	if (pread(memory, buf, 16, fact_number("ADDRESS")) != 16)
		refused("pread");
	if (!strcmp(buf, fact("SECRET")))
		worked("the secret is read from memory");
	harmless("pread: other bytes");
}
