// SPDX-License-Identifier: GPL-2.0-only
// SCM_PIDFD brings a pidfd of whoever sent a message: a signal to it needs no
// number.
// Victims: host other
#include <poll.h>
#include <signal.h>

#include "borrow.h"

#ifndef SO_PASSPIDFD
#define SO_PASSPIDFD	76
#endif

int main(void)
{
	int from = lender(), process, on = 1;
	struct pollfd ends = { .events = POLLIN };
	char text;

	if (setsockopt(from, SOL_SOCKET, SO_PASSPIDFD, &on, sizeof(on)))
		refused("SO_PASSPIDFD");
	NEED(write(from, "?", 1) == 1);
	process = receive(from, 0, &text);
	if (process < 0)
		refused("recvmsg");
	if (syscall(SYS_pidfd_send_signal, process, SIGKILL, NULL, 0))
		refused("pidfd_send_signal");
	ends.fd = process;
	if (poll(&ends, 1, 2000) == 1)
		worked("the sender is killed");
	harmless("pidfd_send_signal: it lives");
}
