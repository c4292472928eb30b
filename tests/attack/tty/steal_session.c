// SPDX-License-Identifier: GPL-2.0-only
// TIOCSCTTY with the argument 1 takes a terminal away from the session that has
// it: its shell loses it, and signals of the keyboard go to the thief.
#include <signal.h>
#include <sys/ioctl.h>
#include <termios.h>

#include "borrow.h"

static void steal(void)
{
	int fd = open(fact("TTY"), O_RDWR | O_NOCTTY);
	pid_t session = -1;

	if (fd < 0)
		fd = borrow('t');
	if (fd < 0)
		refused("open, recvmsg");
	/* which TIOCNOTTY sends */
	signal(SIGHUP, SIG_IGN);
	if (setsid() < 0)
		broken("setsid");
	if (ioctl(fd, TIOCSCTTY, 1))
		refused("TIOCSCTTY");
	ioctl(fd, TIOCGSID, &session);
	ioctl(fd, TIOCNOTTY);
	if (session == getpid())
		worked("the terminal is that of the attacker's session");
	harmless("TIOCSCTTY: another session");
}

int main(void)
{
	int status;
	pid_t pid = fork();

	if (!pid)
		steal();
	NEED(waitpid(pid, &status, 0) == pid && WIFEXITED(status));
	return WEXITSTATUS(status);
}
