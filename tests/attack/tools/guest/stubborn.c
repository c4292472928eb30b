// SPDX-License-Identifier: GPL-2.0-only
/*
 * stubborn HOW: processes that do not want to end.
 *
 *	ignore	ignores every signal and makes a successor each 10 ms
 *	trace	two that trace each other's children, which are stopped
 *	bomb	forks as fast as it can, at the lowest priority: the host has two
 *		processors
 */
#include <signal.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>

static void ignore_all(void)
{
	int sig;

	for (sig = 1; sig < NSIG; sig++)
		signal(sig, SIG_IGN);
}

/* each lives for a moment, and its number is a new one */
static void succeed(void)
{
	for (;;) {
		if (fork() > 0)
			_exit(0);
		setsid();
		usleep(10000);
	}
}

static void trace(void)
{
	pid_t pid = fork();

	if (!pid) {
		ptrace(PTRACE_TRACEME, 0, 0, 0);
		raise(SIGSTOP);
		for (;;)
			pause();
	}
	waitpid(pid, NULL, WUNTRACED);
	ptrace(PTRACE_SETOPTIONS, pid, 0, PTRACE_O_TRACEEXIT);
	kill(getpid(), SIGSTOP);
	for (;;)
		pause();
}

int main(int argc, char **argv)
{
	if (argc < 2)
		return 2;
	ignore_all();
	if (!strcmp(argv[1], "ignore"))
		succeed();
	if (!strcmp(argv[1], "trace"))
		trace();
	if (nice(19) != 19)
		return 1;
	for (;;)
		if (fork() < 0)
			usleep(100);
}
