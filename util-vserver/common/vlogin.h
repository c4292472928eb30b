/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A terminal for a program in a guest: the guest's own pty, which a proxy that
 * stays outside copies to and from the caller's terminal.  No process of the
 * guest ever holds a descriptor of the host's terminal.
 */
#ifndef COMMON_VLOGIN_H
#define COMMON_VLOGIN_H

#include <stdbool.h>

/* stdin and stdout are terminals, and the admin did not turn the proxy off */
bool vlogin_wanted(void);

/**
 * vlogin_fork - leave the proxy behind, before the guest is entered
 *
 * The parent becomes the proxy and exits with the child's status, 128 and the
 * number of the signal when one ended it.  The child has no terminal but the
 * standard descriptors.
 *
 * Return: in the child, the descriptor for the calls below, -1 with errno.
 */
int vlogin_fork(void);

/**
 * vlogin_leave - have no terminal any more, before the context is entered
 * @proxy: what vlogin_fork() returned; stays open
 *
 * The caller leads a new session; stdin, stdout and stderr are the proxy, which
 * prints what is written there.
 *
 * Return: 0, or -1 with errno.
 */
int vlogin_leave(int proxy);

/**
 * vlogin_attach - get a terminal in the guest, after vlogin_leave() and chroot
 * @proxy: what vlogin_fork() returned; is closed
 *
 * The terminal becomes that of the session, and stdin, stdout and stderr.
 *
 * Return: 0, or -1 with errno.
 */
int vlogin_attach(int proxy);

#endif /* COMMON_VLOGIN_H */
