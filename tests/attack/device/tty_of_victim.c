// SPDX-License-Identifier: GPL-2.0-only
// A terminal of a process outside, by its name and by the descriptors of the
// process: what it types and reads.
// Victims: host other
#include <fcntl.h>

#include "device/pty.h"

static bool reads_secret(const char *name)
{
	int tty = open(name, O_RDWR | O_NOCTTY | O_NONBLOCK);
	char buf[64] = "";

	return tty >= 0 && read(tty, buf, sizeof(buf) - 1) > 0 &&
	       strstr(buf, fact("SECRET"));
}

int main(void)
{
	char name[64];
	int fd;

	if (reads_secret(fact("PTS")))
		worked("what is typed at the victim's terminal");
	snprintf(name, sizeof(name), "/proc/%ld/root%s", fact_number("PID"),
		 fact("PTS"));
	if (reads_secret(name))
		worked("what is typed at the victim's terminal");
	for (fd = 0; fd < 16; fd++) {
		snprintf(name, sizeof(name), "/proc/%ld/fd/%d",
			 fact_number("PID"), fd);
		if (reads_secret(name))
			worked("what is typed at the victim's terminal");
	}
	refused("the victim's terminal");
}
