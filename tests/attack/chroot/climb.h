/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Out of a chroot: what most of these attacks begin and end with.
 */
#ifndef TESTS_ATTACK_CHROOT_CLIMB_H
#define TESTS_ATTACK_CHROOT_CLIMB_H

#include "attack.h"

#define BELOW	"/tmp/below"

/* the root becomes a directory below; the working directory stays */
static inline void root_below(void)
{
	if (mkdir(BELOW, 0700) && errno != EEXIST)
		broken("mkdir");
	if (chroot(BELOW))
		refused("chroot");
}

/* the working directory is outside of the root: on to the top of all */
static inline void climb(void)
{
	int i;

	for (i = 0; i < 64; i++)
		if (chdir(".."))
			refused("chdir ..");
	if (file_has_secret(AT_FDCWD))
		worked("/secret of the host is read");
	refused("/secret of the host");
}

/*
 * The working directory is the guest's root, and ".." of it what the host has
 * above: the barrier.  A mount namespace of its own has nothing there.
 */
static inline void stand_below_barrier(void)
{
	struct stat here, above;

	if (chdir("/"))
		broken("chdir");
	root_below();
	if (stat(".", &here) || stat("..", &above))
		refused("stat ..");
	if (here.st_dev == above.st_dev && here.st_ino == above.st_ino)
		harmless("there is nothing above the root");
}

/* the caller's child has told how it ended */
static inline void end_as(pid_t child)
{
	int status;

	NEED(waitpid(child, &status, 0) == child && WIFEXITED(status));
	_exit(WEXITSTATUS(status));
}

#endif /* TESTS_ATTACK_CHROOT_CLIMB_H */
