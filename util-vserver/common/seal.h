/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Programs as files that a guest cannot write to.
 */
#ifndef COMMON_SEAL_H
#define COMMON_SEAL_H

/* a sealed copy of a file in memory; descriptor or -1 with errno */
int seal_copy(const char *path);

/**
 * seal_self - run this program again from such a copy, unless it does already
 * @argv: of main()
 *
 * Every program that executes another one in a guest calls it first: in the
 * guest it would be too late.
 *
 * Return: 0 in the copy; -1 when there is none, the message is printed.
 */
int seal_self(char **argv);

#endif /* COMMON_SEAL_H */
