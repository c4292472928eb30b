/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Calls on the caller itself: numbers, limits, clocks, restrictions.
 */
#ifndef TESTS_ISOLATION_SYSCALLS_SELF_H
#define TESTS_ISOLATION_SYSCALLS_SELF_H

#include <asm/prctl.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <linux/securebits.h>
#include <sys/personality.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/timex.h>
#include <time.h>

#include "syscalls_numbers.h"
#include "syscalls_victim.h"

/* ---- numbers of users and groups ---- */

OWN(getuid);
OWN(geteuid);
OWN(getgid);
OWN(getegid);
OWN(getgroups, 0, NULL);
OWN(getresuid, buf, buf + 8, buf + 16);
OWN(getresgid, buf, buf + 8, buf + 16);
OWN(setuid, 0);
OWN(setgid, 0);
OWN(setreuid, 1, 1);
OWN(setregid, 1, 1);
OWN(setresuid, 1, 1, 1);
OWN(setresgid, 1, 1, 1);
OWN(setfsuid, 1);
OWN(setfsgid, 1);
OWN(setgroups, 0, NULL);
#ifdef __i386__
OWN(getuid32);
OWN(geteuid32);
OWN(getgid32);
OWN(getegid32);
OWN(getgroups32, 0, NULL);
OWN(getresuid32, buf, buf + 8, buf + 16);
OWN(getresgid32, buf, buf + 8, buf + 16);
OWN(setuid32, 0);
OWN(setgid32, 0);
OWN(setreuid32, 1, 1);
OWN(setregid32, 1, 1);
OWN(setresuid32, 1, 1, 1);
OWN(setresgid32, 1, 1, 1);
OWN(setfsuid32, 1);
OWN(setfsgid32, 1);
OWN(setgroups32, 0, NULL);
#endif

/* ---- the process ---- */

static inline struct rlimit *limit(void)
{
	static struct rlimit files;

	need(CALL(getrlimit, RLIMIT_NOFILE, &files));
	return &files;
}

OWN(getpid);
OWN(gettid);
OWN(getppid);
OWN(getpgrp);
OWN(setsid);
OWN(getcpu, buf, NULL, NULL);
OWN(getcwd, buf, sizeof(buf));
OWN(getrandom, buf, 8, 0);
OWN(getrlimit, RLIMIT_NOFILE, buf);
OWN(setrlimit, RLIMIT_NOFILE, limit());
OWN(getrusage, RUSAGE_SELF, buf);
OWN(personality, 0xffffffff);
OWN(sched_get_priority_max, SCHED_OTHER);
OWN(sched_get_priority_min, SCHED_OTHER);
OWN(sched_yield);
OWN(set_tid_address, buf);
OWN(sysinfo, buf);
OWN(times, buf);
OWN(umask, 022);
ALL(sync);
OWN(sysfs, 3);
OWN(rseq, pages(), 32, 0, 0x53053053);
/* of both kinds of program; the base of FS is of one */
OWN(arch_prctl, ARCH_GET_CPUID, 0);
/* the size of struct robust_list_head */
OWN(set_robust_list, pages(), 3 * sizeof(long));
#ifdef __i386__
OWN(nice, 1);
OWN(ugetrlimit, RLIMIT_NOFILE, buf);

static unsigned int descriptor[4] = { -1 };

static inline unsigned int *set_descriptor(void)
{
	descriptor[1] = (unsigned long)buf;
	descriptor[2] = 16;
	/* seg_32bit, usable */
	descriptor[3] = 0x41;
	need(CALL(set_thread_area, descriptor));
	return descriptor;
}

OWN_EXPR("set_thread_area", set_descriptor() ? 0 : -1);
OWN(get_thread_area, set_descriptor());
#endif

/* ---- options of a process ---- */

OWN(prctl, PR_GET_NAME, buf, 0, 0, 0);
OWN_EXPR("prctl:PR_CAPBSET_DROP", CALL(prctl, PR_CAPBSET_DROP, 0, 0, 0, 0));
OWN_EXPR("prctl:PR_SET_CHILD_SUBREAPER",
	 CALL(prctl, PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0));
OWN_EXPR("prctl:PR_SET_IO_FLUSHER", CALL(prctl, PR_SET_IO_FLUSHER, 1, 0, 0, 0));
OWN_EXPR("prctl:PR_SET_MM",
	 CALL(prctl, PR_SET_MM, PR_SET_MM_START_STACK, buf, 0, 0));
OWN_EXPR("prctl:PR_SET_SECUREBITS",
	 CALL(prctl, PR_SET_SECUREBITS, SECBIT_KEEP_CAPS, 0, 0, 0));

/* ---- clocks: the time is set to what it is ---- */

/* struct timex of either width begins with its modes */
static inline unsigned int *ticks(long call)
{
	static unsigned int modes[128];

	/* a kernel without the call says so again when it is to set */
	if (call == SYS_adjtimex)
		syscall(call, modes);
	else
		syscall(call, CLOCK_REALTIME, modes);
	if (owner == HOST)
		modes[0] = ADJ_TICK;
	return modes;
}

OWN(adjtimex, ticks(SYS_adjtimex));
OWN(clock_adjtime, CLOCK_REALTIME, ticks(SYS_clock_adjtime));
HOSTS(adjtimex, ticks(SYS_adjtimex));
HOSTS(clock_adjtime, CLOCK_REALTIME, ticks(SYS_clock_adjtime));
#ifdef __i386__
OWN(clock_adjtime64, CLOCK_REALTIME, ticks(SYS_clock_adjtime64));
HOSTS(clock_adjtime64, CLOCK_REALTIME, ticks(SYS_clock_adjtime64));
#endif

/* seconds, and parts of one: as many as make a second */
static inline void *now(size_t width, long parts)
{
	static long long wide[2];
	static long narrow[2];
	struct timespec time;

	need(clock_gettime(CLOCK_REALTIME, &time));
	wide[0] = narrow[0] = time.tv_sec;
	wide[1] = narrow[1] = time.tv_nsec / (1000000000 / parts);
	return width == sizeof(wide[0]) ? (void *)wide : (void *)narrow;
}

HOSTS(clock_settime, CLOCK_REALTIME, now(sizeof(long), 1000000000));
HOSTS(settimeofday, now(sizeof(long), 1000000), NULL);
#ifdef __i386__
HOSTS(clock_settime64, CLOCK_REALTIME, now(sizeof(long long), 1000000000));
HOSTS(stime, now(sizeof(long), 1000000000));
#endif

OWN(time, buf);
OWN(gettimeofday, buf, NULL);
OWN(alarm, 0);
OWN(getitimer, ITIMER_VIRTUAL, buf);
OWN(setitimer, ITIMER_VIRTUAL, buf, NULL);
OWN(nanosleep, pages() + 64, NULL);

/* ---- restrictions that it takes upon itself ---- */

static struct landlock_ruleset_attr no_directory = {
	.handled_access_fs = LANDLOCK_ACCESS_FS_MAKE_DIR,
};

static inline int rules(void)
{
	return need(CALL(landlock_create_ruleset, &no_directory,
			 sizeof(no_directory), 0));
}

static inline struct landlock_path_beneath_attr *below_dir(void)
{
	static struct landlock_path_beneath_attr rule;

	rule.allowed_access = LANDLOCK_ACCESS_FS_MAKE_DIR;
	rule.parent_fd = a_dir();
	return &rule;
}

static inline int bound_to(int fd)
{
	need(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0));
	return fd;
}

static struct sock_filter allow = {
	.code = BPF_RET | BPF_K, .k = SECCOMP_RET_ALLOW,
};

static struct sock_fprog filter = { .len = 1, .filter = &allow };

OWN(landlock_create_ruleset, &no_directory, sizeof(no_directory), 0);
OWN(landlock_add_rule, rules(), LANDLOCK_RULE_PATH_BENEATH, below_dir(), 0);
OWN(landlock_restrict_self, bound_to(rules()), 0);
OWN(seccomp, bound_to(SECCOMP_SET_MODE_FILTER), 0, &filter);

static unsigned int room_of_list = 4096;

/* struct lsm_ctx of linux/lsm.h: LSM_ID_LANDLOCK, without a text */
static struct {
	__u64 id, flags, length, text_length;
} no_context = { 110, 0, 32, 0 };

OWN(lsm_get_self_attr, LSM_ATTR_CURRENT, buf, &room_of_list, 0);
OWN(lsm_set_self_attr, LSM_ATTR_CURRENT, &no_context, 32, 0);
OWN(lsm_list_modules, buf, &room_of_list, 0);

#endif /* TESTS_ISOLATION_SYSCALLS_SELF_H */
