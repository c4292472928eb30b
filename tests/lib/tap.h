/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Tests in TAP: each runs in a process of its own with a time limit.
 */
#ifndef TESTS_LIB_TAP_H
#define TESTS_LIB_TAP_H

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define TAP_SECONDS	60

/* seconds for what takes @seconds; a debug kernel, which has more to do, slow */
static inline int tap_time(int seconds)
{
	return getenv("TAP_SLOW") ? 10 * seconds : seconds;
}

struct tap_test {
	const char *name;
	void (*run)(void);
};

#define TAP_TEST(function)	{ #function, function }

/* the test fails here, saying what was expected */
#define CHECK(condition) do {						\
	if (!(condition)) {						\
		printf("# %s:%d: %s (errno %s)\n", __FILE__, __LINE__,	\
		       #condition, strerror(errno));			\
		fflush(stdout);						\
		_exit(1);						\
	}								\
} while (0)

#define CHECK_EQ(is, want) do {						\
	long long is_ = (is), want_ = (want);				\
									\
	if (is_ != want_) {						\
		printf("# %s:%d: %s is %lld, not %lld\n", __FILE__,	\
		       __LINE__, #is, is_, want_);			\
		fflush(stdout);						\
		_exit(1);						\
	}								\
} while (0)

/* the checks of a child are the test's */
static inline void child_passes(pid_t pid)
{
	int status;

	CHECK_EQ(waitpid(pid, &status, 0), pid);
	CHECK_EQ(status, 0);
}

static inline void end_child(pid_t pid)
{
	CHECK_EQ(kill(pid, SIGKILL), 0);
	CHECK_EQ(waitpid(pid, NULL, 0), pid);
}

static inline int tap_run_one(const struct tap_test *test)
{
	int status;
	pid_t pid;

	fflush(stdout);
	pid = fork();
	if (!pid) {
		alarm(tap_time(TAP_SECONDS));
		test->run();
		fflush(stdout);
		_exit(0);
	}
	if (pid < 0 || waitpid(pid, &status, 0) < 0)
		return 1;
	return status != 0;
}

static inline int tap_main(const struct tap_test *tests, int count)
{
	int i, bad, failed = 0;

	printf("1..%d\n", count);
	for (i = 0; i < count; i++) {
		bad = tap_run_one(&tests[i]);
		failed += bad;
		printf("%sok %d - %s\n", bad ? "not " : "", i + 1,
		       tests[i].name);
	}
	fflush(stdout);
	return failed ? 1 : 0;
}

#endif /* TESTS_LIB_TAP_H */
