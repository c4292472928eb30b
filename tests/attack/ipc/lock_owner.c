// SPDX-License-Identifier: GPL-2.0-only
// F_GETLK on a shared file tells the process id of who has the lock, and
// /proc/locks those of all.
// Victims: host other
#include "attack.h"

int main(void)
{
	struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
	int fd = open(fact("LOCK"), O_RDWR);
	char pid[32], *locks = get("/proc/locks");

	NEED(fd >= 0);
	NEED(!fcntl(fd, F_GETLK, &lock));
	NEED(lock.l_type != F_UNLCK);
	if (lock.l_pid == fact_number("PID"))
		worked("the lock tells the process of the victim");
	snprintf(pid, sizeof(pid), " %s ", fact("PID"));
	if (locks && strstr(locks, pid))
		worked("/proc/locks has the process of the victim");
	harmless("the lock tells nobody");
}
