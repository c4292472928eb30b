// SPDX-License-Identifier: GPL-2.0-only
/*
 * Sealed copies; this program runs from one.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/stat.h>

#include "seal.h"
#include "tap.h"

/* root may open everything for writing: it is the write that must fail */
static void cannot_change(int fd)
{
	char path[32];
	int again;

	CHECK(pwrite(fd, "x", 1, 0) < 0);
	CHECK(ftruncate(fd, 0) < 0);
	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	again = open(path, O_RDWR | O_CLOEXEC);
	CHECK(again < 0 || (pwrite(again, "x", 1, 0) < 0 && errno == EPERM));
	CHECK(fcntl(fd, F_ADD_SEALS, 0) < 0);
}

static void copies_are_true_and_final(void)
{
	char of[4096], copied[4096];
	int from = open("/proc/self/exe", O_RDONLY | O_CLOEXEC);
	int to = seal_copy("/proc/self/exe");
	struct stat a, b;
	off_t at = 0;
	ssize_t n;

	CHECK(from >= 0 && to >= 0);
	CHECK(!fstat(from, &a) && !fstat(to, &b));
	CHECK_EQ(b.st_size, a.st_size);
	CHECK_EQ(b.st_mode & 07777, 0555);
	while ((n = pread(from, of, sizeof(of), at)) > 0) {
		CHECK_EQ(pread(to, copied, n, at), n);
		CHECK(!memcmp(of, copied, n));
		at += n;
	}
	CHECK(fcntl(to, F_GETFD) & FD_CLOEXEC);
	cannot_change(to);
}

static void what_is_not_there_is_told(void)
{
	CHECK_EQ(seal_copy("/no/such/file"), -1);
	CHECK_EQ(errno, ENOENT);
	CHECK_EQ(seal_copy("/"), -1);
}

static void we_run_from_a_copy(void)
{
	char link[64] = "";
	int fd;

	/* and no descriptor of it is left */
	for (fd = 0; fd < 64; fd++)
		CHECK(fcntl(fd, F_GET_SEALS) <= F_SEAL_SEAL);
	CHECK(readlink("/proc/self/exe", link, sizeof(link) - 1) > 0);
	CHECK(!strncmp(link, "/memfd:", 7));
	cannot_change(open("/proc/self/exe", O_RDONLY | O_CLOEXEC));
}

static void our_name_is_kept(void)
{
	char name[16] = "";

	CHECK(!prctl(PR_GET_NAME, name));
	CHECK(!strcmp(name, "seal_test"));
}

static const struct tap_test tests[] = {
	TAP_TEST(copies_are_true_and_final),
	TAP_TEST(what_is_not_there_is_told),
	TAP_TEST(we_run_from_a_copy),
	TAP_TEST(our_name_is_kept),
};

int main(int argc, char **argv)
{
	(void)argc;
	if (seal_self(argv))
		return 1;
	return tap_main(tests, sizeof(tests) / sizeof(tests[0]));
}
