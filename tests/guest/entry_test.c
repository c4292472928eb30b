// SPDX-License-Identifier: GPL-2.0-only
/*
 * What a process takes with it when it enters a context, what it leaves behind,
 * and what is cached of either.
 */
#define _GNU_SOURCE
#include <linux/capability.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>

#include "boundary.h"

/* run @inside in a child, and wait until it says that it is ready */
static pid_t start(void (*inside)(int ready))
{
	int ready[2];
	pid_t pid;
	char c;

	CHECK_EQ(pipe(ready), 0);
	pid = fork();
	if (!pid) {
		inside(ready[1]);
		_exit(0);
	}
	close(ready[1]);
	CHECK_EQ(read(ready[0], &c, 1), 1);
	close(ready[0]);
	return pid;
}

static void is_ready(int fd)
{
	CHECK_EQ(write(fd, "x", 1), 1);
}

/* ---- /proc/1 of a guest that has the procfs of the host ---- */

#define ONE	"/proc/1/comm"

static void look_at_one(int ready)
{
	CHECK(write_file("/proc/self/comm", "of-a-guest") > 0);
	become_guest(400, FAKE_INIT);
	CHECK(!strcmp(boundary_text(ONE), "of-a-guest\n"));
	is_ready(ready);
	pause();
}

static void a_cached_one_is_of_who_asks(void)
{
	char *before = boundary_text(ONE);
	pid_t pid;

	pid = start(look_at_one);
	CHECK(!strcmp(boundary_text(ONE), before));
	CHECK_EQ(access("/proc/1/root/proc", F_OK), 0);
	end_child(pid);
	CHECK(!strcmp(boundary_text(ONE), before));
}

/* ---- what was begun before ---- */

static void sleeper(int ready)
{
	is_ready(ready);
	pause();
}

static void a_tracer_has_nothing_on_the_host(void)
{
	pid_t victim = start(sleeper), pid = fork();

	if (pid) {
		child_passes(pid);
		CHECK_EQ(waitpid(victim, NULL, WNOHANG), 0);
		end_child(victim);
		return;
	}
	CHECK_EQ(ptrace(PTRACE_SEIZE, victim, 0, 0), 0);
	become_guest(401, 0);
	CHECK(ptrace(PTRACE_INTERRUPT, victim, 0, 0) < 0 && errno == ESRCH);
	CHECK(ptrace(PTRACE_DETACH, victim, 0, 0) < 0 && errno == ESRCH);
	_exit(0);
}

static pid_t peer_of(int fd)
{
	struct ucred peer;
	socklen_t len = sizeof(peer);

	CHECK_EQ(getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &len), 0);
	return peer.pid;
}

/* a pair that the host made does not tell who on the host */
static void a_peer_on_the_host_has_no_number(void)
{
	int pair[2];
	pid_t pid;

	CHECK_EQ(socketpair(AF_UNIX, SOCK_STREAM, 0, pair), 0);
	CHECK_EQ(peer_of(pair[0]), getpid());
	pid = fork();
	if (!pid) {
		become_guest(402, 0);
		CHECK_EQ(peer_of(pair[0]), 0);
		_exit(0);
	}
	child_passes(pid);
}

/* ---- capabilities ---- */

/* fill the sets that programs leave empty */
static void fill_sets(void)
{
	struct __user_cap_header_struct head = { _LINUX_CAPABILITY_VERSION_3, 0 };
	struct __user_cap_data_struct sets[2];
	int cap;

	CHECK_EQ(syscall(SYS_capget, &head, sets), 0);
	sets[0].inheritable = sets[0].permitted;
	sets[1].inheritable = sets[1].permitted;
	CHECK_EQ(syscall(SYS_capset, &head, sets), 0);
	for (cap = 0; cap <= CAP_LAST_CAP; cap++)
		CHECK_EQ(prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, cap, 0, 0), 0);
}

/* each of the sets as /proc/self/status has it */
static void check_sets(void)
{
	static const char *const sets[] = {
		"CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb"
	};
	char *text = boundary_text("/proc/self/status"), *at;
	size_t i;

	for (i = 0; i < sizeof(sets) / sizeof(*sets); i++) {
		at = strstr(text, sets[i]);
		CHECK(at);
		CHECK_EQ(strtoull(at + 7, NULL, 16) & ~GUEST_CAPS, 0);
	}
	at = strstr(text, "CapPrm");
	CHECK_EQ(strtoull(at + 7, NULL, 16), GUEST_CAPS);
}

static void no_set_has_more_than_the_bound(void)
{
	fill_sets();
	become_guest(403, 0);
	check_sets();
}

/* who enters later */
static void no_set_of_who_enters_has_more(void)
{
	uint64_t how = 0;
	pid_t pid = fork();

	if (!pid) {
		become_guest(404, PERSISTENT);
		_exit(0);
	}
	child_passes(pid);
	pid = fork();
	if (!pid) {
		fill_sets();
		CHECK_EQ(vs(CTX_MIGRATE, 404, &how), 404);
		check_sets();
		_exit(0);
	}
	child_passes(pid);
	CHECK_EQ(vs_set(SET_CFLAGS, 404, 0, PERSISTENT), 0);
}

static void be_a_guest(int ready)
{
	become_guest(405, 0);
	is_ready(ready);
	pause();
}

/* context capabilities are of those who are in one */
static void users_of_the_host_get_nothing(void)
{
	pid_t guest = start(be_a_guest), pid = fork();

	if (pid) {
		child_passes(pid);
		end_child(guest);
		return;
	}
	CHECK_EQ(setresuid(99, 99, 99), 0);
	CHECK(unshare(CLONE_NEWUTS) < 0 && errno == EPERM);
	CHECK(sethostname("x", 1) < 0 && errno == EPERM);
	CHECK(mount("x", "/tmp", "tmpfs", 0, NULL) < 0 && errno == EPERM);
	CHECK(setpriority(PRIO_PROCESS, 0, -1) < 0 && errno == EACCES);
	_exit(0);
}

/* ---- names ---- */

static void a_name_ends(void)
{
	struct vs_vhi_name name = { .field = 0 };

	CHECK_EQ(create(406, INIT_FLAGS), 406);
	memset(name.name, 'x', sizeof(name.name));
	memset(name.pad, 'y', sizeof(name.pad));
	CHECK_EQ(vs(SET_VHI_NAME, 406, &name), 0);
	memset(&name, 0, sizeof(name));
	CHECK_EQ(vs(GET_VHI_NAME, 406, &name), 0);
	CHECK_EQ(strlen(name.name), 64);
}

/* ---- two who change different bits ---- */

#define TURNS	2000

static void toggle(uint32_t id, uint64_t bit)
{
	int i;

	for (i = 0; i < TURNS; i++) {
		uint64_t value = i & 1 ? bit : 0;

		CHECK_EQ(vs_set(SET_CCAPS, id, value, bit), 0);
		CHECK_EQ(vs_get(GET_CCAPS, id) & bit, value);
	}
}

static void no_change_is_lost(void)
{
	pid_t pid = fork(), other;

	if (!pid) {
		become_guest(407, PERSISTENT);
		_exit(0);
	}
	child_passes(pid);
	other = fork();
	if (!other) {
		toggle(407, 1);
		_exit(0);
	}
	toggle(407, 2);
	child_passes(other);
	CHECK_EQ(vs_set(SET_CFLAGS, 407, 0, PERSISTENT), 0);
}

static const struct tap_test tests[] = {
	TAP_TEST(a_cached_one_is_of_who_asks),
	TAP_TEST(a_tracer_has_nothing_on_the_host),
	TAP_TEST(a_peer_on_the_host_has_no_number),
	TAP_TEST(no_set_has_more_than_the_bound),
	TAP_TEST(no_set_of_who_enters_has_more),
	TAP_TEST(users_of_the_host_get_nothing),
	TAP_TEST(a_name_ends),
	TAP_TEST(no_change_is_lost),
};

int main(void)
{
	return tap_main(tests, sizeof(tests) / sizeof(tests[0]));
}
