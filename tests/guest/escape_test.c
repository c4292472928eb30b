// SPDX-License-Identifier: GPL-2.0-only
/*
 * Ways out of a guest that once worked: each was found by an attacker, and is
 * tried here as it was found.  The caller is the host throughout.
 */
#define _GNU_SOURCE
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <termios.h>

#include "boundary.h"

#define SECURE_MOUNT	0x10000
#define WATCH_ID	1
#define STACK		65536
#define USER		1000

/* a process that waits for its end, and is ready to */
static pid_t sleeper(uid_t user)
{
	int ready[2];
	pid_t pid;
	char c;

	CHECK_EQ(pipe(ready), 0);
	pid = fork();
	CHECK(pid >= 0);
	if (pid) {
		CHECK_EQ(read(ready[0], &c, 1), 1);
		return pid;
	}
	if (user) {
		CHECK_EQ(setresgid(user, user, user), 0);
		CHECK_EQ(setresuid(user, user, user), 0);
		CHECK_EQ(prctl(PR_SET_DUMPABLE, 1), 0);
	}
	CHECK_EQ(write(ready[1], "x", 1), 1);
	for (;;)
		pause();
}

/* ---- processes ---- */

static void init_adopts_no_ancestor(void)
{
	pid_t parent = fork();
	int ready[2], end[4] = { 0 };
	char c;

	if (parent) {
		CHECK_EQ(waitpid(parent, NULL, 0), parent);
		/* all of the guest, and the machine goes on */
		CHECK_EQ(vs(WAIT_EXIT, 250, end), 0);
		return;
	}
	CHECK_EQ(pipe(ready), 0);
	CHECK_EQ(create(250, INIT_FLAGS), 250);
	if (fork()) {
		CHECK_EQ(read(ready[0], &c, 1), 1);
		_exit(0);
	}
	CHECK_EQ(vs_set(SET_CFLAGS, 250, 0, SETUP_ENDS), 0);
	CHECK_EQ(write(ready[1], "x", 1), 1);
	while (getppid())
		usleep(10000);
	/* an orphan whose subreaper is looked for along the parents */
	CHECK_EQ(prctl(PR_SET_CHILD_SUBREAPER, 1), 0);
	CHECK_EQ(prctl(PR_SET_CHILD_SUBREAPER, 0), 0);
	if (!fork()) {
		if (!fork())
			usleep(200000);
		_exit(0);
	}
	wait(NULL);
	usleep(300000);
	_exit(0);
}

/* SIGIO with another number, to a group in which the host has a process */
static void owners_of_files_reach_no_host(void)
{
	int pair[2], told[2], life[2];
	struct pollfd dies;
	pid_t host, leader;

	CHECK_EQ(pipe(told) | pipe(life), 0);
	leader = fork();
	if (!leader) {
		CHECK_EQ(setsid(), getpid());
		host = sleeper(0);
		close(life[1]);
		CHECK_EQ(write(told[1], &host, sizeof(host)), sizeof(host));
		boundary_finish(251, SECURE_CCAPS);
		signal(SIGUSR1, SIG_IGN);
		CHECK_EQ(pipe(pair), 0);
		CHECK_EQ(fcntl(pair[0], F_SETOWN, -getpid()), 0);
		CHECK_EQ(fcntl(pair[0], F_SETSIG, SIGUSR1), 0);
		CHECK_EQ(fcntl(pair[0], F_SETFL, O_ASYNC), 0);
		CHECK_EQ(write(pair[1], "x", 1), 1);
		_exit(0);
	}
	CHECK_EQ(read(told[0], &host, sizeof(host)), sizeof(host));
	close(life[1]);
	child_passes(leader);
	dies = (struct pollfd){ .fd = life[0] };
	CHECK_EQ(poll(&dies, 1, 500), 0);
	CHECK_EQ(kill(host, SIGKILL), 0);
}

static void groups_are_not_shared_for_priority(void)
{
	pid_t host, guest;

	CHECK_EQ(setpgid(0, 0), 0);
	host = sleeper(USER);
	guest = fork();
	if (!guest) {
		boundary_finish(252, SECURE_CCAPS);
		CHECK_EQ(setresuid(USER, USER, USER), 0);
		setpriority(PRIO_PGRP, 0, 19);
		syscall(SYS_ioprio_set, 2, 0, 3 << 13);
		_exit(0);
	}
	child_passes(guest);
	CHECK_EQ(getpriority(PRIO_PROCESS, host), 0);
	CHECK(syscall(SYS_ioprio_get, 1, host) >> 13 != 3);
	end_child(host);
}

static int enter_253(void *arg)
{
	uint64_t flags = 0;

	(void)arg;
	_exit(vs(CTX_MIGRATE, 253, &flags) == -EBUSY ? 0 : 1);
}

static void nobody_enters_who_shares(void)
{
	const int shared[] = { CLONE_VM, CLONE_FS, CLONE_FILES };
	char *stack = malloc(STACK);
	unsigned int i;
	int ready[2];
	pid_t guest;
	char c;

	CHECK_EQ(pipe(ready), 0);
	guest = fork();
	if (!guest) {
		boundary_finish(253, SECURE_CCAPS);
		CHECK_EQ(write(ready[1], "x", 1), 1);
		pause();
	}
	CHECK_EQ(read(ready[0], &c, 1), 1);
	for (i = 0; i < 3; i++)
		child_passes(clone(enter_253, stack + STACK,
				   shared[i] | SIGCHLD, NULL));
	end_child(guest);
}

static void parents_get_no_foreign_children(void)
{
	pid_t guest = fork();

	if (!guest) {
		boundary_finish(254, SECURE_CCAPS);
		CHECK_EQ(syscall(SYS_clone, CLONE_PARENT | SIGCHLD, 0, 0, 0, 0),
			 -1);
		CHECK_EQ(errno, EPERM);
		/* where the parent is of the guest, it works */
		if (!fork()) {
			CHECK(syscall(SYS_clone, CLONE_PARENT | SIGCHLD, 0, 0,
				      0, 0) >= 0);
			_exit(0);
		}
		CHECK(wait(NULL) > 0);
		CHECK(wait(NULL) > 0);
		_exit(0);
	}
	child_passes(guest);
	CHECK_EQ(wait(NULL), -1);
}

/* a tracer gets the signals and the memory of whom it traces */
static void parents_trace_no_guest(void)
{
	pid_t guest = fork(), own;

	if (!guest) {
		boundary_finish(261, SECURE_CCAPS);
		CHECK(ptrace(PTRACE_TRACEME, 0, 0, 0) < 0 && errno == EPERM);
		own = fork();
		if (!own)
			_exit(ptrace(PTRACE_TRACEME, 0, 0, 0) ? 1 : 0);
		child_passes(own);
		_exit(0);
	}
	child_passes(guest);
}

/* a user of the host is not the guest's user of that number */
static void host_users_reach_no_guest(void)
{
	char root[32];
	cpu_set_t cpus;
	int ready[2];
	pid_t guest, user;
	char c;

	CHECK_EQ(pipe(ready), 0);
	guest = fork();
	if (!guest) {
		boundary_finish(255, SECURE_CCAPS);
		CHECK_EQ(setresgid(USER, USER, USER), 0);
		CHECK_EQ(setresuid(USER, USER, USER), 0);
		CHECK_EQ(prctl(PR_SET_DUMPABLE, 1), 0);
		CHECK_EQ(write(ready[1], "x", 1), 1);
		for (;;)
			pause();
	}
	CHECK_EQ(read(ready[0], &c, 1), 1);
	snprintf(root, sizeof(root), "/proc/%d/root/etc", guest);
	CHECK_EQ(access(root, F_OK), 0);
	user = fork();
	if (!user) {
		CHECK_EQ(setresgid(USER, USER, USER), 0);
		CHECK_EQ(setresuid(USER, USER, USER), 0);
		CHECK(kill(guest, 0) < 0 && errno == EPERM);
		CHECK(ptrace(PTRACE_SEIZE, guest, 0, 0) < 0 && errno == EPERM);
		CHECK(access(root, F_OK) < 0 && errno == EACCES);
		CHECK_EQ(sched_getaffinity(0, sizeof(cpus), &cpus), 0);
		CHECK(sched_setaffinity(guest, sizeof(cpus), &cpus) < 0 &&
		      errno == EPERM);
		_exit(0);
	}
	child_passes(user);
	end_child(guest);
}

/* ---- terminals ---- */

/* the caller leads a session on a new terminal */
static int lead_session(void)
{
	int master = posix_openpt(O_RDWR | O_NOCTTY), tty;

	CHECK(master >= 0);
	CHECK_EQ(grantpt(master) | unlockpt(master), 0);
	CHECK_EQ(setsid(), getpid());
	tty = open(ptsname(master), O_RDWR);
	CHECK(tty >= 0);
	CHECK_EQ(ioctl(tty, TIOCSCTTY, 0), 0);
	return tty;
}

static void lent_terminals_are_not_typed_into(void)
{
	pid_t leader = fork(), guest;
	struct pollfd input;

	if (leader) {
		child_passes(leader);
		return;
	}
	input = (struct pollfd){ .fd = lead_session(), .events = POLLIN };
	guest = fork();
	if (!guest) {
		boundary_finish(256, SECURE_CCAPS);
		CHECK(ioctl(input.fd, TIOCSTI, "x") < 0 && errno == EPERM);
		CHECK(ioctl(input.fd, TIOCSTI, "\n") < 0 && errno == EPERM);
		_exit(0);
	}
	child_passes(guest);
	CHECK_EQ(poll(&input, 1, 300), 0);
	_exit(0);
}

static void lent_terminals_are_not_hung_up(void)
{
	pid_t leader = fork(), guest;

	if (leader) {
		child_passes(leader);
		return;
	}
	lead_session();
	guest = fork();
	if (!guest) {
		boundary_finish(257, SECURE_CCAPS);
		CHECK(vhangup() < 0 && errno == EPERM);
		/* its own is its to hang up */
		guest = fork();
		if (!guest) {
			lead_session();
			signal(SIGHUP, SIG_IGN);
			CHECK_EQ(vhangup(), 0);
			_exit(0);
		}
		child_passes(guest);
		_exit(0);
	}
	child_passes(guest);
	_exit(0);
}

/* ---- mounts and files ---- */

static void private_mounts(void)
{
	CHECK_EQ(unshare(CLONE_NEWNS), 0);
	boundary_private_mounts();
}

static long restrict_mount(const char *name, unsigned long flags)
{
	return mount(NULL, name, NULL, MS_BIND | MS_REMOUNT | flags, NULL);
}

static void restrictions_of_mounts_stay(void)
{
	const char *bind = "/tmp/bind", *own = "/tmp/own";

	private_mounts();
	CHECK_EQ(mkdir(bind, 0755) | mkdir(own, 0755), 0);
	CHECK_EQ(mount("/tmp", bind, NULL, MS_BIND, NULL), 0);
	CHECK_EQ(restrict_mount(bind, MS_RDONLY | MS_NOSUID), 0);
	boundary_finish(258, SECURE_CCAPS | SECURE_MOUNT);
	CHECK(restrict_mount(bind, MS_RDONLY) < 0 && errno == EPERM);
	CHECK(restrict_mount(bind, MS_NOSUID) < 0 && errno == EPERM);
	CHECK(syscall(SYS_mount_setattr, AT_FDCWD, bind, 0,
		      ((uint64_t[]){ 0, 1, 0, 0 }), 32) < 0 && errno == EPERM);
	CHECK_EQ(restrict_mount(bind, MS_RDONLY | MS_NOSUID | MS_NOEXEC), 0);
	/* its own file system is its own */
	CHECK_EQ(mount("own", own, "tmpfs", 0, NULL), 0);
	CHECK_EQ(restrict_mount(own, MS_RDONLY), 0);
	CHECK_EQ(restrict_mount(own, 0), 0);
}

/* with layers of its own, and whiteouts where it removes what is below */
static void layers_are_mounted(void)
{
	struct stat st;

	private_mounts();
	boundary_finish(1000 + getpid(), SECURE_CCAPS | SECURE_MOUNT);
	CHECK_EQ(mount("own", "/tmp", "tmpfs", 0, NULL), 0);
	CHECK_EQ(chdir("/tmp"), 0);
	CHECK_EQ(mkdir("low", 0755) | mkdir("up", 0755) | mkdir("work", 0755) |
		 mkdir("all", 0755) | mkdir("low/file", 0755), 0);
	CHECK_EQ(mount("all", "all", "overlay", 0,
		       "lowerdir=low,upperdir=up,workdir=work,userxattr"), 0);
	CHECK_EQ(mkdir("all/new", 0755) | rmdir("all/file"), 0);
	CHECK_EQ(access("up/new", F_OK), 0);
	CHECK_EQ(lstat("up/file", &st), 0);
	CHECK(S_ISCHR(st.st_mode) && !st.st_rdev);
}

/* options are parsed before a mount is refused */
static void drivers_parse_nothing_for_it(void)
{
	const int string = 1;
	int fd;

	private_mounts();
	boundary_finish(1000 + getpid(), SECURE_CCAPS | SECURE_MOUNT);
	fd = syscall(SYS_fsopen, "tmpfs", 0);
	CHECK(fd >= 0);
	CHECK_EQ(syscall(SYS_fsconfig, fd, string, "size", "4k", 0), 0);
	fd = syscall(SYS_fsopen, "ext4", 0);
	CHECK(fd >= 0);
	CHECK(syscall(SYS_fsconfig, fd, string, "errors", "panic", 0) < 0);
	CHECK_EQ(errno, EPERM);
	fd = syscall(SYS_fspick, AT_FDCWD, "/", 0);
	CHECK(fd >= 0);
	CHECK(syscall(SYS_fsconfig, fd, string, "errors", "panic", 0) < 0);
	CHECK_EQ(errno, EPERM);
}

/* one that the host left, and that somebody else may find */
static void nodes_of_others_keep_their_mode(void)
{
	const char *disk = "/tmp/disk", *null = "/tmp/null";

	CHECK_EQ(mknod(disk, S_IFBLK | 0600, 0x700), 0);
	CHECK_EQ(mknod(null, S_IFCHR | 0600, 0x103), 0);
	boundary_finish(1000 + getpid(), SECURE_CCAPS);
	CHECK(chmod(disk, 0666) < 0 && errno == EACCES);
	CHECK(chown(disk, USER, USER) < 0 && errno == EACCES);
	CHECK_EQ(chmod(null, 0666), 0);
	CHECK_EQ(unlink(disk) | unlink(null), 0);
}

static void options_of_control_groups_stay(void)
{
	private_mounts();
	boundary_finish(259, SECURE_CCAPS | SECURE_MOUNT);
	CHECK(mount("none", "/tmp", "cgroup2", 0, NULL) < 0 && errno == EPERM);
}

static void the_hosts_name_stays(void)
{
	boundary_finish(260, SECURE_CCAPS);
	CHECK(sethostname("stolen", 6) < 0 && errno == EPERM);
}

/* ---- the spectator ---- */

static int open_for(const char *format, pid_t pid, int flags)
{
	char name[64];

	snprintf(name, sizeof(name), format, pid);
	return open(name, flags);
}

static void spectators_change_nothing(void)
{
	const struct rlimit none = { 0, 0 };
	pid_t host = sleeper(0), watch;
	uint64_t flags = 0;
	int master = posix_openpt(O_RDWR | O_NOCTTY);

	CHECK_EQ(grantpt(master) | unlockpt(master), 0);
	watch = fork();
	if (!watch) {
		CHECK_EQ(vs(CTX_MIGRATE, WATCH_ID, &flags), WATCH_ID);
		CHECK(open_for("/proc/%d/status", host, O_RDONLY) >= 0);
		CHECK(open_for("/proc/%d/oom_score_adj", host, O_WRONLY) < 0 &&
		      errno == EACCES);
		CHECK(prlimit(host, RLIMIT_NOFILE, &none, NULL) < 0 &&
		      errno == EPERM);
		CHECK(setpriority(PRIO_PROCESS, host, 19) < 0);
		CHECK(kill(host, 0) < 0 && errno == EPERM);
		CHECK(open(ptsname(master), O_RDWR | O_NOCTTY) < 0);
		CHECK(open(ptsname(master), O_RDONLY | O_NOCTTY) >= 0);
		_exit(0);
	}
	child_passes(watch);
	end_child(host);
}

/* ---- sockets ---- */

static socklen_t abstract(struct sockaddr_un *addr)
{
	memset(addr, 0, sizeof(*addr));
	addr->sun_family = AF_UNIX;
	strcpy(addr->sun_path + 1, "hostbus");
	return sizeof(sa_family_t) + 8;
}

/* a socket of the host that a guest inherited has no names to give */
static void inherited_sockets_take_no_name(void)
{
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);
	struct sockaddr_un addr;
	socklen_t len = abstract(&addr);
	pid_t guest = fork();

	if (!guest) {
		boundary_finish(262, SECURE_CCAPS);
		CHECK(bind(fd, (void *)&addr, len) < 0 && errno == EACCES);
		CHECK_EQ(bind(socket(AF_UNIX, SOCK_STREAM, 0), (void *)&addr,
			      len), 0);
		_exit(0);
	}
	child_passes(guest);
	CHECK_EQ(bind(fd, (void *)&addr, len), 0);
}

static const struct tap_test tests[] = {
	TAP_TEST(init_adopts_no_ancestor),
	TAP_TEST(owners_of_files_reach_no_host),
	TAP_TEST(groups_are_not_shared_for_priority),
	TAP_TEST(nobody_enters_who_shares),
	TAP_TEST(parents_get_no_foreign_children),
	TAP_TEST(parents_trace_no_guest),
	TAP_TEST(host_users_reach_no_guest),
	TAP_TEST(lent_terminals_are_not_typed_into),
	TAP_TEST(lent_terminals_are_not_hung_up),
	TAP_TEST(restrictions_of_mounts_stay),
	TAP_TEST(layers_are_mounted),
	TAP_TEST(drivers_parse_nothing_for_it),
	TAP_TEST(nodes_of_others_keep_their_mode),
	TAP_TEST(options_of_control_groups_stay),
	TAP_TEST(the_hosts_name_stays),
	TAP_TEST(spectators_change_nothing),
	TAP_TEST(inherited_sockets_take_no_name),
};

int main(void)
{
	return tap_main(tests, sizeof(tests) / sizeof(tests[0]));
}
