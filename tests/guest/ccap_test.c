// SPDX-License-Identifier: GPL-2.0-only
/*
 * What each context capability and flag lets a guest do: refused without it,
 * allowed with it, refused to the guest's ordinary user who has it, too.  And
 * what no capability at all lets it do.
 */
#define _GNU_SOURCE
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <netinet/in.h>
#include <sys/ioctl.h>
#include <sys/klog.h>
#include <sys/quota.h>
#include <sys/resource.h>
#include <sys/sysmacros.h>
#include <sys/time.h>
#include <sys/xattr.h>

#include "boundary.h"

#define USER		1000

#define SET_UTSNAME	0x00000001
#define SET_RLIMIT	0x00000002
#define FS_SECURITY	0x00000004
#define FS_TRUSTED	0x00000008
#define TIOCSTI_CCAP	0x00000010
#define SYSLOG		0x00001000
#define OOM_ADJUST	0x00002000
#define AUDIT_CONTROL	0x00004000
#define SECURE_MOUNT	0x00010000
#define SECURE_REMOUNT	0x00020000
#define BINARY_MOUNT	0x00040000
#define DEV_MOUNT	0x00080000
/* RAW_ICMP, QUOTA_CTL, ADMIN_MAPPER, ADMIN_CLOOP, KTHREAD */
#define OPEN_NOTHING	0x01700100
#define NAMESPACE	0x02000000
#define IGNEG_NICE	(1ULL << 52)
#define IGNEG_IONICE	(1ULL << 53)
#define HIDE_MOUNT	0x01000000

#define CAP_MKNOD	(1ULL << 27)
#define OF_HOST		"/tmp/ccap-host"	/* mounted for it, restricted */
#define OWN		"/tmp/ccap-own"
#define MODPROBE	"/proc/sys/kernel/modprobe"
#define HELPER		"/tmp/ccap-helper"
#define TRACE		"/tmp/ccap-trace"
#define UNKNOWN		"/tmp/ccap-unknown"

#define COUNT(array)	(sizeof(array) / sizeof(array[0]))

/* ---- what is tried; negative when it was refused ---- */

static long set_name(void)
{
	return sethostname("guest", 5);
}

static long raise_limit(void)
{
	struct rlimit limit;

	CHECK_EQ(getrlimit(RLIMIT_NOFILE, &limit), 0);
	limit.rlim_max++;
	/* these would be CAP_SYS_NICE */
	CHECK(setrlimit(RLIMIT_NICE, &(struct rlimit){ 40, 40 }) < 0);
	CHECK(setrlimit(RLIMIT_RTPRIO, &(struct rlimit){ 99, 99 }) < 0);
	/* and this one CAP_IPC_LOCK */
	CHECK(setrlimit(RLIMIT_MEMLOCK, &(struct rlimit){ 1UL << 40, 1UL << 40 }) <
	      0);
	return setrlimit(RLIMIT_NOFILE, &limit);
}

static long set_security(void)
{
	return setxattr("/tmp/ccap", "security.test", "x", 1, 0);
}

static long set_trusted(void)
{
	return setxattr("/tmp/ccap", "trusted.test", "x", 1, 0);
}

/* all but networks */
static long make_spaces(void)
{
	CHECK(unshare(CLONE_NEWNET) < 0);
	return unshare(CLONE_NEWNS | CLONE_NEWUTS | CLONE_NEWIPC |
		       CLONE_NEWPID | CLONE_NEWCGROUP | 0x80 /* time */);
}

static long read_log(void)
{
	char buf[64];

	return klogctl(3, buf, sizeof(buf));
}

/* reading is for all who may make the call; this never is */
static long clear_log(void)
{
	return klogctl(5, NULL, 0);
}

static long lower_oom(void)
{
	CHECK(write_file("/proc/self/oom_score_adj", "-1000") < 0);
	return write_file("/proc/self/oom_score_adj", "-999");
}

static long lower_oom_adj(void)
{
	return write_file("/proc/self/oom_adj", "-5");
}

/* it is set once by whoever logs in, and again with the capability only */
static long change_login(void)
{
	return write_file("/proc/self/loginuid", "1001");
}

static long mount_own(void)
{
	return mount("own", OWN, "tmpfs", 0, NULL);
}

/* the first step of a mount, which needs no server */
static long name_server(void)
{
	int fd = syscall(SYS_fsopen, "nfs", 0);

	return fd < 0 ? -1 : syscall(SYS_fsconfig, fd, 1 /* a string */,
				     "source", "192.0.2.9:/export", 0);
}

static long lift_restrictions(void)
{
	return mount(NULL, OF_HOST, NULL, MS_REMOUNT | MS_BIND, NULL);
}

static long open_own_node(void)
{
	if (mount_own())
		return -1;
	CHECK_EQ(mknod(OWN "/null", S_IFCHR | 0666, makedev(1, 3)), 0);
	return open(OWN "/null", O_RDWR);
}

static long type_on_own_terminal(void)
{
	int fd = open("/dev/pts/ptmx", O_RDWR | O_NOCTTY), unlock = 0;

	CHECK(fd >= 0);
	CHECK_EQ(ioctl(fd, TIOCSPTLCK, &unlock), 0);
	setsid();
	fd = open(ptsname(fd), O_RDWR);
	CHECK(fd >= 0);
	return ioctl(fd, TIOCSTI, "x");
}

/* @also: what the attempt needs besides, and is not enough */
static const struct {
	const char *name;
	uint64_t ccap;
	long (*try)(void);
	int refused;
	uint64_t also;
} rows[] = {
	{ "sethostname",	SET_UTSNAME,	set_name,	EPERM, 0 },
	{ "raise a hard limit",	SET_RLIMIT,	raise_limit,	EPERM, 0 },
	{ "set security.*",	FS_SECURITY,	set_security,	EPERM, 0 },
	{ "set trusted.*",	FS_TRUSTED,	set_trusted,	EPERM, 0 },
	{ "read the log",	SYSLOG,		read_log,	EPERM, 0 },
	{ "clear the log",	SYSLOG,		clear_log,	EPERM, 0 },
	{ "lower the oom score", OOM_ADJUST,	lower_oom,	EACCES, 0 },
	{ "lower it, old",	OOM_ADJUST,	lower_oom_adj,	EACCES, 0 },
	{ "change the login",	AUDIT_CONTROL,	change_login,	EPERM, 0 },
	{ "make namespaces",	NAMESPACE,	make_spaces,	EPERM, 0 },
	{ "mount",		SECURE_MOUNT,	mount_own,	EPERM, 0 },
	{ "lift restrictions",	SECURE_REMOUNT,	lift_restrictions, EPERM,
	  SECURE_MOUNT },
	{ "mount by network",	BINARY_MOUNT,	name_server,	EPERM,
	  SECURE_MOUNT },
	{ "use a node",		DEV_MOUNT,	open_own_node,	EACCES,
	  SECURE_MOUNT },
	{ "type",		TIOCSTI_CCAP,	type_on_own_terminal, EPERM, 0 },
};

/* the errno of one attempt in a new guest with these, 0 when it worked */
static int outcome(size_t row, uint64_t ccaps, uid_t user)
{
	int status;
	pid_t pid = fork();

	if (!pid) {
		CHECK_EQ(unshare(CLONE_NEWUTS | CLONE_NEWNS), 0);
		boundary_private_mounts();
		CHECK_EQ(mount("host", OF_HOST, "tmpfs", MS_NOSUID, NULL), 0);
		write_file("/proc/self/loginuid", "1000");
		boundary_finish(1000 + getpid(), ccaps);
		if (user)
			CHECK_EQ(setresuid(user, user, user), 0);
		errno = 0;
		_exit(rows[row].try() < 0 ? errno : 0);
	}
	CHECK_EQ(waitpid(pid, &status, 0), pid);
	CHECK(WIFEXITED(status));
	return WEXITSTATUS(status);
}

static void check_row(size_t i, uint64_t ccaps, uid_t user, int want)
{
	int is = outcome(i, ccaps, user);

	if (is == want)
		return;
	printf("# %s, ccaps %llx, user %d: %s, not %s\n", rows[i].name,
	       (unsigned long long)ccaps, user, strerror(is), strerror(want));
	fflush(stdout);
	_exit(1);
}

static void refused_without(void)
{
	size_t i;

	for (i = 0; i < COUNT(rows); i++)
		check_row(i, rows[i].also, 0, rows[i].refused);
}

static void every_other_is_not_enough(void)
{
	uint64_t all = OPEN_NOTHING;
	size_t i;

	for (i = 0; i < COUNT(rows); i++)
		all |= rows[i].ccap;
	for (i = 0; i < COUNT(rows); i++)
		check_row(i, all & ~rows[i].ccap, 0, rows[i].refused);
}

static void allowed_with(void)
{
	size_t i;

	for (i = 0; i < COUNT(rows); i++)
		check_row(i, rows[i].ccap | rows[i].also, 0, 0);
}

/* the capability that it stands in for must be the caller's own */
static void ordinary_users_get_nothing(void)
{
	size_t i;

	for (i = 0; i < COUNT(rows); i++)
		if (!outcome(i, rows[i].ccap | rows[i].also, USER)) {
			printf("# %s by a user\n", rows[i].name);
			fflush(stdout);
			_exit(1);
		}
}

/* those that are there for configurations that name them */
static void some_open_nothing(void)
{
	boundary_finish(153, OPEN_NOTHING);
	CHECK(syscall(SYS_quotactl, QCMD(Q_SYNC, USRQUOTA), NULL, 0, NULL) < 0);
	CHECK(errno == EPERM || errno == ENOSYS);
	CHECK(open("/dev/loop-control", O_RDWR) < 0 && errno == EACCES);
	CHECK(open("/dev/vda", O_RDONLY) < 0 && errno == EACCES);
	CHECK(socket(AF_INET, SOCK_RAW, IPPROTO_ICMP) < 0 && errno == EPERM);
}

/* a filter that allows everything, for the caller and all that it starts */
static int filter_calls(void)
{
	struct sock_filter all = { BPF_RET | BPF_K, 0, 0, SECCOMP_RET_ALLOW };
	struct sock_fprog program = { 1, &all };

	return syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program) ?
		-errno : 0;
}

/* a set-user-id program must not run under the filter of a user */
static void filters_are_for_root(void)
{
	become_guest(151, 0);
	CHECK_EQ(filter_calls(), -EACCES);
}

static void filters_are_for_root_that_mounts(void)
{
	boundary_finish(152, SECURE_MOUNT);
	CHECK_EQ(filter_calls(), 0);
	CHECK_EQ(setresuid(USER, USER, USER), 0);
	CHECK_EQ(filter_calls(), -EACCES);
}

/* ---- flags ---- */

static void refused_priorities(uint64_t flags, int nice, int ionice)
{
	int status;
	pid_t pid = fork();

	if (!pid) {
		uint32_t id = 1000 + getpid();

		CHECK_EQ(create(id, INIT_FLAGS | flags), id);
		CHECK_EQ(vs_set(SET_BCAPS, id, SECURE_CAPS, ~0ULL), 0);
		CHECK_EQ(vs_set(SET_CFLAGS, id, 0, SETUP_ENDS), 0);
		errno = 0;
		setpriority(PRIO_PROCESS, 0, -5);
		CHECK_EQ(errno, nice);
		errno = 0;
		CHECK_EQ(getpriority(PRIO_PROCESS, 0), 0);
		syscall(SYS_ioprio_set, 1, 0, 1 << 13 | 4);
		CHECK_EQ(errno, ionice);
		CHECK(syscall(SYS_ioprio_get, 1, 0) != (1 << 13 | 4));
		/* what is no question of rights is refused all the same */
		CHECK(syscall(SYS_ioprio_set, 1, 0, 7 << 13) < 0);
		CHECK_EQ(errno, EINVAL);
		_exit(0);
	}
	CHECK_EQ(waitpid(pid, &status, 0), pid);
	CHECK_EQ(status, 0);
}

static void priorities_are_refused_or_ignored(void)
{
	refused_priorities(0, EACCES, EPERM);
	refused_priorities(IGNEG_NICE, 0, EPERM);
	refused_priorities(IGNEG_IONICE, EACCES, 0);
}

static long lines_of(const char *name)
{
	FILE *f = fopen(name, "r");
	long lines = 0;
	int c;

	CHECK(f);
	while ((c = getc(f)) != EOF)
		lines += c == '\n';
	fclose(f);
	return lines;
}

static void mounts_are_hidden(void)
{
	/* struct mnt_id_req: size, spare, mount, parameter; LSMT_ROOT */
	uint64_t list[4], root[3] = { 24, -1ULL, 0 };
	uint64_t stat[3] = { 24, 0, 1 };
	char buf[512];

	CHECK(lines_of("/proc/self/mounts") > 0);
	CHECK(syscall(458, root, list, 4, 0) > 0);
	stat[1] = list[0];
	CHECK_EQ(syscall(457, stat, buf, sizeof(buf), 0), 0);
	become_guest(1000 + getpid(), HIDE_MOUNT);
	CHECK_EQ(lines_of("/proc/self/mounts"), 0);
	CHECK_EQ(lines_of("/proc/self/mountinfo"), 0);
	CHECK_EQ(lines_of("/proc/self/mountstats"), 0);
	CHECK_EQ(syscall(458, root, list, 4, 0), 0);
	CHECK(syscall(457, stat, buf, sizeof(buf), 0) < 0 && errno == EPERM);
}

/* ---- with every capability, which is the bound that a context starts with */

static void become_mighty(void)
{
	uint32_t id = 1000 + getpid();

	CHECK_EQ(create(id, INIT_FLAGS), id);
	CHECK_EQ(vs_set(SET_CFLAGS, id, 0, SETUP_ENDS), 0);
}

static void the_hosts_clock_is_not_set(void)
{
	struct timeval now;

	become_mighty();
	CHECK_EQ(gettimeofday(&now, NULL), 0);
	CHECK(settimeofday(&now, NULL) < 0 && errno == EPERM);
}

static void no_module_is_loaded(void)
{
	char image[64] = "";

	become_mighty();
	CHECK(syscall(SYS_init_module, image, sizeof(image), "") < 0);
	CHECK_EQ(errno, EPERM);
}

static void no_module_is_loaded_from_a_file(void)
{
	int fd = open("/proc/self/exe", O_RDONLY);

	become_mighty();
	CHECK(syscall(SYS_finit_module, fd, "", 0) < 0);
	CHECK_EQ(errno, EPERM);
}

static void make_program(const char *name, const char *text)
{
	int fd = open(name, O_CREAT | O_TRUNC | O_WRONLY, 0755);

	CHECK(fd >= 0);
	CHECK_EQ(write(fd, text, strlen(text)), strlen(text));
	close(fd);
}

/* does the kernel look for a module that knows a kind of program? */
static bool starts_modprobe(void)
{
	pid_t pid;

	unlink(TRACE);
	pid = fork();
	if (!pid) {
		execl(UNKNOWN, UNKNOWN, NULL);
		_exit(0);
	}
	CHECK_EQ(waitpid(pid, NULL, 0), pid);
	return !access(TRACE, F_OK);
}

static void no_module_is_asked_for(void)
{
	char *was = boundary_text(MODPROBE);
	int status;
	pid_t pid;

	make_program(UNKNOWN, "\1\2\3\4");
	make_program(HELPER, "#!/bin/sh\n: > " TRACE "\n");
	CHECK(write_file(MODPROBE, HELPER) > 0);
	pid = fork();
	if (!pid) {
		CHECK(starts_modprobe());
		become_mighty();
		CHECK(!starts_modprobe());
		_exit(0);
	}
	CHECK_EQ(waitpid(pid, &status, 0), pid);
	CHECK(write_file(MODPROBE, was) > 0);
	CHECK_EQ(status, 0);
}

static void prepare(void)
{
	int fd = open("/tmp/ccap", O_CREAT | O_WRONLY, 0666);

	CHECK(fd >= 0);
	CHECK_EQ(fchmod(fd, 0666), 0);
	close(fd);
	CHECK_EQ(mkdir(OF_HOST, 0755) | mkdir(OWN, 0777), 0);
}

static const struct tap_test tests[] = {
	TAP_TEST(prepare),
	TAP_TEST(refused_without),
	TAP_TEST(every_other_is_not_enough),
	TAP_TEST(allowed_with),
	TAP_TEST(ordinary_users_get_nothing),
	TAP_TEST(some_open_nothing),
	TAP_TEST(filters_are_for_root),
	TAP_TEST(filters_are_for_root_that_mounts),
	TAP_TEST(priorities_are_refused_or_ignored),
	TAP_TEST(mounts_are_hidden),
	TAP_TEST(the_hosts_clock_is_not_set),
	TAP_TEST(no_module_is_loaded),
	TAP_TEST(no_module_is_loaded_from_a_file),
	TAP_TEST(no_module_is_asked_for),
};

int main(void)
{
	/* a node is nothing that a ccap lets a guest make */
	boundary_caps |= CAP_MKNOD;
	return tap_main(tests, COUNT(tests));
}
