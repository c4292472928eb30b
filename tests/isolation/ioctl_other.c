// SPDX-License-Identifier: GPL-2.0-only
/*
 * Commands to descriptors of namespaces, processes, epoll, pipes, timers,
 * inotify, seccomp and random numbers.  The processes of others are lent.
 */
#include <linux/audit.h>
#include <linux/filter.h>
#include <stddef.h>
#include <sys/epoll.h>
#include <sys/inotify.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/timerfd.h>

#include "ioctl.h"
#include "ioctl_numbers.h"
#include "rows-ioctls.h"

/* ---- namespaces ---- */

static int open_pid_ns(const struct call *call)
{
	(void)call;
	return open("/proc/self/ns/pid", O_RDONLY);
}

static int open_mnt_ns(const struct call *call)
{
	(void)call;
	return open("/proc/self/ns/mnt", O_RDONLY);
}

static int open_user_ns(const struct call *call)
{
	(void)call;
	return open("/proc/self/ns/user", O_RDONLY);
}

static void give_pid(struct call *call)
{
	call->arg = pid_of(call->owner);
}

/* struct mnt_ns_info begins with its size */
static void give_size_16(struct call *call)
{
	*(unsigned int *)call->room = 16;
}

static const struct command ns_commands[] = {
	{ "NS_GET_OWNER_UID",		open_user_ns,	NULL },
	{ "NS_GET_MNTNS_ID",		open_mnt_ns,	NULL },
	{ "NS_MNT_GET_INFO",		open_mnt_ns,	give_size_16 },
	{ "NS_MNT_GET_NEXT",		open_mnt_ns,	give_size_16 },
	{ "NS_MNT_GET_PREV",		open_mnt_ns,	give_size_16 },
	{ "NS_GET_PID_FROM_PIDNS",	NULL,		give_pid },
	{ "NS_GET_TGID_FROM_PIDNS",	NULL,		give_pid },
	{ "NS_GET_PID_IN_PIDNS",	NULL,		give_pid },
	{ "NS_GET_TGID_IN_PIDNS",	NULL,		give_pid },
};

/* ---- processes ---- */

static int open_process(const struct call *call)
{
	if (call->owner != OWN)
		return lent("pidfd", call->owner);
	return syscall(SYS_pidfd_open, getpid(), 0);
}

/* all of them take no argument, and 0 is what it must be */
#define PIDFD(name)	{ "PIDFD_GET_" name "_NAMESPACE", NULL, give_zero }
static const struct command pidfd_commands[] = {
	PIDFD("CGROUP"),
	PIDFD("IPC"),
	PIDFD("MNT"),
	PIDFD("NET"),
	PIDFD("PID"),
	PIDFD("PID_FOR_CHILDREN"),
	PIDFD("TIME"),
	PIDFD("TIME_FOR_CHILDREN"),
	PIDFD("USER"),
	PIDFD("UTS"),
};

/* ---- descriptors without an owner ---- */

static int open_epoll(const struct call *call)
{
	(void)call;
	return epoll_create1(0);
}

static int open_pipe(const struct call *call)
{
	int fds[2];

	(void)call;
	return pipe(fds) < 0 ? -1 : fds[0];
}

static int open_timer(const struct call *call)
{
	(void)call;
	return timerfd_create(CLOCK_MONOTONIC, 0);
}

static int open_inotify(const struct call *call)
{
	(void)call;
	return inotify_init();
}

static int open_random(const struct call *call)
{
	(void)call;
	return open("/dev/random", O_RDWR);
}

static void give_one(struct call *call)
{
	*(__u64 *)call->room = 1;
}

static void give_100(struct call *call)
{
	call->arg = 100;
}

/* SECCOMP_USER_NOTIF_FD_SYNC_WAKE_UP, which is younger than some headers */
static void give_flag(struct call *call)
{
	call->arg = 1;
}

static const struct command timerfd_commands[] = {
	{ "TFD_IOC_SET_TICKS", NULL, give_one },
};

static const struct command inotify_commands[] = {
	{ "INOTIFY_IOC_SETNEXTWD", NULL, give_100 },
};

/* ---- seccomp: a child whose getppid() waits for an answer ---- */

static int open_listener(const struct call *call)
{
	struct sock_filter filter[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS,
			 offsetof(struct seccomp_data, nr)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_getppid, 0, 1),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_USER_NOTIF),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};
	struct sock_fprog program = { ROWS(filter), filter };
	int fd;

	sure(call, prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "no_new_privs");
	fd = syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER,
		     SECCOMP_FILTER_FLAG_NEW_LISTENER, &program);
	if (fd >= 0 && !sure(call, fork(), "fork")) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		syscall(SYS_getppid);
		pause();
	}
	return fd;
}

static __u64 receive(struct call *call)
{
	struct seccomp_notif notif = { };

	sure(call, ioctl(call->fd, SECCOMP_IOCTL_NOTIF_RECV, &notif), "receive");
	return notif.id;
}

static void give_id(struct call *call)
{
	*(__u64 *)call->room = receive(call);
}

static void give_response(struct call *call)
{
	struct seccomp_notif_resp *response = call->room;

	response->id = receive(call);
}

static void give_descriptor(struct call *call)
{
	struct seccomp_notif_addfd *addfd = call->room;

	addfd->id = receive(call);
	addfd->srcfd = 1;
}

static const struct command seccomp_commands[] = {
	{ "SECCOMP_IOCTL_NOTIF_ID_VALID",		NULL,	give_id },
	{ "SECCOMP_IOCTL_NOTIF_ID_VALID_WRONG_DIR",	NULL,	give_id },
	{ "SECCOMP_IOCTL_NOTIF_SEND",			NULL,	give_response },
	{ "SECCOMP_IOCTL_NOTIF_SET_FLAGS",		NULL,	give_flag },
	{ "SECCOMP_IOCTL_NOTIF_ADDFD",			NULL,
	  give_descriptor },
};

#define KIND(name, open)	\
	{ #name, open, name ## _commands, ROWS(name ## _commands) }
static const struct kind kinds[] = {
	KIND(ns, open_pid_ns),
	KIND(pidfd, open_process),
	KIND(timerfd, open_timer),
	KIND(inotify, open_inotify),
	KIND(seccomp, open_listener),
	{ .on = "epoll", .open = open_epoll },
	{ .on = "pipe", .open = open_pipe },
	{ .on = "random", .open = open_random },
};

int main(void)
{
	size_t i;

	for (i = 0; i < ROWS(kinds); i++)
		cells_of(ioctls_rows, ROWS(ioctls_rows), &kinds[i]);
	return 0;
}
