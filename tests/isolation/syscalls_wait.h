/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Waiting for descriptors and timers: poll, epoll, events, asynchronous I/O,
 * futexes.  What waits for is there, or the time is over soon.
 */
#ifndef TESTS_ISOLATION_SYSCALLS_WAIT_H
#define TESTS_ISOLATION_SYSCALLS_WAIT_H

#include <linux/aio_abi.h>
#include <linux/futex.h>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/inotify.h>
#include <sys/timerfd.h>
#include <time.h>

#include "syscalls_numbers.h"
#include "syscalls_victim.h"

/* a timespec of zero, whatever its width */
static long long nothing[2];

static inline struct pollfd *polled(void)
{
	static struct pollfd list[1];

	list[0] = (struct pollfd){ .fd = a_pipe(0), .events = POLLIN };
	return list;
}

OWN(poll, polled(), 1, 0);
OWN(ppoll, polled(), 1, nothing, NULL, 8);
OWN(pselect6, 0, NULL, NULL, NULL, nothing, NULL);
#ifdef __x86_64__
OWN(select, 0, NULL, NULL, NULL, nothing);
#else
static struct {
	unsigned long count, in, out, except, time;
} select_arguments = { 0, 0, 0, 0, 0 };

static inline void *select_nothing(void)
{
	select_arguments.time = (unsigned long)nothing;
	return &select_arguments;
}

OWN(select, select_nothing());
OWN(_newselect, 0, NULL, NULL, NULL, nothing);
OWN(ppoll_time64, polled(), 1, nothing, NULL, 8);
OWN(pselect6_time64, 0, NULL, NULL, NULL, nothing, NULL);
#endif

/* ---- epoll ---- */

static struct epoll_event event = { .events = EPOLLIN };

static inline int an_epoll(void)
{
	int fd = need(epoll_create1(0));

	need(epoll_ctl(fd, EPOLL_CTL_ADD, a_pipe(0), &event));
	return fd;
}

OWN(epoll_create, 1);
OWN(epoll_create1, 0);
OWN(epoll_ctl, an_epoll(), EPOLL_CTL_MOD, a_pipe(0), &event);
OWN(epoll_wait, an_epoll(), &event, 1, 0);
OWN(epoll_pwait, an_epoll(), &event, 1, 0, NULL, 8);
OWN(epoll_pwait2, an_epoll(), &event, 1, nothing, NULL, 8);

/* ---- events, signals, watches as descriptors ---- */

static unsigned long no_signals[2];

OWN(eventfd, 0);
OWN(eventfd2, 0, 0);
OWN(signalfd, -1, no_signals, 8);
OWN(signalfd4, -1, no_signals, 8, 0);
OWN(inotify_init);
OWN(inotify_init1, 0);

static inline long remove_watch(void)
{
	int fd = need(inotify_init());

	return CALL(inotify_rm_watch, fd,
		    need(inotify_add_watch(fd, ROOM, IN_OPEN)));
}

OWN_EXPR("inotify_rm_watch", remove_watch());

/* ---- timers ---- */

static struct sigevent quiet = { .sigev_notify = SIGEV_NONE };

/* the number of the kernel, which the library's need not be */
static inline int timer(void)
{
	int id;

	need(CALL(timer_create, CLOCK_MONOTONIC, &quiet, &id));
	return id;
}

static inline int timer_fd(void)
{
	return need(timerfd_create(CLOCK_MONOTONIC, 0));
}

/* one that never expires, of either width */
static long long never[4];

OWN(timer_delete, timer());
OWN(timer_getoverrun, timer());
OWN(timer_gettime, timer(), buf);
OWN(timer_settime, timer(), 0, never, NULL);
OWN(timerfd_create, CLOCK_MONOTONIC, 0);
OWN(timerfd_gettime, timer_fd(), buf);
OWN(timerfd_settime, timer_fd(), 0, never, NULL);
#ifdef __i386__
OWN(timer_gettime64, timer(), buf);
OWN(timer_settime64, timer(), 0, never, NULL);
OWN(timerfd_gettime64, timer_fd(), buf);
OWN(timerfd_settime64, timer_fd(), 0, never, NULL);
#endif

/* ---- asynchronous I/O ---- */

static inline aio_context_t aio(void)
{
	aio_context_t context = 0;

	need(CALL(io_setup, 1, &context));
	return context;
}

static struct iocb block, *blocks[] = { &block };

static inline struct iocb **reading(int fd)
{
	block.aio_lio_opcode = IOCB_CMD_PREAD;
	block.aio_fildes = fd;
	block.aio_buf = (unsigned long)buf;
	block.aio_nbytes = 8;
	return blocks;
}

/* waits for a pipe that stays empty; the call tells success by EINPROGRESS */
static inline long cancel(void)
{
	aio_context_t context = aio();
	int ends[2];

	need(pipe(ends));
	block.aio_lio_opcode = IOCB_CMD_POLL;
	block.aio_fildes = ends[0];
	block.aio_buf = POLLIN;
	is(CALL(io_submit, context, 1, blocks), 1);
	if (CALL(io_cancel, context, &block, buf) < 0 && errno != EINPROGRESS)
		return -1;
	return 0;
}

static aio_context_t fresh;

OWN(io_setup, 1, &fresh);
OWN(io_destroy, aio());
OWN(io_submit, aio(), 1, reading(a_file()));
OWN(io_getevents, aio(), 0, 1, buf, nothing);
OWN(io_pgetevents, aio(), 0, 1, buf, nothing, NULL);
OWN_EXPR("io_cancel", cancel());
#ifdef __i386__
OWN(io_pgetevents_time64, aio(), 0, 1, buf, nothing, NULL);
#endif

/* ---- futexes of a newer kind ---- */

static unsigned int word = 1;

/* struct futex_waitv of linux/futex.h */
static struct {
	__u64 value, address;
	__u32 flags, reserved;
} waiters[2];

static inline void *two_words(void)
{
	int i;

	for (i = 0; i < 2; i++) {
		waiters[i].value = word;
		waiters[i].address = (unsigned long)&word;
		waiters[i].flags = FUTEX2_SIZE_U32;
	}
	return waiters;
}

/* a wait for a moment: over when it has come */
static inline long over(long result)
{
	return result == -1 && errno == ETIMEDOUT ? 0 : result;
}

OWN(futex_wake, &word, ~0U, 1, FUTEX2_SIZE_U32);
OWN(futex_requeue, two_words(), 0, 1, 1);
static inline long wait_one(void)
{
	return over(CALL(futex_wait, &word, 1L, ~0U, FUTEX2_SIZE_U32, nothing,
			 CLOCK_MONOTONIC));
}

static inline long wait_all(void)
{
	return over(CALL(futex_waitv, two_words(), 1, 0, nothing,
			 CLOCK_MONOTONIC));
}

OWN_EXPR("futex_wait", wait_one());
OWN_EXPR("futex_waitv", wait_all());

#endif /* TESTS_ISOLATION_SYSCALLS_WAIT_H */
