// SPDX-License-Identifier: GPL-2.0-only
// The signal that tells of a lease which is to be broken: the owner of it is
// set by F_SETOWN, and who opens the file sends SIGKILL.
// Victims: host other
#include "process/life.h"

int main(void)
{
	int fd = open("/tmp/lease", O_RDONLY | O_CREAT | O_EXCL, 0600), err;
	char name[32];

	victim_lives();
	NEED(fd >= 0);
	NEED(!unlink("/tmp/lease"));
	snprintf(name, sizeof(name), "/proc/self/fd/%d", fd);
	NEED(!fcntl(fd, F_SETSIG, SIGKILL));
	NEED(!fcntl(fd, F_SETLEASE, F_RDLCK));
	err = fcntl(fd, F_SETOWN, fact_number("PID"));
	if (err)
		refused("F_SETOWN");
	NEED(open(name, O_WRONLY | O_NONBLOCK) < 0 && errno == EAGAIN);
	died_or("the break of a lease");
}
