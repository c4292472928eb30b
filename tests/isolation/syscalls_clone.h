/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * New processes, and namespaces of their own.
 */
#ifndef TESTS_ISOLATION_SYSCALLS_CLONE_H
#define TESTS_ISOLATION_SYSCALLS_CLONE_H

#include <linux/sched.h>

#include "syscalls_victim.h"

static inline long clone3(unsigned long long flags)
{
	struct clone_args args = { .flags = flags, .exit_signal = SIGCHLD };

	return born(CALL(clone3, &args, sizeof(args)));
}

static inline long clone1(unsigned long flags)
{
	return born(CALL(clone, flags | SIGCHLD, 0L, 0L, 0L, 0L));
}

static inline long clone_with_tid(void)
{
	pid_t tid = 30000;
	struct clone_args args = {
		.exit_signal = SIGCHLD,
		.set_tid = (unsigned long)&tid,
		.set_tid_size = 1,
	};

	return born(CALL(clone3, &args, sizeof(args)));
}

/* the child is the caller's parent's, who waits for it or ends soon */
static inline long sibling(long pid)
{
	if (!pid)
		_exit(0);
	return pid;
}

static inline long clone3_sibling(void)
{
	struct clone_args args = { .flags = CLONE_PARENT };

	return sibling(CALL(clone3, &args, sizeof(args)));
}

OWN_EXPR("fork", born(CALL(fork)));
OWN_EXPR("vfork", born(vfork()));
OWN_EXPR("clone", clone1(0));
OWN_EXPR("clone3", clone3(0));
OWN_EXPR("clone:CLONE_PARENT",
	 sibling(CALL(clone, CLONE_PARENT | SIGCHLD, 0L, 0L, 0L, 0L)));
OWN_EXPR("clone3:CLONE_PARENT", clone3_sibling());
OWN_EXPR("clone3:set_tid", clone_with_tid());

OWN(unshare, CLONE_FILES | CLONE_FS | CLONE_SYSVSEM);

#define SPACE(space)							\
	OWN_EXPR("clone:CLONE_" #space, clone1(CLONE_##space));		\
	OWN_EXPR("clone3:CLONE_" #space, clone3(CLONE_##space));		\
	OWN_EXPR("unshare:CLONE_" #space, CALL(unshare, CLONE_##space))

SPACE(NEWCGROUP);
SPACE(NEWIPC);
SPACE(NEWNET);
SPACE(NEWNS);
SPACE(NEWPID);
SPACE(NEWUSER);
SPACE(NEWUTS);
/* its bit is one of the signal to the other two calls */
OWN_EXPR("clone3:CLONE_NEWTIME", clone3(CLONE_NEWTIME));
OWN_EXPR("unshare:CLONE_NEWTIME", CALL(unshare, CLONE_NEWTIME));

/* ---- the end of a process ---- */

static inline long ends_by(long call)
{
	int status;
	pid_t pid = fork();

	NEED(pid >= 0);
	if (!pid) {
		syscall(call, 7);
		_exit(1);
	}
	need(waitpid(pid, &status, 0));
	NEED(WIFEXITED(status) && WEXITSTATUS(status) == 7);
	return 0;
}

OWN_EXPR("exit", ends_by(SYS_exit));
OWN_EXPR("exit_group", ends_by(SYS_exit_group));

#endif /* TESTS_ISOLATION_SYSCALLS_CLONE_H */
