/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Another root directory for the caller.
 */
#ifndef COMMON_ROOTDIR_H
#define COMMON_ROOTDIR_H

#include <stdint.h>

/* the working directory becomes the root; -1: the message is printed */
int rootdir_chroot(void);

/**
 * rootdir_pivot - the working directory becomes the root of the mounts
 * @xid: context of the caller
 *
 * Enters the mounts that the context stored (set 1), and otherwise makes a
 * mount namespace with nothing but the working directory, and stores it.
 *
 * Return: 0, or -1 and the message is printed.
 */
int rootdir_pivot(uint32_t xid);

#endif /* COMMON_ROOTDIR_H */
