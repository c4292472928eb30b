// SPDX-License-Identifier: GPL-2.0-only
// A process that /proc does not list has a second name, as the thread of another
// directory: hiding processes has forgotten /proc/PID/task/TID more than once.
// Victims: host other
#include "attack.h"

static void look(const char *pid)
{
	char name[64];
	int fd;

	snprintf(name, sizeof(name), "/proc/%s/task/%s/root", pid, fact("PID"));
	fd = open(name, O_PATH | O_DIRECTORY);
	if (fd >= 0 && file_has_secret(fd))
		worked("the file in the victim's root is read");
}

int main(void)
{
	look("self");
	look("thread-self");
	look("1");
	look(fact("PID"));
	refused("/proc/PID/task/PID/root");
}
