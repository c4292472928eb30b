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
 * number of the signal when one ended it.
 *
 * Return: in the child, the descriptor for vlogin_attach(), -1 with errno.
 */
int vlogin_fork(void);

/**
 * vlogin_attach - get a terminal in the guest, after chroot
 * @proxy: what vlogin_fork() returned; is closed
 *
 * The caller leads a new session with the terminal as stdin, stdout, stderr.
 *
 * Return: 0, or -1 with errno.
 */
int vlogin_attach(int proxy);

#endif /* COMMON_VLOGIN_H */
