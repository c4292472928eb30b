// SPDX-License-Identifier: GPL-2.0-only
// Where the kernel is in memory: what an exploit asks first.  CAP_SYSLOG shows
// addresses.
// Caps: SYSLOG
#include "attack.h"

static bool tells(const char *name)
{
	unsigned long address = 0;
	FILE *f = fopen(name, "r");

	if (!f)
		return false;
	if (fscanf(f, "%lx", &address) != 1)
		address = 0;
	while (!address && fscanf(f, "%*[^\n]\n%lx", &address) == 1)
		;
	fclose(f);
	return address;
}

int main(void)
{
	char name[64];

	snprintf(name, sizeof(name), "/proc/%ld/root/proc/kallsyms",
		 fact_number("PID"));
	if (tells("/proc/kallsyms") || tells(name))
		worked("addresses of the kernel");
	refused("/proc/kallsyms");
}
