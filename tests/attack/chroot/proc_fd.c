// SPDX-License-Identifier: GPL-2.0-only
// An open file of a process outside, opened once more by /proc/PID/fd: the log of
// another guest, to write.
// Victims: other
#include "attack.h"

int main(void)
{
	struct stat st;
	char name[64];
	int fd;

	snprintf(name, sizeof(name), "/proc/%s/fd/1", fact("PID"));
	fd = open(name, O_WRONLY | O_APPEND);
	if (fd < 0)
		refused(name);
	if (!fstat(fd, &st) && S_ISREG(st.st_mode))
		worked("the victim's log is open to write");
	harmless("it is no file");
}
