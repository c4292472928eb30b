// SPDX-License-Identifier: GPL-2.0-only
// vhangup(2) ends the terminal of the session, for all who have it open, and
// CAP_SYS_TTY_CONFIG for it is one that a guest has.
#include <poll.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <termios.h>

#include "borrow.h"

static void hang_up(void)
{
	int fd = open(fact("TTY"), O_RDWR | O_NOCTTY);
	struct pollfd state = { .fd = fd };

	if (fd < 0)
		state.fd = fd = borrow('t');
	if (fd < 0)
		refused("open, recvmsg");
	signal(SIGHUP, SIG_IGN);
	if (setsid() < 0)
		broken("setsid");
	if (ioctl(fd, TIOCSCTTY, 1))
		refused("TIOCSCTTY");
	if (syscall(SYS_vhangup))
		refused("vhangup");
	if (poll(&state, 1, 0) == 1 && state.revents & POLLHUP)
		worked("the terminal is hung up");
	harmless("vhangup: it is not");
}

int main(void)
{
	int status;
	pid_t pid = fork();

	if (!pid)
		hang_up();
	NEED(waitpid(pid, &status, 0) == pid && WIFEXITED(status));
	return WEXITSTATUS(status);
}
