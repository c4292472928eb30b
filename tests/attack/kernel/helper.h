/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A program that the kernel is to run for an attack, as the host's root and in
 * its root directory.  Host and guests have /shared in common.
 */
#ifndef TESTS_ATTACK_KERNEL_HELPER_H
#define TESTS_ATTACK_KERNEL_HELPER_H

#include "attack.h"

#define HELPER		"/shared/helper"
#define HELPER_RAN	"/shared/helper.ran"

static inline void make_helper(void)
{
	static const char text[] =
		"#!/bin/busybox sh\necho ran > " HELPER_RAN "\n";
	int fd;

	unlink(HELPER_RAN);
	unlink(HELPER);
	fd = open(HELPER, O_CREAT | O_WRONLY, 0755);
	NEED(fd >= 0 && write(fd, text, sizeof(text) - 1) > 0);
	close(fd);
}

/* it says so within three seconds; nothing of it stays */
static inline bool helper_ran(void)
{
	bool ran = false;
	int i;

	for (i = 0; !ran && i < 30; i++) {
		ran = !access(HELPER_RAN, F_OK);
		if (!ran)
			usleep(100000);
	}
	unlink(HELPER);
	unlink(HELPER_RAN);
	return ran;
}

static inline void refused_helper(const char *what)
{
	int err = errno;

	unlink(HELPER);
	errno = err;
	refused(what);
}

#endif /* TESTS_ATTACK_KERNEL_HELPER_H */
