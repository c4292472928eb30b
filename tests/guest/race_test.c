// SPDX-License-Identifier: GPL-2.0-only
/*
 * Contexts that are made, entered, killed, read and ended at the same time on
 * several processors; and that nothing of them is left.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdbool.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <time.h>

#include "left.h"

#define SECONDS		4
#define FIRST_ID	200
#define IDS		4
#define CYCLES		500

/* what the processes of a test count together */
static struct {
	long made, busy, entered, gone, killed, told, read, forks;
	bool stop;
} *sum;

static void count(long *what)
{
	__atomic_add_fetch(what, 1, __ATOMIC_RELAXED);
}

static void fresh_sum(void)
{
	sum = mmap(NULL, sizeof(*sum), PROT_READ | PROT_WRITE,
		   MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	CHECK(sum != MAP_FAILED);
}

/* ---- one after the other ---- */

static void cycles_leave_nothing(void)
{
	int i, status;

	for (i = 0; i < CYCLES; i++) {
		if (!fork()) {
			CHECK_EQ(net_create(FIRST_ID + i % 64, NET_FLAGS),
				 FIRST_ID + i % 64);
			CHECK_EQ(create(FIRST_ID + i % 64, INIT_FLAGS),
				 FIRST_ID + i % 64);
			_exit(0);
		}
		CHECK(wait(&status) > 0);
		CHECK_EQ(status, 0);
	}
	nothing_is_left();
}

/* an id is free again as soon as wait_exit(2) returned */
static void waited_id_is_free(void)
{
	int32_t result[2];
	int i, ready[2];
	char c;

	for (i = 0; i < 100; i++) {
		CHECK_EQ(pipe(ready), 0);
		if (!fork()) {
			CHECK_EQ(create(FIRST_ID, INIT_FLAGS), FIRST_ID);
			CHECK_EQ(write(ready[1], "x", 1), 1);
			usleep(1000);
			_exit(3);
		}
		CHECK_EQ(read(ready[0], &c, 1), 1);
		close(ready[0]);
		close(ready[1]);
		if (!vs(WAIT_EXIT, FIRST_ID, result))
			CHECK_EQ(result[1], 3 << 8);
		wait(NULL);
	}
	nothing_is_left();
}

/* ---- all at once ---- */

static uint32_t any_id(unsigned int *seed)
{
	return FIRST_ID + rand_r(seed) % IDS;
}

static void make_and_leave(unsigned int *seed)
{
	uint32_t id = any_id(seed);
	long ret;

	if (fork())
		return;
	ret = create(id, INIT_FLAGS);
	CHECK(ret == id || ret == -EBUSY || ret == -EEXIST);
	if (ret == id) {
		count(&sum->made);
		net_create(id, NET_FLAGS);
		vs_set(SET_CFLAGS, id, 0, SETUP_ENDS);
		usleep(rand_r(seed) % 20000);
	} else {
		count(&sum->busy);
	}
	_exit(0);
}

static void enter_and_leave(unsigned int *seed)
{
	uint32_t id = any_id(seed);
	uint64_t how = 0;
	long ret;

	if (fork())
		return;
	ret = vs(CTX_MIGRATE, id, &how);
	CHECK(ret == id || ret == -ESRCH || ret == -EFAULT);
	count(ret == id ? &sum->entered : &sum->gone);
	usleep(rand_r(seed) % 5000);
	_exit(0);
}

static void kill_any(unsigned int *seed)
{
	long ret = ctx_kill(any_id(seed), 0, SIGKILL);

	CHECK(!ret || ret == -ESRCH);
	if (!ret)
		count(&sum->killed);
	usleep(3000);
}

static void wait_any(unsigned int *seed)
{
	int32_t result[2];
	long ret = vs(WAIT_EXIT, any_id(seed), result);

	CHECK(!ret || ret == -ESRCH);
	if (!ret)
		count(&sum->told);
	else
		usleep(500);
}

static void read_all(unsigned int *seed)
{
	static const char * const names[] = { "info", "status", "cvirt",
					      "nsproxy" };
	DIR *dir = opendir("/proc/virtual");
	char path[300], text[1024];
	struct dirent *entry;
	int fd;

	CHECK(dir);
	while ((entry = readdir(dir))) {
		snprintf(path, sizeof(path), "/proc/virtual/%s/%s",
			 entry->d_name, names[rand_r(seed) % 4]);
		fd = open(path, O_RDONLY);
		if (fd < 0)
			continue;
		if (read(fd, text, sizeof(text)) > 0)
			count(&sum->read);
		close(fd);
	}
	closedir(dir);
}

static void change_any(unsigned int *seed)
{
	uint32_t id = any_id(seed);
	long ret = vs_set(SET_CFLAGS, id, rand_r(seed) & 1 ? PERSISTENT : 0,
			  PERSISTENT);

	CHECK(!ret || ret == -ESRCH);
	ret = vs_set(SET_CFLAGS, id, 0, PERSISTENT);
	CHECK(!ret || ret == -ESRCH);
}

static void (* const roles[])(unsigned int *seed) = {
	make_and_leave, enter_and_leave, kill_any, wait_any, read_all,
	change_any, make_and_leave,
};

#define ROLES		((int)(sizeof(roles) / sizeof(roles[0])))

static pid_t start_role(int nr)
{
	unsigned int seed = nr + 1;
	pid_t pid = fork();

	if (pid)
		return pid;
	while (!sum->stop) {
		roles[nr](&seed);
		while (waitpid(-1, NULL, WNOHANG) > 0)
			;
	}
	while (wait(NULL) > 0)
		;
	_exit(0);
}

/* all roles end by themselves: whoever waits for an end is told of it */
static void everything_at_once(void)
{
	int i, status;

	fresh_sum();
	for (i = 0; i < ROLES; i++)
		start_role(i);
	sleep(SECONDS);
	sum->stop = true;
	for (i = 0; i < ROLES; i++) {
		CHECK(wait(&status) > 0);
		CHECK_EQ(status, 0);
	}
	printf("# made %ld, refused %ld, entered %ld, too late %ld\n",
	       sum->made, sum->busy, sum->entered, sum->gone);
	printf("# killed %ld, told %ld, read %ld\n", sum->killed, sum->told,
	       sum->read);
	/* each race was run */
	CHECK(sum->made && sum->busy && sum->entered && sum->gone);
	CHECK(sum->killed && sum->told && sum->read);
	nothing_is_left();
}

/* ---- a fork storm ---- */

static void storm(int ready)
{
	const uid_t user = 60000;
	struct rlimit limit = { 200, 200 };
	const pid_t first = getpid();

	CHECK_EQ(create(FIRST_ID, INIT_FLAGS), FIRST_ID);
	CHECK_EQ(vs_set(SET_CFLAGS, FIRST_ID, 0, SETUP_ENDS), 0);
	CHECK_EQ(setrlimit(RLIMIT_NPROC, &limit), 0);
	CHECK_EQ(setresuid(user, user, user), 0);
	/* the dead count no more, and make room for others */
	signal(SIGCHLD, SIG_IGN);
	CHECK_EQ(write(ready, "x", 1), 1);
	/* the first stays, or a storm could die out at its limit */
	for (;;)
		if (fork() > 0)
			count(&sum->forks);
		else if (getpid() != first && rand() % 4 == 0)
			_exit(0);
}

/* in a pid namespace, whose init reaps: that of the VM does so at the end */
static pid_t start_storm(int ready)
{
	pid_t pid = fork();

	if (pid)
		return pid;
	CHECK_EQ(unshare(CLONE_NEWPID), 0);
	if (!fork()) {
		if (!fork())
			storm(ready);
		while (wait(NULL) > 0)
			;
		_exit(0);
	}
	wait(NULL);
	_exit(0);
}

/*
 * The walk of ctx_kill(2) misses no child, so that one call is enough; the
 * context is gone soon after, and another call says so.
 */
static void kill_ends_a_storm(void)
{
	int round, tries, ready[2];
	pid_t pid;
	char c;

	fresh_sum();
	for (round = 0; round < 5; round++) {
		CHECK_EQ(pipe(ready), 0);
		pid = start_storm(ready[1]);
		CHECK_EQ(read(ready[0], &c, 1), 1);
		close(ready[0]);
		close(ready[1]);
		usleep(300000);
		/* a busy machine takes longer to make a storm */
		while (sum->forks <= 100 * (round + 1))
			usleep(10000);
		CHECK_EQ(ctx_kill(FIRST_ID, 0, SIGKILL), 0);
		for (tries = 0; tries < 500; tries++) {
			/* gone, and not only without a process */
			if (vs(GET_CFLAGS, FIRST_ID, NULL) == -ESRCH)
				break;
			usleep(10000);
		}
		CHECK_EQ(ctx_kill(FIRST_ID, 0, SIGKILL), -ESRCH);
		CHECK_EQ(waitpid(pid, NULL, 0), pid);
	}
	printf("# %ld forks\n", sum->forks);
	CHECK(sum->forks > 500);
	nothing_is_left();
}

/* threads of one process cannot be split between contexts */
static int idle(void *arg)
{
	(void)arg;
	return pause();
}

static void threads_do_not_move(void)
{
	static char stack[16384];
	uint64_t how = 0;

	CHECK(clone(idle, stack + sizeof(stack), CLONE_VM | CLONE_SIGHAND |
		    CLONE_THREAD, NULL) > 0);
	CHECK_EQ(create(FIRST_ID, INIT_FLAGS), -EBUSY);
	CHECK_EQ(net_create(FIRST_ID, NET_FLAGS), -EBUSY);
	CHECK_EQ(vs(CTX_MIGRATE, 1, &how), -EBUSY);
	CHECK_EQ(vs(NET_MIGRATE, 1, NULL), -EBUSY);
	CHECK_EQ(vs(TASK_XID, 0, NULL), 0);
}

static const struct tap_test tests[] = {
	TAP_TEST(nothing_is_left),
	TAP_TEST(cycles_leave_nothing),
	TAP_TEST(waited_id_is_free),
	TAP_TEST(everything_at_once),
	TAP_TEST(kill_ends_a_storm),
	TAP_TEST(threads_do_not_move),
};

int main(void)
{
	return tap_main(tests, sizeof(tests) / sizeof(tests[0]));
}
