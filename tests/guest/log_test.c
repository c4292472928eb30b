// SPDX-License-Identifier: GPL-2.0-only
/*
 * How much a guest makes the kernel say: a message for each mistake of a mount,
 * which the kernel itself does not limit, until the guest's share is used up.
 */
#define _GNU_SOURCE
#include <sys/ptrace.h>
#include <time.h>

#include "boundary.h"

#define SECURE_MOUNT	0x00010000
#define SHARE		500	/* messages in a minute */
#define MISTAKES	(4 * SHARE)
#define VICTIMS		(SHARE + 60)
#define GROUPS		"/sys/fs/cgroup/victims"

/* the log from here on */
static int open_log(void)
{
	int fd = open("/dev/kmsg", O_RDONLY | O_NONBLOCK);

	CHECK(fd >= 0);
	CHECK_EQ(lseek(fd, 0, SEEK_END), 0);
	return fd;
}

/* messages in the log that have a text; none was lost before it was read */
static int said(int log, const char *text)
{
	char message[1024];
	int count = 0;
	ssize_t len;

	while ((len = read(log, message, sizeof(message) - 1)) > 0) {
		message[len] = 0;
		count += !!strstr(message, text);
	}
	CHECK(errno == EAGAIN);
	return count;
}

static void mistake(const char *option)
{
	CHECK(mount("none", "/tmp", "tmpfs", 0, option) < 0);
	CHECK_EQ(errno, EINVAL);
}

static void mistakes(const char *option, int count)
{
	while (count-- > 0)
		mistake(option);
}

/* a guest that makes mistakes, and one more when it is told to */
static void guest(uint32_t id, const char *option, int more)
{
	char c;

	CHECK_EQ(unshare(CLONE_NEWNS), 0);
	boundary_private_mounts();
	boundary_finish(id, SECURE_MOUNT);
	mistakes(option, MISTAKES);
	if (read(more, &c, 1) == 1)
		mistake("the_last");
}

static void in_guest(uint32_t id, const char *option)
{
	int none = open("/dev/null", O_RDONLY);
	pid_t pid = fork();

	if (!pid) {
		guest(id, option, none);
		_exit(0);
	}
	child_passes(pid);
}

/* the kernel limits none of these by itself */
static void host_is_not_limited(void)
{
	int log = open_log();

	mistakes("by_the_host", SHARE + 100);
	CHECK_EQ(said(log, "'by_the_host'"), SHARE + 100);
}

static void guest_is_limited(void)
{
	int log = open_log(), count;

	in_guest(170, "by_a_guest");
	count = said(log, "'by_a_guest'");
	printf("# %d of %d\n", count, MISTAKES);
	CHECK(count > 0 && count <= SHARE);
	mistake("by_the_host");
	CHECK_EQ(said(log, "'by_the_host'"), 1);
}

/* what one guest says is not at the cost of another */
static void each_has_its_share(void)
{
	int log = open_log();

	in_guest(171, "by_a_guest");
	in_guest(172, "by_another");
	CHECK(said(log, "'by_another'") > 0);
}

/* when the guest ends, which takes the kernel a moment */
static void what_was_too_much_is_told(void)
{
	int log = open_log(), end = open_log(), count, tries;
	char text[64];

	in_guest(173, "by_a_guest");
	count = said(log, "'by_a_guest'");
	snprintf(text, sizeof(text), "context 173: %d messages not printed",
		 MISTAKES - count);
	for (tries = tap_time(50); tries && !said(end, text); tries--)
		usleep(100000);
	CHECK(tries);
}

/* and before, with the next one that is printed: a minute later */
static void the_next_minute_has_a_new_share(void)
{
	int log = open_log(), more[2], count;
	char text[64];
	pid_t pid;

	if (!atoi(getenv("TEST_LONG") ?: "0"))
		return;
	CHECK_EQ(pipe(more), 0);
	alarm(tap_time(100));
	pid = fork();
	if (!pid) {
		alarm(tap_time(100));
		guest(174, "by_a_guest", more[0]);
		_exit(0);
	}
	sleep(65);
	count = said(log, "'by_a_guest'");
	CHECK_EQ(write(more[1], "x", 1), 1);
	child_passes(pid);
	snprintf(text, sizeof(text), "context 174: %d messages not printed",
		 MISTAKES - count);
	lseek(log, 0, SEEK_SET);
	CHECK_EQ(said(log, text), 1);
	lseek(log, 0, SEEK_SET);
	CHECK_EQ(said(log, "'the_last'"), 1);
}

static void put(const char *file, const char *value)
{
	int fd = open(file, O_WRONLY);

	CHECK(fd >= 0);
	CHECK_EQ(write(fd, value, strlen(value)), strlen(value));
	close(fd);
}

/* a group of its own for a victim, that bounds its memory */
static void bound_memory(pid_t pid)
{
	char path[64], number[16];

	snprintf(number, sizeof(number), "%d", pid);
	snprintf(path, sizeof(path), GROUPS "/%d", pid);
	CHECK_EQ(mkdir(path, 0755), 0);
	strcat(path, "/memory.max");
	put(path, "512K");
	snprintf(path, sizeof(path), GROUPS "/%d/cgroup.procs", pid);
	put(path, number);
}

/* it runs out of memory, and is held when it should end */
static void victim(void)
{
	const size_t size = 8 << 20;
	char *p;

	CHECK_EQ(ptrace(PTRACE_TRACEME, 0, NULL, NULL), 0);
	raise(SIGSTOP);
	p = mmap(NULL, size, PROT_READ | PROT_WRITE,
		 MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	memset(p, 1, size);
	_exit(1);
}

/* the kernel's own thread takes their memory, two seconds later */
static void make_victims(int tell, int bound)
{
	pid_t pid[VICTIMS];
	int i, status;

	boundary_finish(175, 0);
	for (i = 0; i < VICTIMS; i++) {
		pid[i] = fork();
		if (!pid[i])
			victim();
		CHECK_EQ(waitpid(pid[i], &status, 0), pid[i]);
		CHECK_EQ(ptrace(PTRACE_SETOPTIONS, pid[i], NULL,
				PTRACE_O_TRACEEXIT | PTRACE_O_EXITKILL), 0);
		CHECK_EQ(write(tell, &pid[i], sizeof(*pid)), sizeof(*pid));
	}
	CHECK_EQ(read(bound, &status, 1), 1);
	for (i = 0; i < VICTIMS; i++)
		CHECK_EQ(ptrace(PTRACE_CONT, pid[i], NULL, NULL), 0);
	for (i = 0; i < VICTIMS; i++)
		CHECK_EQ(waitpid(pid[i], &status, 0), pid[i]);
	sleep(tap_time(4));
}

static void what_is_reaped_is_limited(void)
{
	int log = open_log(), told[2], bound[2], count = 0, i, status;
	pid_t pid, victim, done = 0;
	time_t start;

	CHECK(!mkdir(GROUPS, 0755) || errno == EEXIST);
	put("/sys/fs/cgroup/cgroup.subtree_control", "+memory");
	put(GROUPS "/cgroup.subtree_control", "+memory");
	/* the VM takes what goes to the console for a report of a bug */
	put("/proc/sys/kernel/printk", "1");
	CHECK_EQ(pipe(told) | pipe(bound), 0);
	alarm(tap_time(100));
	pid = fork();
	if (!pid) {
		alarm(tap_time(100));
		make_victims(told[1], bound[0]);
		_exit(0);
	}
	for (i = 0; i < VICTIMS; i++) {
		CHECK_EQ(read(told[0], &victim, sizeof(victim)),
			 sizeof(victim));
		bound_memory(victim);
	}
	start = time(NULL);
	CHECK_EQ(write(bound[1], "x", 1), 1);
	while (!done) {
		usleep(100000);
		done = waitpid(pid, &status, WNOHANG);
		count += said(log, "oom_reaper: reaped process");
	}
	put("/proc/sys/kernel/printk", "5");
	CHECK_EQ(status, 0);
	printf("# %d of %d\n", count, VICTIMS);
	CHECK(count > 0);
	/* a share for each minute that it took */
	CHECK(count <= SHARE * (1 + (time(NULL) - start) / 60));
}

static const struct tap_test tests[] = {
	TAP_TEST(host_is_not_limited),
	TAP_TEST(guest_is_limited),
	TAP_TEST(each_has_its_share),
	TAP_TEST(what_was_too_much_is_told),
	TAP_TEST(the_next_minute_has_a_new_share),
	TAP_TEST(what_is_reaped_is_limited),
};

int main(void)
{
	return tap_main(tests, sizeof(tests) / sizeof(tests[0]));
}
