/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Signals that a process sends itself, and what waits for one.
 */
#ifndef TESTS_ISOLATION_SYSCALLS_SIGNAL_H
#define TESTS_ISOLATION_SYSCALLS_SIGNAL_H

#include <time.h>

#include "syscalls_victim.h"

static volatile int caught;

static void note(int sig)
{
	caught = sig;
}

static inline void catch(int flags)
{
	struct sigaction action = { .sa_handler = note, .sa_flags = flags };

	need(sigaction(SIGUSR1, &action, NULL));
}

/* the library tries a call that not every kernel has for 32-bit programs */
#ifdef __i386__
#define SLEEP	SYS_clock_nanosleep_time64
#else
#define SLEEP	SYS_clock_nanosleep
#endif

static inline long rest(int milliseconds)
{
	long long time[2] = {
		milliseconds / 1000, milliseconds % 1000 * 1000000LL,
	};

	return syscall(SLEEP, CLOCK_MONOTONIC, 0, time, NULL);
}

/* a signal comes in a moment, and again if that was too soon */
static inline int soon(void)
{
	pid_t parent = getpid();

	catch(0);
	if (fork())
		return 0;
	do
		rest(100);
	while (getppid() == parent && !kill(parent, SIGUSR1));
	_exit(0);
}

/* it waited until then */
static inline long woken(long result)
{
	return result == -1 && errno == EINTR && caught ? 0 : result;
}

/* a handler returns by the call */
static inline long comes_back(int flags)
{
	catch(flags);
	need(raise(SIGUSR1));
	NEED(caught);
	return 0;
}

/* a sleep that is stopped and goes on does so by this call */
static inline long goes_on(void)
{
	int status;
	pid_t pid = fork();

	NEED(pid >= 0);
	if (!pid)
		_exit(rest(2000) ? errno : 0);
	rest(500);
	need(kill(pid, SIGSTOP));
	is(waitpid(pid, &status, WUNTRACED), pid);
	NEED(WIFSTOPPED(status));
	need(kill(pid, SIGCONT));
	is(waitpid(pid, &status, 0), pid);
	NEED(WIFEXITED(status));
	errno = WEXITSTATUS(status);
	return errno ? -1 : 0;
}

/* the set of one signal that is pending */
static inline unsigned long *pending_one(void)
{
	static unsigned long set[2] = { 1UL << (SIGUSR1 - 1) };

	need(CALL(rt_sigprocmask, SIG_BLOCK, set, NULL, 8));
	need(raise(SIGUSR1));
	return set;
}

static unsigned long no_mask[2];

OWN_EXPR("pause", soon() ?: woken(CALL(pause)));
OWN_EXPR("rt_sigsuspend", soon() ?: woken(CALL(rt_sigsuspend, no_mask, 8)));
OWN_EXPR("rt_sigreturn", comes_back(SA_SIGINFO));
OWN_EXPR("restart_syscall", goes_on());
OWN(rt_sigaction, SIGUSR1, NULL, buf, 8);
OWN(rt_sigpending, buf, 8);
OWN(rt_sigprocmask, SIG_BLOCK, NULL, buf, 8);
OWN(rt_sigtimedwait, pending_one(), NULL, NULL, 8);
OWN(sigaltstack, NULL, buf);
#ifdef __i386__
OWN(rt_sigtimedwait_time64, pending_one(), NULL, NULL, 8);
OWN(sigaction, SIGUSR1, NULL, buf);
OWN(signal, SIGUSR1, SIG_IGN);
OWN(sigpending, buf);
OWN(sigprocmask, SIG_BLOCK, NULL, buf);
OWN_EXPR("sigreturn", comes_back(0));
OWN_EXPR("sigsuspend", soon() ?: woken(CALL(sigsuspend, 0, 0, 0)));
OWN(sgetmask);
OWN(ssetmask, 0);
#endif

#endif /* TESTS_ISOLATION_SYSCALLS_SIGNAL_H */
