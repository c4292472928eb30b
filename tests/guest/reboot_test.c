// SPDX-License-Identifier: GPL-2.0-only
/*
 * reboot(2) in a guest: it ends the guest, the host hears of it, and no command
 * reaches the host.
 */
#define _GNU_SOURCE
#include <sched.h>
#include <signal.h>
#include <sys/stat.h>

#include "vcmd.h"

#define REBOOT_KILL	0x2000000000ULL
#define RESTART		0x01234567
#define RESTART2	0xA1B2C3D4
#define HALT		0xCDEF0123
#define POWER_OFF	0x4321FEDC
#define CAD_ON		0x89ABCDEF
#define CAD_OFF		0x00000000
#define SUSPEND		0xD000FCE2
#define KEXEC		0x45584543
#define SYS_BOOT	(1ULL << 22)

static long reboot_with(uint32_t magic, uint32_t cmd)
{
	long ret = syscall(SYS_reboot, 0xfee1dead, magic, cmd, "again");

	return ret < 0 ? -errno : ret;
}

static long vs_reboot(uint32_t cmd)
{
	return reboot_with(672274793, cmd);
}

/* one process more than the caller, in its pid namespace if it has one */
static void add_process(void)
{
	if (!fork())
		for (;;)
			pause();
}

/* the caller is in a pid namespace of its own */
static void reboot_now(uint32_t id, uint64_t flags, uint32_t cmd, int go)
{
	char c;

	become_guest(id, flags);
	add_process();
	CHECK_EQ(read(go, &c, 1), 1);
	vs_reboot(cmd);
	for (;;)
		pause();
}

/* the guest of another process; returns what wait_exit(2) tells */
static void run_guest(uint32_t id, uint64_t flags, uint32_t cmd, int own_pids,
		      int32_t *result)
{
	int go[2], i;
	pid_t pid;

	CHECK_EQ(pipe(go), 0);
	pid = fork();
	if (!pid) {
		if (own_pids)
			CHECK_EQ(unshare(CLONE_NEWPID), 0);
		if (!fork())
			reboot_now(id, flags, cmd, go[0]);
		wait(NULL);
		_exit(0);
	}
	for (i = 0; i < 500 && ctx_kill(id, 0, 0); i++)
		usleep(10000);
	usleep(50000);
	CHECK_EQ(write(go[1], "x", 1), 1);
	CHECK_EQ(vs(WAIT_EXIT, id, result), 0);
	CHECK_EQ(ctx_kill(id, 0, 0), -ESRCH);
	CHECK_EQ(waitpid(pid, NULL, 0), pid);
}

static const uint32_t endings[] = { RESTART, RESTART2, HALT, POWER_OFF };

static void own_pid_namespace_ends(void)
{
	int32_t result[2];
	int i;

	for (i = 0; i < 4; i++) {
		run_guest(170 + i, 0, endings[i], 1, result);
		CHECK_EQ((uint32_t)result[0], endings[i]);
	}
}

static void shared_pid_namespace_is_killed(void)
{
	int32_t result[2];
	int i;

	for (i = 0; i < 4; i++) {
		run_guest(174 + i, REBOOT_KILL, endings[i], 0, result);
		CHECK_EQ((uint32_t)result[0], endings[i]);
		CHECK_EQ(result[1], SIGKILL);
	}
}

/* neither an end, nor anything on the host */
static void other_commands_end_nothing(void)
{
	become_guest(178, REBOOT_KILL);
	CHECK_EQ(vs_reboot(CAD_ON), 0);
	CHECK_EQ(vs_reboot(CAD_OFF), 0);
	CHECK_EQ(vs_reboot(KEXEC), -EINVAL);
	CHECK_EQ(vs_reboot(0x12345678), -EINVAL);
	CHECK_EQ(reboot_with(1, RESTART), -EINVAL);
	CHECK_EQ(vs_reboot(SUSPEND), 0);
}

static void capability_is_needed(void)
{
	become_guest(179, REBOOT_KILL);
	CHECK_EQ(setresuid(99, 99, 99), 0);
	CHECK_EQ(vs_reboot(RESTART), -EPERM);
}

static void bound_is_respected(void)
{
	CHECK_EQ(create(180, INIT_FLAGS | REBOOT_KILL), 180);
	CHECK_EQ(vs_set(SET_BCAPS, 180, GUEST_CAPS & ~SYS_BOOT, ~0ULL), 0);
	CHECK_EQ(vs_set(SET_CFLAGS, 180, 0, SETUP_ENDS), 0);
	CHECK_EQ(vs_reboot(RESTART), -EPERM);
}

/* a spectator sees all and ends nothing */
static void spectator_reboots_nothing(void)
{
	uint64_t how = 0;

	CHECK_EQ(vs(CTX_MIGRATE, 1, &how), 1);
	CHECK_EQ(vs_reboot(RESTART), -EPERM);
	CHECK_EQ(vs_reboot(CAD_OFF), -EPERM);
}

/* ---- the helper ---- */

#define HELPER		"/tmp/helper"
#define HELPED		"/tmp/helped"

static void write_text(const char *file, const char *text)
{
	FILE *f = fopen(file, "w");

	CHECK(f);
	CHECK(fputs(text, f) >= 0);
	CHECK_EQ(fclose(f), 0);
}

/* a helper that adds a line for each time that it runs */
static void count_helpers(void)
{
	unlink(HELPED);
	write_text(HELPER, "#!/bin/sh\necho $1 >> " HELPED "\n");
	CHECK_EQ(chmod(HELPER, 0755), 0);
	write_text("/proc/sys/kernel/vshelper", HELPER);
}

static int helpers_run(void)
{
	FILE *f = fopen(HELPED, "r");
	int c, lines = 0;

	while (f && (c = getc(f)) != EOF)
		lines += c == '\n';
	if (f)
		fclose(f);
	return lines;
}

/* pid 1 of a namespace inside the guest, of a user namespace if that is asked */
static void reboot_inner(int spaces)
{
	int status;
	pid_t pid;

	if (spaces & CLONE_NEWUSER)
		CHECK_EQ(setresuid(1000, 1000, 1000), 0);
	CHECK_EQ(unshare(spaces), 0);
	pid = fork();
	if (!pid) {
		vs_reboot(RESTART);
		_exit(1);
	}
	CHECK_EQ(waitpid(pid, &status, 0), pid);
	CHECK(WIFSIGNALED(status) && WTERMSIG(status) == SIGHUP);
	_exit(0);
}

static void inner_namespaces_end_alone(void)
{
	static const int spaces[] = { CLONE_NEWUSER | CLONE_NEWPID,
				      CLONE_NEWPID };
	const uint64_t mask = CLONE_NEWUSER | CLONE_NEWPID;
	int i, status;
	pid_t pid;

	count_helpers();
	CHECK_EQ(create(181, INIT_FLAGS | REBOOT_KILL), 181);
	CHECK_EQ(vs_set(SET_BCAPS, 181, GUEST_CAPS, ~0ULL), 0);
	CHECK_EQ(vs_set(SET_UMASK, 181, mask, mask), 0);
	CHECK_EQ(vs_set(SET_CFLAGS, 181, 0, SETUP_ENDS), 0);
	for (i = 0; i < 2; i++) {
		pid = fork();
		if (!pid)
			reboot_inner(spaces[i]);
		CHECK_EQ(waitpid(pid, &status, 0), pid);
		CHECK_EQ(status, 0);
	}
	usleep(tap_time(1) * 300000);
	CHECK_EQ(helpers_run(), 0);
}

static void helpers_are_few(void)
{
	int i, status, started = 0;
	pid_t pid;

	count_helpers();
	pid = fork();
	if (!pid) {
		become_guest(182, REBOOT_KILL);
		for (i = 0; i < 20; i++, usleep(20000))
			started += !vs_reboot(SUSPEND);
		_exit(started);
	}
	CHECK_EQ(waitpid(pid, &status, 0), pid);
	CHECK(WIFEXITED(status));
	started = WEXITSTATUS(status);
	/* one in a second; the loop may take some */
	CHECK(started >= 1 && started < 10);
	for (i = 0; i < 100 && helpers_run() < started; i++)
		usleep(100000);
	CHECK_EQ(helpers_run(), started);
}

static const struct tap_test tests[] = {
	TAP_TEST(own_pid_namespace_ends),
	TAP_TEST(shared_pid_namespace_is_killed),
	TAP_TEST(other_commands_end_nothing),
	TAP_TEST(capability_is_needed),
	TAP_TEST(bound_is_respected),
	TAP_TEST(spectator_reboots_nothing),
	TAP_TEST(inner_namespaces_end_alone),
	TAP_TEST(helpers_are_few),
};

int main(void)
{
	return tap_main(tests, sizeof(tests) / sizeof(tests[0]));
}
