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
 * rootdir_alone - let nothing be above the root of the mounts
 *
 * For after pivot_root(2).  When the caller's root was not that of its mount
 * namespace, which is so in a chroot, the new one is where the old one was, among
 * mounts that it shall not have.  Here it goes over all of them.
 *
 * Return: 0, or -1 with errno.
 */
int rootdir_alone(void);

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
