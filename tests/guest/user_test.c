// SPDX-License-Identifier: GPL-2.0-only
/*
 * What the kernel counts for a user it counts in each context by itself: a guest
 * that has used up its own leaves the user of that number something on the host
 * and in another guest.  The caller is the host.
 */
#define _GNU_SOURCE
#include <mqueue.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/fanotify.h>
#include <sys/inotify.h>
#include <sys/resource.h>

#include "boundary.h"

#define USER		1000
#define FEW		20
#define MOST		100000

static void limit(int resource, rlim_t value)
{
	struct rlimit limit = { value, value };

	CHECK_EQ(setrlimit(resource, &limit), 0);
}

static void write_number(const char *file, int number)
{
	FILE *f = fopen(file, "w");

	CHECK(f);
	fprintf(f, "%d\n", number);
	CHECK_EQ(fclose(f), 0);
}

/* ---- what there is to use up: each returns -1 when there is no more ---- */

static int queue_signal(void)
{
	return sigqueue(getpid(), SIGRTMIN, (union sigval){ 0 });
}

static int make_instance(void)
{
	return inotify_init1(IN_CLOEXEC);
}

static int make_group(void)
{
	return fanotify_init(FAN_CLASS_NOTIF | FAN_REPORT_FID, O_RDONLY);
}

static int make_queue(void)
{
	struct mq_attr attr = { .mq_maxmsg = 10, .mq_msgsize = 8192 };
	char name[32];
	int queue;

	snprintf(name, sizeof(name), "/count%d", getpid());
	queue = mq_open(name, O_CREAT | O_RDWR, 0600, &attr);
	mq_unlink(name);
	return queue;
}

static int poll_one(void)
{
	struct epoll_event event = { .events = EPOLLIN };
	int set = epoll_create1(0);

	return epoll_ctl(set, EPOLL_CTL_ADD, eventfd(0, 0), &event);
}

#define REQUESTS	512

static int set_up_aio(void)
{
	unsigned long context = 0;

	return syscall(SYS_io_setup, REQUESTS, &context);
}

/* ---- tests ---- */

/* takes some in a guest: all there is, or one; its end gives it back */
static pid_t guest_takes(uint32_t id, int (*take)(void), bool all)
{
	int ready[2], i = 0;
	pid_t pid;
	char c;

	CHECK_EQ(pipe(ready), 0);
	pid = fork();
	if (!pid) {
		boundary_finish(id, SECURE_CCAPS);
		CHECK(take() >= 0);
		while (all && take() >= 0)
			CHECK(++i < MOST);
		CHECK_EQ(write(ready[1], "x", 1), 1);
		for (;;)
			pause();
	}
	close(ready[1]);
	CHECK_EQ(read(ready[0], &c, 1), 1);
	close(ready[0]);
	return pid;
}

static void counted_apart(uint32_t id, int (*take)(void))
{
	pid_t first = guest_takes(id, take, true), second;

	CHECK(take() >= 0);
	second = guest_takes(id + 1, take, false);
	end_child(second);
	end_child(first);
}

static void queued_signals_are_the_guests(void)
{
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGRTMIN);
	CHECK_EQ(sigprocmask(SIG_BLOCK, &set, NULL), 0);
	limit(RLIMIT_SIGPENDING, FEW);
	counted_apart(700, queue_signal);
}

static void inotify_instances_are_the_guests(void)
{
	counted_apart(702, make_instance);
}

static void groups_of_fanotify_are_the_guests(void)
{
	counted_apart(712, make_group);
}

static void bytes_of_queues_are_the_guests(void)
{
	counted_apart(704, make_queue);
}

static void watches_of_epoll_are_the_guests(void)
{
	write_number("/proc/sys/fs/epoll/max_user_watches", FEW);
	counted_apart(706, poll_one);
	write_number("/proc/sys/fs/epoll/max_user_watches", MOST);
}

static long counted_aio(void)
{
	FILE *f = fopen("/proc/sys/fs/aio-nr", "r");
	long number;

	CHECK(f);
	CHECK_EQ(fscanf(f, "%ld", &number), 1);
	fclose(f);
	return number;
}

/* the host's number has what the host set up, and nothing else */
static void requests_of_aio_are_the_guests(void)
{
	long before = counted_aio();

	counted_apart(714, set_up_aio);
	CHECK_EQ(counted_aio(), before + REQUESTS);
}

static void requests_of_aio_come_back(void)
{
	unsigned long last = 0, context = 0;
	pid_t guest = fork();
	int i = 0;

	if (!guest) {
		boundary_finish(716, SECURE_CCAPS);
		while (!syscall(SYS_io_setup, REQUESTS, &context)) {
			CHECK(++i < MOST);
			last = context;
			context = 0;
		}
		CHECK_EQ(errno, EAGAIN);
		CHECK_EQ(syscall(SYS_io_destroy, last), 0);
		CHECK_EQ(set_up_aio(), 0);
		CHECK(set_up_aio() < 0 && errno == EAGAIN);
		_exit(0);
	}
	child_passes(guest);
}

/* some processes of a user; those of the group end together */
static void become_users(int count)
{
	int i;

	CHECK_EQ(setresuid(USER, USER, USER), 0);
	for (i = 1; i < count; i++)
		if (!fork())
			for (;;)
				pause();
}

/* with a limit of two: this process, one child, and no child of that */
static void second_child_is_refused(void)
{
	pid_t child = fork();

	if (!child) {
		CHECK(fork() < 0 && errno == EAGAIN);
		_exit(0);
	}
	child_passes(child);
}

static void processes_are_the_guests(void)
{
	pid_t host, guest;
	int ready[2];
	char c;

	CHECK_EQ(pipe(ready), 0);
	host = fork();
	if (!host) {
		CHECK_EQ(setsid(), getpid());
		become_users(FEW);
		CHECK_EQ(write(ready[1], "x", 1), 1);
		for (;;)
			pause();
	}
	CHECK_EQ(read(ready[0], &c, 1), 1);
	guest = fork();
	if (!guest) {
		boundary_finish(708, SECURE_CCAPS);
		limit(RLIMIT_NPROC, 2);
		CHECK_EQ(setresuid(USER, USER, USER), 0);
		second_child_is_refused();
		_exit(0);
	}
	child_passes(guest);
	CHECK_EQ(kill(-host, SIGKILL), 0);
	CHECK_EQ(waitpid(host, NULL, 0), host);
}

/* it is not INIT_USER, and each process that ends gives its number back */
static void root_of_a_guest_has_a_limit(void)
{
	pid_t guest = fork();
	int i;

	if (!guest) {
		boundary_finish(709, SECURE_CCAPS);
		limit(RLIMIT_NPROC, 2);
		for (i = 0; i < FEW; i++)
			second_child_is_refused();
		_exit(0);
	}
	child_passes(guest);
}

/* a process of the host's user of that number, with a priority of its own */
static pid_t start_urgent(void)
{
	int ready[2];
	pid_t pid;
	char c;

	CHECK_EQ(pipe(ready), 0);
	pid = fork();
	if (!pid) {
		CHECK_EQ(setpriority(PRIO_PROCESS, 0, -5), 0);
		become_users(1);
		CHECK_EQ(write(ready[1], "x", 1), 1);
		for (;;)
			pause();
	}
	CHECK_EQ(read(ready[0], &c, 1), 1);
	return pid;
}

static void only_own_users_are_found(void)
{
	pid_t host = start_urgent(), guest = fork();

	if (!guest) {
		boundary_finish(710, SECURE_CCAPS);
		errno = 0;
		CHECK(getpriority(PRIO_USER, USER) == -1 && errno == ESRCH);
		CHECK_EQ(setresuid(USER, USER, USER), 0);
		errno = 0;
		CHECK(getpriority(PRIO_USER, USER) == 0 && !errno);
		_exit(0);
	}
	child_passes(guest);
	end_child(host);
}

static const struct tap_test tests[] = {
	TAP_TEST(queued_signals_are_the_guests),
	TAP_TEST(inotify_instances_are_the_guests),
	TAP_TEST(groups_of_fanotify_are_the_guests),
	TAP_TEST(bytes_of_queues_are_the_guests),
	TAP_TEST(watches_of_epoll_are_the_guests),
	TAP_TEST(requests_of_aio_are_the_guests),
	TAP_TEST(requests_of_aio_come_back),
	TAP_TEST(processes_are_the_guests),
	TAP_TEST(root_of_a_guest_has_a_limit),
	TAP_TEST(only_own_users_are_found),
};

int main(void)
{
	return tap_main(tests, sizeof(tests) / sizeof(tests[0]));
}
