/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Calls that name a process by its pid.
 */
#ifndef TESTS_ISOLATION_SYSCALLS_PID_H
#define TESTS_ISOLATION_SYSCALLS_PID_H

#include <linux/capability.h>
#include <linux/futex.h>
#include <linux/ioprio.h>
#include <linux/kcmp.h>
#include <linux/perf_event.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <time.h>

#include "syscalls_numbers.h"
#include "syscalls_victim.h"

static long numbers[8];
static struct sched_param no_priority;

/* ---- signals ---- */

ALL(kill, target(), 0);
ALL(tkill, target(), 0);
ALL(tgkill, target(), target(), 0);

static inline siginfo_t *queued(void)
{
	static siginfo_t info = { .si_code = SI_QUEUE };

	return &info;
}

ALL(rt_sigqueueinfo, target(), 0, queued());
ALL(rt_tgsigqueueinfo, target(), target(), 0, queued());
ALL_EXPR("fcntl:F_SETOWN", CALL(fcntl, a_pipe(0), F_SETOWN, target()));
#ifdef __i386__
ALL_EXPR("fcntl64:F_SETOWN", CALL(fcntl64, a_pipe(0), F_SETOWN, target()));
#endif

/* ---- groups, children ---- */

ALL(getpgid, target());
ALL(getsid, target());
ALL(setpgid, target(), target());

static inline pid_t ended(void)
{
	return owner == OWN ? new_zombie() : target();
}

ALL(wait4, ended(), NULL, WNOHANG, NULL);
ALL(waitid, P_PID, ended(), buf, WEXITED | WNOHANG, NULL);
#ifdef __i386__
ALL(waitpid, ended(), NULL, WNOHANG);
#endif

/* ---- scheduling, limits ---- */

static unsigned long cpus[16];

static inline unsigned long *present_cpus(void)
{
	need(CALL(sched_getaffinity, 0, sizeof(cpus), cpus));
	return cpus;
}

/* struct sched_attr of linux/sched/types.h: all zero is SCHED_OTHER, nice 0 */
static struct {
	__u32 size, policy;
	__u64 flags;
	__s32 nice;
	__u32 priority;
	__u64 runtime, deadline, period;
} attr_of = { .size = 48 };

ALL(getpriority, PRIO_PROCESS, target());
ALL(setpriority, PRIO_PROCESS, target(), 0);
ALL(ioprio_get, IOPRIO_WHO_PROCESS, target());
ALL(ioprio_set, IOPRIO_WHO_PROCESS, target(), 0);
ALL(sched_getaffinity, target(), sizeof(cpus), cpus);
ALL(sched_setaffinity, target(), sizeof(cpus), present_cpus());
ALL(sched_getattr, target(), buf, 48, 0);
ALL(sched_setattr, target(), &attr_of, 0);
ALL(sched_getparam, target(), buf);
ALL(sched_setparam, target(), &no_priority);
ALL(sched_getscheduler, target());
ALL(sched_setscheduler, target(), SCHED_OTHER, &no_priority);
ALL(sched_rr_get_interval, target(), buf);
#ifdef __i386__
ALL(sched_rr_get_interval_time64, target(), buf);
#endif
ALL(prlimit64, target(), RLIMIT_NOFILE, NULL, buf);

static inline long cookie_of(void)
{
	unsigned long long cookie;

	return CALL(prctl, PR_SCHED_CORE, PR_SCHED_CORE_GET, target(), 0,
		    &cookie);
}

ALL_EXPR("prctl:PR_SCHED_CORE", lacks(EINVAL, cookie_of()));

/* ---- memory ---- */

static struct iovec remote = { buf, 8 };

ALL(process_vm_readv, target(), &io, 1, &remote, 1, 0);
ALL(process_vm_writev, target(), &io, 1, &remote, 1, 0);
ALL(migrate_pages, target(), 8 * sizeof(long), numbers, numbers);
ALL(move_pages, target(), 0, NULL, NULL, NULL, 0);
ALL(get_robust_list, target(), &numbers[0], &numbers[1]);
ALL(kcmp, target(), getpid(), KCMP_VM, 0, 0);
ALL(ptrace, PTRACE_SEIZE, target(), 0, 0);
ALL_EXPR("prctl:PR_SET_PTRACER",
	 CALL(prctl, PR_SET_PTRACER, target(), 0, 0, 0));

static struct perf_event_attr perf = {
	.type = PERF_TYPE_SOFTWARE,
	.size = sizeof(perf),
	.config = PERF_COUNT_SW_TASK_CLOCK,
	.exclude_kernel = 1,
};

ALL(perf_event_open, &perf, target(), -1, -1, 0);

/* ---- descriptors of processes ---- */

static inline int own_pidfd(void)
{
	owner = OWN;
	return need(CALL(pidfd_open, target(), 0));
}

ALL(pidfd_open, target(), 0);
OWN(pidfd_send_signal, own_pidfd(), 0, NULL, 0);
OWN(pidfd_getfd, own_pidfd(), 0, 0);
OWN(process_madvise, own_pidfd(), &io, 1, MADV_COLD, 0);
OWN(process_mrelease, own_pidfd(), 0);

/* ---- capabilities ---- */

static struct __user_cap_data_struct caps[2];

static inline struct __user_cap_header_struct *cap_head(pid_t pid)
{
	static struct __user_cap_header_struct head = {
		.version = _LINUX_CAPABILITY_VERSION_3,
	};

	head.pid = pid;
	return &head;
}

static inline long keep_caps(pid_t pid)
{
	need(CALL(capget, cap_head(0), caps));
	return CALL(capset, cap_head(pid), caps);
}

ALL(capget, cap_head(target()), caps);
ALL_EXPR("capset", keep_caps(owner == OWN ? 0 : target()));

/* ---- clocks ---- */

/* as MAKE_PROCESS_CPUCLOCK of include/linux/posix-timers_types.h */
static inline int clock_of(pid_t pid)
{
	return (~pid << 3) | 2;
}

/* a timespec of either width: nothing, or a moment */
static inline void *moment(int size, long nanoseconds)
{
	static long long wide[2];
	static long narrow[2];

	wide[1] = nanoseconds;
	narrow[1] = nanoseconds;
	return size == 8 ? (void *)wide : (void *)narrow;
}

static inline int sleep_clock(void)
{
	return owner == OWN ? CLOCK_MONOTONIC : clock_of(target());
}

static inline struct sigevent *no_event(void)
{
	static struct sigevent event = { .sigev_notify = SIGEV_NONE };

	return &event;
}

ALL(clock_getres, clock_of(target()), buf);
ALL(clock_gettime, clock_of(target()), buf);
ALL(clock_nanosleep, sleep_clock(), 0, moment(0, 1000), NULL);
ALL(timer_create, clock_of(target()), no_event(), numbers);
#ifdef __i386__
ALL(clock_getres_time64, clock_of(target()), buf);
ALL(clock_gettime64, clock_of(target()), buf);
ALL(clock_nanosleep_time64, sleep_clock(), 0, moment(8, 1000), NULL);
#endif

/* ---- futexes: the owner of one that inherits priority is a pid ---- */

static inline unsigned int *owned_futex(void)
{
	static unsigned int word;

	word = owner == OWN ? 0 : target();
	return &word;
}

ALL(futex, owned_futex(), FUTEX_LOCK_PI, 0, NULL, NULL, 0);
#ifdef __i386__
ALL(futex_time64, owned_futex(), FUTEX_LOCK_PI, 0, NULL, NULL, 0);
#endif

#endif /* TESTS_ISOLATION_SYSCALLS_PID_H */
