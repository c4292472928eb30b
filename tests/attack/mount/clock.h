/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A capability that no guest has, as a file carries it, and what shows that it
 * has effect.
 */
#ifndef TESTS_ATTACK_MOUNT_CLOCK_H
#define TESTS_ATTACK_MOUNT_CLOCK_H

#include <stdint.h>
#include <sys/timex.h>
#include <sys/xattr.h>

#include "attack.h"

/* give a program CAP_SYS_TIME, permitted and effective */
static inline void give_capability(const char *program)
{
	/* version 2 with the effective bit; two words of each set */
	static const uint32_t caps[5] = { 0x02000001, 1 << 25 };

	if (setxattr(program, "security.capability", caps, sizeof(caps), 0))
		refused("setxattr");
}

/* the program with the capability: does the clock obey? */
static inline void turn_clock(void)
{
	struct timex t = { .modes = 0 };
	long old;

	NEED(adjtimex(&t) >= 0);
	old = t.tick;
	t.modes = ADJ_TICK;
	t.tick = old + 1;
	if (adjtimex(&t) < 0)
		refused("adjtimex");
	t.tick = old;
	adjtimex(&t);
	worked("the clock of the host is changed");
}

#endif /* TESTS_ATTACK_MOUNT_CLOCK_H */
