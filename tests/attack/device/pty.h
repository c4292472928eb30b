/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef TESTS_ATTACK_DEVICE_PTY_H
#define TESTS_ATTACK_DEVICE_PTY_H

#include <sys/ioctl.h>
#include <termios.h>

#include "attack.h"

/* a terminal of its own, which it leads a session on; returns both ends */
static inline int own_terminal(int *master)
{
	int tty;

	setsid();
	*master = posix_openpt(O_RDWR | O_NOCTTY);
	NEED(*master >= 0 && !grantpt(*master) && !unlockpt(*master));
	tty = open(ptsname(*master), O_RDWR | O_NOCTTY);
	NEED(tty >= 0 && !ioctl(tty, TIOCSCTTY, 0));
	return tty;
}

#endif /* TESTS_ATTACK_DEVICE_PTY_H */
