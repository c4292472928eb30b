/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What tools share that end in the execution of another program.
 */
#ifndef COMMON_CHAIN_H
#define COMMON_CHAIN_H

/**
 * chain_exec - become another program
 * @argv: its words; looked up in PATH
 * @parent: what chain_detach() returned, or -1
 *
 * The program may be a guest's, who then sees the caller: that runs from a
 * sealed copy of itself, see seal.h.
 *
 * Return: only when it fails, -1, the message is printed.
 */
int chain_exec(char **argv, int parent);

/**
 * chain_detach - go on in a child
 *
 * The parent waits until the child calls chain_exec() and exits with 0; when
 * the child ends before, with the child's status.
 *
 * Return: in the child, the descriptor for chain_exec(), or -1 with errno.
 */
int chain_detach(void);

/*
 * go on in a child; the parent waits and ends as the child does: with its exit
 * status, or by the signal that ended it.  -1 with errno.
 */
int chain_fork(void);

/* close every descriptor above stderr */
void chain_close_fds(void);

/* connect to a UNIX stream socket; -1 with errno */
int chain_sync_connect(const char *path);

/*
 * send @message, close the sending side and wait until the other side does the
 * same; -1 with errno
 */
int chain_sync(int fd, const char *message);

#endif /* COMMON_CHAIN_H */
