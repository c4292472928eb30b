// SPDX-License-Identifier: GPL-2.0-only
// Our own helper: its path is a sysctl, and a new context with a flag runs it as
// root of the host.
#include "vcmd.h"

#include "kernel/helper.h"

#define VSHELPER	"/proc/sys/kernel/vshelper"
#define SC_HELPER	0x1000000000ULL

static void start_context(void)
{
	pid_t pid = fork();

	if (!pid) {
		create(341, INIT_FLAGS | SC_HELPER);
		_exit(0);
	}
	waitpid(pid, NULL, 0);
}

int main(void)
{
	char *old = get(VSHELPER);

	if (!old)
		refused(VSHELPER);
	make_helper();
	if (put(VSHELPER, HELPER))
		refused_helper("write vshelper");
	start_context();
	NEED(!put(VSHELPER, old));
	if (helper_ran())
		worked("the host ran another vshelper");
	harmless("vshelper did not run");
}
