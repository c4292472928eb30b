/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef TESTS_ATTACK_IPC_H
#define TESTS_ATTACK_IPC_H

#include <linux/keyctl.h>
#include <mqueue.h>
#include <sched.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <sys/socket.h>

#include "attack.h"

/* the first step of each: where it fails, numbers may still do */
static inline void join_ipc(void)
{
	int fd = syscall(SYS_pidfd_open, fact_number("PID"), 0);

	if (fd >= 0)
		setns(fd, CLONE_NEWIPC);
	errno = 0;
}

static inline long keyctl(int command, long a, long b, long c, long d)
{
	return syscall(SYS_keyctl, command, a, b, c, d);
}

/* does a key have the victim's secret? */
static inline bool key_has_secret(long key)
{
	char buf[32] = "";

	return keyctl(KEYCTL_READ, key, (long)buf, sizeof(buf), 0) == 16 &&
	       !memcmp(buf, fact("SECRET"), 16);
}

#endif /* TESTS_ATTACK_IPC_H */
