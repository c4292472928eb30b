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

/* a signal comes in a moment */
static inline int soon(void)
{
	struct timespec moment = { .tv_nsec = 100000000 };
	pid_t parent = getpid();

	catch(0);
	if (fork())
		return 0;
	nanosleep(&moment, NULL);
	kill(parent, SIGUSR1);
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
	struct timespec moment = { .tv_nsec = 300000000 };
	int status;
	pid_t pid = fork();

	NEED(pid >= 0);
	if (!pid)
		_exit(nanosleep(&moment, NULL) ? errno : 0);
	moment.tv_nsec = 100000000;
	nanosleep(&moment, NULL);
	need(kill(pid, SIGSTOP));
	is(waitpid(pid, &status, WUNTRACED), pid);
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

OWN_IS(pause, soon() ?: woken(CALL(pause)));
OWN_IS(rt_sigsuspend, soon() ?: woken(CALL(rt_sigsuspend, no_mask, 8)));
OWN_IS(rt_sigreturn, comes_back(SA_SIGINFO));
OWN_IS(restart_syscall, goes_on());
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
OWN_IS(sigreturn, comes_back(0));
OWN_IS(sigsuspend, soon() ?: woken(CALL(sigsuspend, 0, 0, 0)));
OWN(sgetmask);
OWN(ssetmask, 0);
#endif

#endif /* TESTS_ISOLATION_SYSCALLS_SIGNAL_H */
