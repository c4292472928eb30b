// SPDX-License-Identifier: GPL-2.0-only
// The name of the host, by system calls and sysctls.  Where the guest has a
// UTS namespace it is the guest's own that changes.
#include <sys/stat.h>

#include "attack.h"

/* the number of the first UTS namespace, of <linux/proc_ns.h> */
#define FIRST	0xEFFFFFFEU

static char host[65], domain[65];

static bool changed(void)
{
	char now[65];
	bool other;

	NEED(!gethostname(now, sizeof(now)));
	other = strcmp(now, host);
	NEED(!getdomainname(now, sizeof(now)));
	return other || strcmp(now, domain);
}

int main(void)
{
	bool done = false;
	struct stat ns;

	NEED(!gethostname(host, sizeof(host)));
	NEED(!getdomainname(domain, sizeof(domain)));
	NEED(!stat("/proc/self/ns/uts", &ns));
	sethostname("stolen", 6);
	setdomainname("stolen", 6);
	put("/proc/sys/kernel/hostname", "stolen");
	put("/proc/sys/kernel/domainname", "stolen");
	done = changed();
	if (!done)
		refused("set the names");
	NEED(!sethostname(host, strlen(host)));
	NEED(!setdomainname(domain, strlen(domain)));
	if (ns.st_ino == FIRST)
		worked("the host has another name");
	harmless("a name of the guest's own");
}
