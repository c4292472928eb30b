// SPDX-License-Identifier: GPL-2.0-only
/*
 * What each context capability and flag lets a guest do: refused without it,
 * allowed with it, refused to the guest's ordinary user who has it, too.
 */
#define _GNU_SOURCE
#include <sys/ioctl.h>
#include <sys/klog.h>
#include <sys/resource.h>
#include <sys/xattr.h>

#include "boundary.h"

#define USER		1000

#define SET_UTSNAME	0x00000001
#define SET_RLIMIT	0x00000002
#define FS_SECURITY	0x00000004
#define FS_TRUSTED	0x00000008
#define SYSLOG		0x00001000
#define OOM_ADJUST	0x00002000
#define AUDIT_CONTROL	0x00004000
#define NAMESPACE	0x02000000
#define IGNEG_NICE	(1ULL << 52)
#define IGNEG_IONICE	(1ULL << 53)
#define HIDE_MOUNT	0x01000000

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

static const struct {
	const char *name;
	uint64_t ccap;
	long (*try)(void);
	int refused;
} rows[] = {
	{ "sethostname",	SET_UTSNAME,	set_name,	EPERM },
	{ "raise a hard limit",	SET_RLIMIT,	raise_limit,	EPERM },
	{ "set security.*",	FS_SECURITY,	set_security,	EPERM },
	{ "set trusted.*",	FS_TRUSTED,	set_trusted,	EPERM },
	{ "read the log",	SYSLOG,		read_log,	EPERM },
	{ "clear the log",	SYSLOG,		clear_log,	EPERM },
	{ "lower the oom score", OOM_ADJUST,	lower_oom,	EACCES },
	{ "lower it, old",	OOM_ADJUST,	lower_oom_adj,	EACCES },
	{ "change the login",	AUDIT_CONTROL,	change_login,	EPERM },
	{ "make namespaces",	NAMESPACE,	make_spaces,	EPERM },
};

/* the errno of one attempt in a new guest with these, 0 when it worked */
static int outcome(size_t row, uint64_t ccaps, uid_t user)
{
	int status;
	pid_t pid = fork();

	if (!pid) {
		CHECK_EQ(unshare(CLONE_NEWUTS), 0);
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
		check_row(i, 0, 0, rows[i].refused);
}

static void every_other_is_not_enough(void)
{
	uint64_t all = 0;
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
		check_row(i, rows[i].ccap, 0, 0);
}

/* the capability that it stands in for must be the caller's own */
static void ordinary_users_get_nothing(void)
{
	size_t i;

	for (i = 0; i < COUNT(rows); i++)
		if (!outcome(i, rows[i].ccap, USER)) {
			printf("# %s by a user\n", rows[i].name);
			fflush(stdout);
			_exit(1);
		}
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

static void prepare(void)
{
	int fd = open("/tmp/ccap", O_CREAT | O_WRONLY, 0666);

	CHECK(fd >= 0);
	CHECK_EQ(fchmod(fd, 0666), 0);
	close(fd);
}

static const struct tap_test tests[] = {
	TAP_TEST(prepare),
	TAP_TEST(refused_without),
	TAP_TEST(every_other_is_not_enough),
	TAP_TEST(allowed_with),
	TAP_TEST(ordinary_users_get_nothing),
	TAP_TEST(priorities_are_refused_or_ignored),
	TAP_TEST(mounts_are_hidden),
};

int main(void)
{
	return tap_main(tests, COUNT(tests));
}
