// SPDX-License-Identifier: GPL-2.0-only
// user_counts KIND: uses up what the kernel counts for a user, and holds it for
// some seconds: root of a guest is the user that root of the host is.
// Modes: none
// (the scripts of tools/ run it)
#include <mqueue.h>
#include <signal.h>
#include <sys/inotify.h>
#include <sys/resource.h>

#include "attack.h"

#define MOST	100000

/* signals that are queued, which timers need, too */
static int queue_signal(int i)
{
	sigset_t set;

	(void)i;
	sigemptyset(&set);
	sigaddset(&set, SIGRTMIN);
	sigprocmask(SIG_BLOCK, &set, NULL);
	return sigqueue(getpid(), SIGRTMIN, (union sigval){ 0 });
}

static int watch(int i)
{
	(void)i;
	return inotify_init1(IN_CLOEXEC);
}

static int make_queue(int i)
{
	struct mq_attr attr = { .mq_maxmsg = 10, .mq_msgsize = 8192 };
	char name[32];
	int fd;

	snprintf(name, sizeof(name), "/count%d", i);
	fd = mq_open(name, O_CREAT | O_RDWR, 0600, &attr);
	mq_unlink(name);
	return fd;
}

/* of no user: of the machine */
static int make_context(int i)
{
	unsigned long context = 0;

	(void)i;
	return syscall(SYS_io_setup, 512, &context);
}

int main(int argc, char **argv)
{
	static const struct {
		const char *name;
		int (*take)(int i);
		int limit;
	} kinds[] = {
		{ "signals", queue_signal, RLIMIT_SIGPENDING },
		{ "inotify", watch, RLIMIT_NOFILE },
		{ "queues", make_queue, RLIMIT_MSGQUEUE },
		{ "aio", make_context, RLIMIT_NOFILE },
	};
	struct rlimit more = { MOST, MOST };
	unsigned int kind;
	int i;

	NEED(argc == 2);
	for (kind = 0; kind < 4; kind++)
		if (!strcmp(argv[1], kinds[kind].name))
			break;
	NEED(kind < 4);
	if (kinds[kind].limit == RLIMIT_MSGQUEUE)
		more.rlim_cur = more.rlim_max = MOST * 1000UL;
	setrlimit(kinds[kind].limit, &more);
	for (i = 0; i < MOST && kinds[kind].take(i) >= 0; i++)
		;
	printf("held %d\n", i);
	fflush(stdout);
	sleep(10);
	return 0;
}
