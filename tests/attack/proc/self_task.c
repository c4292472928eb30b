// SPDX-License-Identifier: GPL-2.0-only
// A number of outside below task of an own process, which checks the threads
// and not who sees the number; and by thread-self with "..".
// Modes: guest bare
// (only threads of the process are below it, for everybody)
// Victims: host other
#include "attack.h"

int main(void)
{
	static const char *const under[] = {
		"/proc/self/task", "/proc/thread-self/..", "/proc/1/task",
		"/proc/thread-self/../../..",
	};
	char name[128], *text;
	unsigned int i;

	for (i = 0; i < 4; i++) {
		snprintf(name, sizeof(name), "%s/%s/status", under[i],
			 fact("PID"));
		text = get(name);
		if (text && strstr(text, "victim"))
			worked("the status of the victim");
	}
	refused("open");
}
