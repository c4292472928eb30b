/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What somebody outside has lent: descriptors, a parent, a session.  "vserver
 * exec" lends nothing, so the host makes the process itself: "syscalls lend
 * other" has the facts in its environment, opens what belongs to that owner,
 * and runs the program again in the guest.  The process between is the parent
 * and leads the session: it stays on the host, or becomes one of the other
 * guest.
 */
#ifndef TESTS_ISOLATION_SYSCALLS_LENT_H
#define TESTS_ISOLATION_SYSCALLS_LENT_H

#include <linux/sched.h>

#include "syscalls_machine.h"
#include "syscalls_socket.h"

enum { LENT_PIDFD = 200, LENT_DIR, LENT_SPACE, LENT_GROUP, LENT_SOCKET };

#define GROUPS	"/sys/fs/cgroup"

static inline void keep_at(int at, int fd)
{
	need(dup2(need(fd), at));
	close(fd);
}

/* the control group of the owner's process */
static inline int open_group(void)
{
	char path[512], line[256] = "";
	FILE *list;

	snprintf(path, sizeof(path), "/proc/%d/cgroup", target());
	list = fopen(path, "r");
	NEED(list && fgets(line, sizeof(line), list));
	fclose(list);
	line[strcspn(line, "\n")] = '\0';
	/* after "0::" */
	snprintf(path, sizeof(path), GROUPS "%s", line + 3);
	return open(path, O_RDONLY | O_DIRECTORY);
}

/* each of three calls takes a message */
static inline void lend_socket(int dir)
{
	int ends[2], i;

	need(socketpair(AF_UNIX, SOCK_DGRAM, 0, ends));
	for (i = 0; i < 3; i++)
		send_rights(ends[1], dir);
	keep_at(LENT_SOCKET, ends[0]);
}

static inline void lend_all(void)
{
	char path[64];

	keep_at(LENT_GROUP, open_group());
	snprintf(path, sizeof(path), "/proc/%d/ns/uts", target());
	keep_at(LENT_SPACE, open(path, O_RDONLY));
	keep_at(LENT_PIDFD, CALL(pidfd_open, target(), 0));
	/* what is above the roots of both guests */
	keep_at(LENT_DIR, open("/vservers", O_RDONLY | O_DIRECTORY));
	lend_socket(LENT_DIR);
}

static inline void run_lent(enum owner lender, const char *probe, int wait)
{
	char *args[] = { (char *)probe, "lent",
			 (char *)owner_names[lender], NULL };
	uint64_t how = 0;

	is(read(wait, buf, 1), 1);
	is(vs(CTX_MIGRATE, 310, &how), 310);
	need(chdir("/"));
	execv(probe, args);
	NEED(!probe);
}

static inline int lend(enum owner lender, const char *probe)
{
	uint64_t all[2] = { 0, 0 }, how = 0;
	int ready[2], end[2];
	pid_t pid;

	owner = lender;
	lend_all();
	need(pipe2(ready, O_CLOEXEC));
	need(pipe(end));
	setsid();
	is(vs(NET_MIGRATE, 310, NULL), 310);
	is(vs(ENTER_SPACE, 310, all), 0);
	/* it is in the guest's namespace of pids from here */
	pid = need(fork());
	if (!pid)
		run_lent(lender, probe, ready[0]);
	if (lender == OTHER)
		is(vs(CTX_MIGRATE, 320, &how), 320);
	is(write(ready[1], "x", 1), 1);
	/* one of another context would not find its child */
	close(end[1]);
	need(read(end[0], buf, 1));
	return 0;
}

/* ---- what the guest makes of it ---- */

static inline long clone_into(int group)
{
	struct clone_args args = {
		.flags = CLONE_INTO_CGROUP, .exit_signal = SIGCHLD,
		.cgroup = group,
	};

	return born(CALL(clone3, &args, sizeof(args)));
}

/* the attempt of the program itself, whose parent is the lender's */
static inline long lent_sibling(long call)
{
	struct clone_args args = { .flags = CLONE_PARENT };

	if (call == SYS_clone3)
		return sibling(syscall(call, &args, sizeof(args)));
	return sibling(syscall(call, CLONE_PARENT | SIGCHLD, 0L, 0L, 0L, 0L));
}

static inline long in_lent_space(long call, const char *name)
{
	if (CALL(setns, LENT_SPACE, CLONE_NEWUTS) < 0)
		return -1;
	return syscall(call, name, strlen(name));
}

LENT_EXPR("clone3:CLONE_PARENT", lent_sibling(SYS_clone3));
LENT_EXPR("clone:CLONE_PARENT", lent_sibling(SYS_clone));
LENT_EXPR("vhangup", CALL(vhangup));
LENT_EXPR("fchdir", CALL(fchdir, LENT_DIR));
LENT_EXPR("pidfd_getfd", CALL(pidfd_getfd, LENT_PIDFD, 0, 0));
LENT_EXPR("pidfd_send_signal", CALL(pidfd_send_signal, LENT_PIDFD, 0, NULL, 0));
LENT_EXPR("process_madvise",
	  CALL(process_madvise, LENT_PIDFD, &io, 1, MADV_COLD, 0));
LENT_EXPR("process_mrelease", CALL(process_mrelease, LENT_PIDFD, 0));
LENT_EXPR("setns", CALL(setns, LENT_SPACE, CLONE_NEWUTS));
LENT_EXPR("sethostname",
	  in_lent_space(SYS_sethostname, present()->nodename));
LENT_EXPR("setdomainname",
	  in_lent_space(SYS_setdomainname, present()->domainname));
LENT_EXPR("clone3:CLONE_INTO_CGROUP", clone_into(LENT_GROUP));
LENT_EXPR("recvmsg:SCM_RIGHTS", receive(SYS_recvmsg, LENT_SOCKET));
LENT_EXPR("recvmmsg:SCM_RIGHTS", receive(SYS_recvmmsg, LENT_SOCKET));
#ifdef __i386__
LENT_EXPR("recvmmsg_time64:SCM_RIGHTS",
	  receive(SYS_recvmmsg_time64, LENT_SOCKET));
#endif
OWN_EXPR("clone3:CLONE_INTO_CGROUP",
	 clone_into(need(open(GROUPS, O_RDONLY | O_DIRECTORY))));
OWN(setns, need(open("/proc/self/ns/uts", O_RDONLY)), CLONE_NEWUTS);

#endif /* TESTS_ISOLATION_SYSCALLS_LENT_H */
