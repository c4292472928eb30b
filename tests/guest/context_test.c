// SPDX-License-Identifier: GPL-2.0-only
/*
 * Process contexts: life cycle, membership and what a finished guest can do.
 * Written against the documented numbers and layouts, not against our headers.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <fcntl.h>
#include <linux/membarrier.h>
#include <sched.h>
#include <signal.h>
#include <stdbool.h>
#include <sys/mman.h>
#include <sys/reboot.h>
#include <sys/shm.h>
#include <sys/time.h>
#include <sys/wait.h>

#include "vcmd.h"

static void version_is_told(void)
{
	CHECK_EQ(vs(0x00000000, 0, NULL), 0x00020308);
	CHECK(vs(0x00010000, 0, NULL) & 1);
}

static void unknown_commands_are_absent(void)
{
	CHECK_EQ(vs(0x00000001, 0, NULL), -ENOSYS);
	CHECK_EQ(vs(0x00001000, 0, NULL), -ENOSYS);
	CHECK_EQ(vs(0x40000000, 0, NULL), -ENOSYS);
	CHECK_EQ(vs(0x09010002, 42, NULL), -ENOSYS);
}

static void bad_arguments_are_refused(void)
{
	uint64_t unknown = INIT_FLAGS | 1ULL << 60;

	CHECK_EQ(create(0, INIT_FLAGS), -EINVAL);
	CHECK_EQ(create(1, INIT_FLAGS), -EINVAL);
	CHECK_EQ(create(65536, INIT_FLAGS), -EINVAL);
	CHECK_EQ(vs(0x09010001, 42, &unknown), -EINVAL);
	CHECK_EQ(vs(0x09010001, 42, (void *)8), -EFAULT);
	CHECK_EQ(vs(0x34010000, 4242, NULL), -ESRCH);
}

static void nobody_but_root_has_the_call(void)
{
	CHECK_EQ(setresuid(65534, 65534, 65534), 0);
	CHECK_EQ(vs(0x00000000, 0, NULL), -ENOSYS);
}

static void finished_guest_has_no_call(void)
{
	become_guest(50, 0);
	CHECK_EQ(vs(0x00000000, 0, NULL), -ENOSYS);
	CHECK_EQ(vs(0x34010000, 50, NULL), -ENOSYS);
}

static void setup_acts_on_itself_only(void)
{
	uint64_t flags[2] = { 0, 0x300000000ULL };
	int ready[2];
	char c;

	CHECK_EQ(pipe(ready), 0);
	if (!fork()) {
		CHECK_EQ(create(52, INIT_FLAGS), 52);
		CHECK_EQ(write(ready[1], "x", 1), 1);
		sleep(2);
		_exit(0);
	}
	CHECK_EQ(read(ready[0], &c, 1), 1);
	CHECK_EQ(create(52, INIT_FLAGS), -EBUSY);
	CHECK_EQ(create(51, INIT_FLAGS), 51);
	CHECK_EQ(vs(0x34020000, 52, flags), -ENOSYS);
	CHECK_EQ(vs(0x34020000, 51, flags), 0);
}

static void host_is_out_of_reach(void)
{
	pid_t host = getppid();

	become_guest(53, 0);
	CHECK(kill(host, 0) < 0 && errno == ESRCH);
	CHECK(syscall(SYS_pidfd_open, host, 0) < 0 && errno == ESRCH);
	CHECK(getpgid(host) < 0 && errno == ESRCH);
	CHECK_EQ(getppid(), 0);
}

static void proc_shows_own_tasks_only(void)
{
	char self[16];
	struct dirent *e;
	DIR *proc;
	int own = 0;

	become_guest(54, 0);
	snprintf(self, sizeof(self), "%d", getpid());
	proc = opendir("/proc");
	CHECK(proc);
	while ((e = readdir(proc))) {
		if (e->d_name[0] < '0' || e->d_name[0] > '9')
			continue;
		CHECK(!strcmp(e->d_name, self));
		own++;
	}
	CHECK_EQ(own, 1);
	CHECK(access("/proc/1/status", F_OK) < 0 && errno == ENOENT);
}

static void fake_init_is_one(void)
{
	const pid_t number = getpid();
	char dir[32];
	pid_t pid;

	snprintf(dir, sizeof(dir), "/proc/%d", number);
	become_guest(55, FAKE_INIT);
	CHECK_EQ(syscall(SYS_getpid), 1);
	CHECK_EQ(getppid(), 0);
	CHECK_EQ(access("/proc/1/status", F_OK), 0);
	/* and is found under no other number, by its children neither */
	pid = fork();
	if (pid) {
		child_passes(pid);
		return;
	}
	CHECK_EQ(getppid(), 1);
	CHECK_EQ(kill(1, 0), 0);
	CHECK(kill(number, 0) < 0 && errno == ESRCH);
	CHECK(access(dir, F_OK) < 0 && errno == ENOENT);
	CHECK_EQ(kill(getpid(), 0), 0);
	_exit(0);
}

/* a pid namespace inside a guest whose init is shown as 1 has its own 1 */
static void inner_namespaces_keep_their_one(void)
{
	pid_t pid;

	CHECK_EQ(create(66, INIT_FLAGS | FAKE_INIT), 66);
	CHECK_EQ(vs_set(SET_BCAPS, 66, GUEST_CAPS, ~0ULL), 0);
	CHECK_EQ(vs_set(SET_UMASK, 66, CLONE_NEWPID, CLONE_NEWPID), 0);
	CHECK_EQ(vs_set(SET_CFLAGS, 66, 0, SETUP_ENDS), 0);
	CHECK_EQ(unshare(CLONE_NEWPID), 0);
	pid = fork();
	if (pid) {
		child_passes(pid);
		return;
	}
	CHECK_EQ(syscall(SYS_getpid), 1);
	CHECK_EQ(getppid(), 0);
	CHECK_EQ(setpgid(0, 0), 0);
	CHECK_EQ(getpgid(1), 1);
	_exit(0);
}

static void host_files_are_not_written(void)
{
	become_guest(56, 0);
	CHECK(open("/proc/sys/kernel/core_pattern", O_WRONLY) < 0);
	CHECK(open("/proc/sysrq-trigger", O_WRONLY) < 0);
}

static void reboot_ends_the_guest_only(void)
{
	int32_t result[2] = { -1, -1 };
	int status, ready[2];
	pid_t pid;
	char c;

	CHECK_EQ(pipe(ready), 0);
	pid = fork();
	if (!pid) {
		become_guest(57, 0);
		CHECK_EQ(write(ready[1], "x", 1), 1);
		sleep(1);
		CHECK_EQ(reboot(RB_AUTOBOOT), 0);
		_exit(7);
	}
	CHECK_EQ(read(ready[0], &c, 1), 1);
	CHECK_EQ(vs(0x30630000, 57, result), 0);
	CHECK_EQ(result[0], RB_AUTOBOOT);
	CHECK_EQ(result[1], 7 << 8);
	CHECK_EQ(waitpid(pid, &status, 0), pid);
	CHECK_EQ(vs(0x34010000, 57, NULL), -ESRCH);
}

static pid_t init_of(uint32_t id)
{
	int32_t info[2] = { -1, -1 };

	CHECK_EQ(vs(VX_INFO, id, info), 0);
	return info[1];
}

/* nobody waits for init, which is gone before it has quite exited */
static void init_is_known_when_nobody_waits(void)
{
	int32_t result[2] = { -1, -1 };
	int ready[2], hold[2], stay[2];
	uint64_t how = 0;
	pid_t pid;
	char c;

	signal(SIGCHLD, SIG_IGN);
	CHECK_EQ(pipe(ready) | pipe(hold) | pipe(stay), 0);
	pid = fork();
	if (!pid) {
		close(stay[1]);
		become_guest(60, 0);
		CHECK_EQ(write(ready[1], "x", 1), 1);
		_exit(read(hold[0], &c, 1) + 6);
	}
	CHECK_EQ(read(ready[0], &c, 1), 1);
	CHECK_EQ(init_of(60), pid);
	if (!fork()) {
		close(stay[1]);
		CHECK_EQ(vs(CTX_MIGRATE, 60, &how), 60);
		CHECK_EQ(write(ready[1], "x", 1), 1);
		_exit(read(stay[0], &c, 1));
	}
	CHECK_EQ(read(ready[0], &c, 1), 1);
	CHECK_EQ(write(hold[1], "x", 1), 1);
	while (!kill(pid, 0))
		usleep(10000);
	usleep(100000);
	CHECK_EQ(init_of(60), 0);
	close(stay[1]);
	CHECK_EQ(vs(WAIT_EXIT, 60, result), 0);
	CHECK_EQ(result[1], 7 << 8);
}

static int ended_by(pid_t pid)
{
	int status;

	CHECK_EQ(waitpid(pid, &status, 0), pid);
	return status;
}

/* nobody may change its flags, and still it can be ended */
static void closed_persistent_guests_can_be_ended(void)
{
	uint64_t how = 0;
	pid_t pid = fork();

	if (!pid) {
		CHECK_EQ(create(58, INIT_FLAGS | PERSISTENT), 58);
		CHECK_EQ(vs_set(SET_CFLAGS, 58, 0, INIT_FLAGS), 0);
		_exit(0);
	}
	CHECK_EQ(ended_by(pid), 0);
	CHECK_EQ(vs_set(SET_CFLAGS, 58, 0, PERSISTENT), -EACCES);
	CHECK_EQ(vs(CTX_MIGRATE, 58, &how), -EACCES);
	CHECK_EQ(ctx_kill(58, 0, SIGTERM), -ESRCH);
	CHECK_EQ(ctx_kill(58, -1, SIGKILL), -ESRCH);
	CHECK_EQ(vs_get(GET_CFLAGS, 58), PERSISTENT);
	CHECK_EQ(ctx_kill(58, 0, SIGKILL), 0);
	while (vs(GET_CFLAGS, 58, NULL) != -ESRCH)
		usleep(10000);
}

/* contexts in memory become as many as told, within ten seconds */
static bool contexts_become(int count)
{
	int i, total = -1;
	FILE *f;

	for (i = 0; i < 1000 && total != count; i++) {
		usleep(10000);
		f = fopen("/proc/virtual/status", "r");
		CHECK(f && fscanf(f, "#CTotal: %d", &total) == 1);
		fclose(f);
	}
	return total == count;
}

/*
 * A context in which children came and went.  What is freed after a grace period
 * is, when the processor that all of them ran on has waited for one.
 */
static void have_children(int ready)
{
	cpu_set_t one;
	pid_t pid;
	int i;

	CPU_ZERO(&one);
	CPU_SET(0, &one);
	CHECK_EQ(sched_setaffinity(0, sizeof(one), &one), 0);
	CHECK_EQ(create(61, INIT_FLAGS), 61);
	for (i = 0; i < 20; i++) {
		pid = fork();
		if (!pid)
			_exit(0);
		CHECK_EQ(ended_by(pid), 0);
	}
	CHECK_EQ(syscall(SYS_membarrier, MEMBARRIER_CMD_GLOBAL, 0, 0), 0);
	CHECK_EQ(write(ready, "x", 1), 1);
	pause();
}

/* the counts follow each fork and each exit: it is neither ended nor freed */
static void children_leave_the_context_as_it_was(void)
{
	int ready[2];
	pid_t pid;
	char c;

	CHECK_EQ(pipe(ready), 0);
	pid = fork();
	if (!pid)
		have_children(ready[1]);
	close(ready[1]);
	CHECK_EQ(read(ready[0], &c, 1), 1);
	usleep(300000);
	CHECK(contexts_become(1));
	CHECK_EQ(vs_get(GET_CFLAGS, 61), INIT_FLAGS);
	CHECK_EQ(kill(pid, SIGKILL), 0);
	CHECK_EQ(ended_by(pid), SIGKILL);
	CHECK(contexts_become(0));
}

/*
 * A segment keeps the credential of who made it, and so the memory of the
 * context; the context has ended all the same, and its id is free.
 */
static void shared_memory_outlives_its_guest(void)
{
	int *segment = mmap(NULL, 4096, PROT_READ | PROT_WRITE,
			    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	pid_t pid = fork();

	if (!pid) {
		become_guest(59, 0);
		*segment = shmget(0x59, 4096, IPC_CREAT | 0666);
		_exit(*segment < 0);
	}
	CHECK_EQ(ended_by(pid), 0);
	while (vs(GET_CFLAGS, 59, NULL) != -ESRCH)
		usleep(10000);
	CHECK(contexts_become(1));
	CHECK_EQ(shmctl(*segment, IPC_RMID, NULL), 0);
	CHECK(contexts_become(0));
}

/* a line of a process's status, up to its end; "" when there is none */
static void status_line(const char *field, char *line, int size)
{
	FILE *f = fopen("/proc/self/status", "r");

	CHECK(f);
	while (fgets(line, size, f))
		if (!strncmp(line, field, strlen(field)))
			break;
	if (feof(f))
		*line = 0;
	fclose(f);
}

static void status_tells_the_context(void)
{
	char line[256];
	int status;
	pid_t pid;

	status_line("VxID:", line, sizeof(line));
	CHECK(!strcmp(line, "VxID: 0\n"));
	pid = fork();
	if (!pid) {
		become_guest(70, 0x04000000 /* HIDE_VINFO */);
		status_line("VxID:", line, sizeof(line));
		CHECK(!*line);
		CHECK(access("/proc/virtual/70", F_OK) < 0 && errno == ENOENT);
		_exit(0);
	}
	CHECK_EQ(waitpid(pid, &status, 0), pid);
	CHECK_EQ(status, 0);
	become_guest(71, 0);
	status_line("VxID:", line, sizeof(line));
	CHECK(!strcmp(line, "VxID: 71\n"));
	status_line("NxID:", line, sizeof(line));
	CHECK(!strcmp(line, "NxID: 0\n"));
}

/* who adopts an orphan of the guest: its init, which it sees as 1 */
static void init_adopts_orphans(void)
{
	int told[2], status;
	pid_t parent = -1, child;

	become_guest(72, FAKE_INIT);
	CHECK_EQ(pipe(told), 0);
	child = fork();
	if (!child) {
		child = getpid();
		if (fork())
			_exit(0);
		while (getppid() == child)
			usleep(1000);
		parent = getppid();
		CHECK_EQ(write(told[1], &parent, sizeof(parent)),
			 sizeof(parent));
		_exit(33);
	}
	CHECK_EQ(waitpid(child, NULL, 0), child);
	close(told[1]);
	CHECK_EQ(read(told[0], &parent, sizeof(parent)), sizeof(parent));
	CHECK_EQ(parent, 1);
	CHECK(waitpid(-1, &status, 0) > 0);
	CHECK_EQ(WEXITSTATUS(status), 33);
}

/* a member that was there before the end of the setup sheds them at exec */
static void exec_reduces_what_is_seen(void)
{
	char line[64] = "";
	int go[2], out[2];
	pid_t pid;

	CHECK_EQ(create(73, INIT_FLAGS), 73);
	CHECK_EQ(pipe(go) | pipe(out), 0);
	pid = fork();
	if (!pid) {
		CHECK_EQ(read(go[0], line, 1), 1);
		dup2(out[1], 1);
		execl("/bin/grep", "grep", "CapEff", "/proc/self/status", NULL);
		_exit(127);
	}
	CHECK_EQ(vs_set(SET_BCAPS, 73, GUEST_CAPS, ~0ULL), 0);
	CHECK_EQ(vs_set(SET_CFLAGS, 73, 0, SETUP_ENDS), 0);
	CHECK_EQ(write(go[1], "x", 1), 1);
	CHECK(read(out[0], line, sizeof(line) - 1) > 0);
	CHECK_EQ(waitpid(pid, NULL, 0), pid);
	CHECK_EQ(strtoull(line + strlen("CapEff:\t"), NULL, 16), GUEST_CAPS);
}

/* KEYCTL_SESSION_TO_PARENT gives the parent a credential of its own */
static void a_new_session_keeps_the_bound(void)
{
	struct timeval tv;
	pid_t pid;

	CHECK_EQ(create(74, INIT_FLAGS), 74);
	CHECK_EQ(vs_set(SET_BCAPS, 74, GUEST_CAPS, ~0ULL), 0);
	pid = fork();
	if (!pid) {
		CHECK(syscall(SYS_keyctl, 1, NULL) > 0);
		CHECK_EQ(syscall(SYS_keyctl, 18), 0);
		_exit(0);
	}
	CHECK_EQ(waitpid(pid, NULL, 0), pid);
	CHECK_EQ(gettimeofday(&tv, NULL), 0);
	CHECK(settimeofday(&tv, NULL) < 0 && errno == EPERM);
	CHECK_EQ(vs_get(GET_BCAPS, 74), GUEST_CAPS);
}

static void bound_counts_during_setup(void)
{
	CHECK_EQ(unshare(CLONE_NEWUTS), 0);
	CHECK_EQ(create(97, INIT_FLAGS), 97);
	CHECK_EQ(sethostname("a", 1), 0);
	CHECK_EQ(vs_set(SET_BCAPS, 97, GUEST_CAPS, ~0ULL), 0);
	CHECK(sethostname("b", 1) < 0 && errno == EPERM);
}

static const struct tap_test tests[] = {
	TAP_TEST(version_is_told),
	TAP_TEST(unknown_commands_are_absent),
	TAP_TEST(bad_arguments_are_refused),
	TAP_TEST(nobody_but_root_has_the_call),
	TAP_TEST(finished_guest_has_no_call),
	TAP_TEST(setup_acts_on_itself_only),
	TAP_TEST(host_is_out_of_reach),
	TAP_TEST(proc_shows_own_tasks_only),
	TAP_TEST(fake_init_is_one),
	TAP_TEST(inner_namespaces_keep_their_one),
	TAP_TEST(host_files_are_not_written),
	TAP_TEST(reboot_ends_the_guest_only),
	TAP_TEST(init_is_known_when_nobody_waits),
	TAP_TEST(closed_persistent_guests_can_be_ended),
	TAP_TEST(children_leave_the_context_as_it_was),
	TAP_TEST(shared_memory_outlives_its_guest),
	TAP_TEST(status_tells_the_context),
	TAP_TEST(init_adopts_orphans),
	TAP_TEST(exec_reduces_what_is_seen),
	TAP_TEST(a_new_session_keeps_the_bound),
	TAP_TEST(bound_counts_during_setup),
};

int main(void)
{
	return tap_main(tests, sizeof(tests) / sizeof(tests[0]));
}
